import { Pencil } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MemberId } from '../../../contract/src/ids.ts';
import { findColleagues } from '../lib/find-colleagues.ts';
import { usePeople, usePerson, wantPeople } from '../lib/people.ts';
import { Avatar } from './avatar.tsx';
import { Button, IconButton } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { MemberPicker, type Person } from './member-picker.tsx';
import { useUiWords } from './words.ts';

/** People in one role, and a dialog to choose others. `max` 1: choosing one is done at once. */
export function PeopleField({
  label,
  value,
  max,
  onValue,
}: {
  label: string;
  value: readonly MemberId[];
  max: number;
  /** absent: only to look at */
  onValue?: ((ids: MemberId[]) => void) | undefined;
}) {
  const words = useUiWords();
  const [picked, setPicked] = useState<Person[] | null>(null);
  useEffect(() => wantPeople(value), [value]);
  const close = (people: readonly Person[]) => {
    setPicked(null);
    onValue?.(people.map((p) => p.id as MemberId));
  };
  const begin = () => {
    const { byId } = usePeople.getState();
    setPicked(value.map((id) => ({ id, name: byId[id]?.name ?? '…' })));
  };
  return (
    <div className="flex items-start gap-3">
      <span className="w-20 shrink-0 pt-1 text-dense text-text-3">{label}</span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
        {value.map((id) => (
          <Face key={id} id={id} />
        ))}
        {onValue && (
          <IconButton label={words.change(label)} onClick={begin}>
            <Pencil aria-hidden className="size-3.5" />
          </IconButton>
        )}
      </div>
      {picked && (
        <Dialog
          open
          onClose={() => setPicked(null)}
          title={label}
          footer={
            <Button look="solid" disabled={max === 1 && picked.length === 0} onClick={() => close(picked)}>
              {words.confirm}
            </Button>
          }
        >
          <MemberPicker
            label={label}
            find={findColleagues}
            max={max}
            value={picked}
            onValue={(people) => (max === 1 && people.length === 1 ? close(people) : setPicked(people))}
          />
        </Dialog>
      )}
    </div>
  );
}

function Face({ id }: { id: string }) {
  const person = usePerson(id);
  return (
    <span className="inline-flex h-7 items-center gap-1.5 rounded-chip bg-hover pr-2 pl-1 text-dense">
      <Avatar id={id} name={person?.name ?? ''} src={person?.avatar} size={20} />
      {person?.name ?? '…'}
    </span>
  );
}
