import { CircleAlert, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { copyText } from '../../lib/clipboard.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { useIdentityAdminWords } from './words.ts';

/** The scrolling body of an admin page. */
export function Body({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-180 flex-col gap-5 px-4 pt-4 pb-10 desk:px-6">{children}</div>
    </div>
  );
}

/** What a page shows until its answer is there. */
export function Waiting({ failure, again }: { failure: string | null; again: () => void }) {
  const words = useIdentityAdminWords();
  if (failure === null) return <RowsSkeleton rows={5} />;
  return (
    <Empty title={words.failed} text={failure} action={<Button onClick={again}>{words.retry}</Button>} />
  );
}

/** A failure that belongs to no field. */
export function Fault({ children }: { children: ReactNode }) {
  if (!children) return null;
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-m bg-danger-soft px-3 py-2 text-dense text-danger"
    >
      <CircleAlert aria-hidden className="mt-[3px] size-4 shrink-0" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}

/** An address to take along. */
export function Copyable({ text, label }: { text: string; label: string }) {
  const words = useIdentityAdminWords();
  return (
    <div className="flex min-w-0 items-center gap-1 rounded-[8px] bg-sunken py-1 pr-1 pl-3">
      <code className="wrap-anywhere min-w-0 flex-1 font-mono text-small text-text-2">{text}</code>
      <IconButton label={label} onClick={() => void copyText(text).then(() => toast(words.copied))}>
        <Copy aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}

/** Save and undo below a form; says when something waits to be saved. */
export function SaveBar({
  changed,
  busy,
  onReset,
}: {
  changed: boolean;
  busy: boolean;
  onReset: () => void;
}) {
  const words = useIdentityAdminWords();
  return (
    <div className="sticky bottom-0 -mx-4 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-4 py-3 desk:-mx-6 desk:px-6">
      <span role="status" className="min-w-0 flex-1 text-small text-text-2">
        {changed ? words.unsaved : ''}
      </span>
      {changed && <Button onClick={onReset}>{words.undoChanges}</Button>}
      <Button type="submit" look="solid" busy={busy} disabled={!changed}>
        {words.save}
      </Button>
    </div>
  );
}
