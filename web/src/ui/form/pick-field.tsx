import { Plus, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { usePeople, wantPeople } from '../../lib/people.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { MemberPicker } from '../member-picker.tsx';
import { type Find, nameOfChoice } from './find-choices.ts';
import { useFormWords } from './words.ts';

/** Chosen people, departments or requests as chips, and a dialog to choose them in. */
export function PickField({
  label,
  find,
  value,
  onValue,
  max,
}: {
  label: string;
  find: Find;
  value: readonly string[];
  onValue: (ids: string[]) => void;
  max: number;
}) {
  const words = useFormWords();
  const [open, setOpen] = useState(false);
  usePeople((s) => value.map((id) => s.byId[id]?.name).join());
  useEffect(() => wantPeople(value.filter((id) => id.startsWith('mbr_'))), [value]);
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {value.map((id) => (
        <span
          key={id}
          className="inline-flex h-7 items-center gap-1 rounded-chip bg-accent-soft pr-0.5 pl-2 text-dense text-text"
        >
          {nameOfChoice(id)}
          <button
            type="button"
            aria-label={words.remove(nameOfChoice(id))}
            onClick={() => onValue(value.filter((v) => v !== id))}
            className="tap inline-flex size-6 items-center justify-center rounded-[4px] text-text-2 hover:text-text"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      <Button
        size="small"
        aria-label={`${words.pick}: ${label}`}
        icon={<Plus aria-hidden className="size-3.5" />}
        onClick={() => setOpen(true)}
      >
        {words.pick}
      </Button>
      {open && (
        <Dialog
          open
          onClose={() => setOpen(false)}
          title={label}
          footer={
            <Button look="solid" onClick={() => setOpen(false)}>
              {words.done}
            </Button>
          }
        >
          <MemberPicker
            label={label}
            find={find}
            max={max}
            value={value.map((id) => ({ id, name: nameOfChoice(id) }))}
            onValue={(people) => {
              onValue(people.map((p) => p.id));
              if (max === 1 && people.length === 1) setOpen(false);
            }}
          />
        </Dialog>
      )}
    </div>
  );
}
