import { when } from '../../../lib/format.ts';
import { usePerson } from '../../../lib/people.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Body } from '../body.tsx';
import type { MessageEvent } from '../model.ts';
import { useNaming } from '../naming.ts';

/** One message in a side panel; a tap leads to its place in the log. */
export function MessageLine({ m, onOpen, find }: { m: MessageEvent; onOpen?: () => void; find?: string }) {
  const naming = useNaming([m.u]);
  const person = usePerson(m.u);
  const name = person?.name ?? naming.words.unknownPerson;
  return (
    <li className="flex gap-2.5 px-4 py-2.5 hover:bg-hover/60">
      <Avatar id={m.u} name={name} src={person?.avatar} size={30} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2 text-small">
          <span className="min-w-0 flex-1 truncate text-text-2">{name}</span>
          {onOpen ? (
            <button
              type="button"
              onClick={onOpen}
              className="tabular shrink-0 rounded-chip text-tiny text-accent hover:underline"
            >
              {when(m.ts)}
            </button>
          ) : (
            <time className="tabular shrink-0 text-tiny text-text-3">{when(m.ts)}</time>
          )}
        </div>
        <div className="mt-1 flex min-w-0">
          {m.rc === undefined ? (
            <Body k={m.k} b={m.b} mine={false} find={find} />
          ) : (
            <span className="text-dense text-text-3">{naming.words.recalledBy(naming.nameOf(m.rc))}</span>
          )}
        </div>
      </div>
    </li>
  );
}
