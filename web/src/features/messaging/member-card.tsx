import { Building2, MessageCircle, UserRound } from 'lucide-react';
import { useLocation } from 'wouter';
import { usePerson } from '../../lib/people.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Skeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { openDirect } from './chat-actions.ts';
import { useMessaging } from './store.ts';
import { useMessagingWords } from './words.ts';

/** Who somebody is, and the way to write to them. */
export function MemberCard({ id, onDone }: { id: string; onDone?: () => void }) {
  const words = useMessagingWords();
  const person = usePerson(id);
  const online = useMessaging((s) => s.online[id]);
  const [, navigate] = useLocation();
  if (!person)
    return (
      <div className="flex w-76 items-center gap-4 p-5">
        <Skeleton className="size-14 rounded-[28%]" />
        <Skeleton className="h-4 w-24" />
      </div>
    );
  const write = async () => {
    const c = await openDirect(id);
    onDone?.();
    if (c) navigate(`/chats/${c}`);
  };
  return (
    <div className="w-76 max-w-full p-5">
      <div className="flex items-center gap-4">
        <Avatar id={person.id} name={person.name} src={person.avatar} size={56} online={online} />
        <div className="min-w-0 flex-1">
          <div className="flex items-center gap-2">
            <span className="truncate text-title font-medium">{person.name}</span>
            {person.status !== 'active' && <Tag tone="danger">{words.card.status[person.status]}</Tag>}
          </div>
          <div className="truncate text-dense text-text-3">{person.alias || person.userid}</div>
        </div>
      </div>
      <dl className="mt-4 flex flex-col gap-2 text-dense">
        {person.position && (
          <div className="flex gap-2.5">
            <dt className="mt-0.5 text-text-3">
              <UserRound aria-label={words.card.position} className="size-4" />
            </dt>
            <dd className="min-w-0 wrap-anywhere">{person.position}</dd>
          </div>
        )}
        {person.departments.length > 0 && (
          <div className="flex gap-2.5">
            <dt className="mt-0.5 text-text-3">
              <Building2 aria-label={words.card.departments} className="size-4" />
            </dt>
            <dd className="min-w-0">
              {person.departments.map((d) => (
                <div key={d.id} className="flex items-center gap-1.5 wrap-anywhere">
                  {d.name}
                  {d.leader && <Tag tone="accent">{words.card.leader}</Tag>}
                </div>
              ))}
            </dd>
          </div>
        )}
      </dl>
      <Button
        look="solid"
        className="mt-4 w-full"
        icon={<MessageCircle aria-hidden className="size-4" />}
        onClick={() => void write()}
      >
        {words.card.write}
      </Button>
    </div>
  );
}
