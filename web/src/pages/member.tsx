import { ChevronLeft } from 'lucide-react';
import { useLocation, useParams } from 'wouter';
import type { MemberId } from '../../../contract/src/ids.ts';
import { MemberDetails } from '../features/directory/member-details.tsx';
import { openDirect } from '../features/messaging/chat-actions.ts';
import { usePerson } from '../lib/people.ts';
import { PaneBar } from '../ui/bits.tsx';
import { IconButton } from '../ui/button.tsx';
import { useLayoutWords } from './layout/words.ts';

/** A colleague's card as a page of its own, for links. */
export function MemberPage() {
  const words = useLayoutWords();
  const { memberId } = useParams<{ memberId: MemberId }>();
  const [, navigate] = useLocation();
  const person = usePerson(memberId);
  const write = async () => {
    const chat = await openDirect(memberId);
    if (chat) navigate(`/chats/${chat}`);
  };
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <IconButton label={words.back} className="-ml-2" onClick={() => history.back()}>
          <ChevronLeft aria-hidden className="size-5" />
        </IconButton>
        <h1 className="truncate text-[15px] font-medium">{person?.name}</h1>
      </PaneBar>
      <div className="mx-auto w-full max-w-140 flex-1 overflow-y-auto">
        <MemberDetails
          id={memberId}
          onWrite={() => void write()}
          onMember={(id) => navigate(`/members/${id}`)}
        />
      </div>
    </div>
  );
}
