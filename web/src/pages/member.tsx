import { ChevronLeft } from 'lucide-react';
import { useParams } from 'wouter';
import { MemberCard } from '../features/messaging/member-card.tsx';
import { usePerson } from '../lib/people.ts';
import { PaneBar } from '../ui/bits.tsx';
import { IconButton } from '../ui/button.tsx';
import { useLayoutWords } from './layout/words.ts';

/** A colleague's card as a page of its own, for links. */
export function MemberPage() {
  const words = useLayoutWords();
  const { memberId } = useParams<{ memberId: string }>();
  const person = usePerson(memberId);
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <IconButton label={words.back} className="-ml-2" onClick={() => history.back()}>
          <ChevronLeft aria-hidden className="size-5" />
        </IconButton>
        <h1 className="truncate text-[15px] font-medium">{person?.name}</h1>
      </PaneBar>
      <div className="flex flex-1 items-start justify-center overflow-y-auto p-6">
        <div className="rounded-card bg-raised shadow-2 ring-1 ring-line">
          <MemberCard id={memberId} />
        </div>
      </div>
    </div>
  );
}
