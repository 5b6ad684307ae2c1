import type { ChatId } from '../../../../../contract/src/ids.ts';
import { Checkbox } from '../../../ui/toggle.tsx';

/** Groups to tick, all at once or one by one. */
export function GroupChoice({
  groups,
  chosen,
  onChosen,
  label,
}: {
  groups: readonly { chatId: ChatId; name: string }[];
  chosen: ReadonlySet<ChatId>;
  onChosen: (chosen: ReadonlySet<ChatId>) => void;
  label: string;
}) {
  const flip = (id: ChatId, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChosen(next);
  };
  return (
    <>
      <Checkbox
        checked={chosen.size === groups.length}
        mixed={chosen.size > 0}
        onChecked={(on) => onChosen(new Set(on ? groups.map((g) => g.chatId) : []))}
      >
        {label}
      </Checkbox>
      <ul className="flex max-h-60 flex-wrap gap-x-5 gap-y-2 overflow-y-auto">
        {groups.map((g) => (
          <li key={g.chatId}>
            <Checkbox checked={chosen.has(g.chatId)} onChecked={(on) => flip(g.chatId, on)}>
              {g.name}
            </Checkbox>
          </li>
        ))}
      </ul>
    </>
  );
}
