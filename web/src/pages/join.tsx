import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { useEnter } from '../features/identity/enter.ts';
import { OpenFrame } from '../features/identity/open-frame.tsx';
import { JoinForm } from '../features/joining/join-form.tsx';
import { useJoiningWords } from '../features/joining/words.ts';
import { api, ApiError, failureText } from '../lib/api.ts';
import { useLoaded } from '../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../ui/bits.tsx';

/** Where an invitation link or its QR code leads, for people who have no account yet. */
export function JoinPage() {
  const words = useJoiningWords();
  const { key } = useParams<{ key: string }>();
  const enter = useEnter();
  const [asked, setAsked] = useState(false);
  const { data: link, error } = useLoaded(key, (signal) => api.joining.joinLink({ key }, { signal }));
  const door = (
    <Link href="/sign-in" className="rounded-chip text-center font-medium text-accent hover:underline">
      {words.toSignIn}
    </Link>
  );
  if (error instanceof ApiError && error.status === 404)
    return (
      <OpenFrame title={words.gone} text={words.goneText}>
        {door}
      </OpenFrame>
    );
  if (error) return <Empty title={failureText(error)} />;
  if (!link) return <RowsSkeleton rows={3} />;
  if (asked)
    return (
      <OpenFrame title={words.waiting} text={words.waitingText}>
        {door}
      </OpenFrame>
    );
  const into = link.departmentName === link.corpName ? '' : words.into(link.departmentName);
  return (
    <OpenFrame
      title={words.join(link.corpName)}
      text={[into, link.needsApproval ? words.approval : ''].filter(Boolean).join(' · ')}
    >
      <JoinForm
        linkKey={key}
        needsApproval={link.needsApproval}
        onDone={(state) => (state === 'joined' ? void enter() : setAsked(true))}
      />
    </OpenFrame>
  );
}
