import { Building2, UserRound, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MemberPicker } from '../../ui/member-picker.tsx';
import { Choice } from '../../ui/toggle.tsx';
import type { AppDraft } from './app-draft.ts';
import type { Borrowed } from './apps-admin.tsx';
import { useAppsWords } from './words.ts';

type Range = AppDraft['range'];

/** Who sees the app: everyone, or departments with all below them and single members. */
export function RangeField({
  range,
  onRange,
  borrowed,
}: {
  range: Range;
  onRange: (range: Range) => void;
  borrowed: Borrowed;
}) {
  const words = useAppsWords();
  const [picking, setPicking] = useState<'department' | 'members' | null>(null);
  const [people, setPeople] = useState(range.members);
  const nobody = range.members.length + range.departments.length + range.tags.length === 0;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-dense font-medium text-text-2">{words.range}</legend>
      <p className="text-small text-text-3">{words.rangeHint}</p>
      <Choice
        label={words.range}
        value={range.all ? 'all' : 'some'}
        onValue={(value) => onRange({ ...range, all: value === 'all' })}
        options={[
          { value: 'all', label: words.rangeAll },
          { value: 'some', label: words.rangeSome },
        ]}
      />
      {!range.all && (
        <>
          <ul className="flex flex-wrap gap-1.5">
            {(['departments', 'tags', 'members'] as const).flatMap((kind) =>
              range[kind].map((one) => (
                <li
                  key={one.id}
                  className="inline-flex h-7 items-center gap-1.5 rounded-chip bg-accent-soft pr-0.5 pl-2 text-dense"
                >
                  {kind === 'members' ? (
                    <UserRound aria-hidden className="size-3.5 text-text-2" />
                  ) : (
                    <Building2 aria-hidden className="size-3.5 text-text-2" />
                  )}
                  {one.name}
                  <button
                    type="button"
                    aria-label={words.takeOut(one.name)}
                    onClick={() => onRange({ ...range, [kind]: range[kind].filter((x) => x.id !== one.id) })}
                    className="tap inline-flex size-6 items-center justify-center rounded-[4px] text-text-2 hover:text-text"
                  >
                    <X aria-hidden className="size-3.5" />
                  </button>
                </li>
              )),
            )}
          </ul>
          {nobody && (
            <p role="status" className="text-small text-warn">
              {words.rangeNobody}
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <Button size="small" onClick={() => setPicking('department')}>
              {words.addDepartment}
            </Button>
            <Button
              size="small"
              onClick={() => {
                setPeople(range.members);
                setPicking('members');
              }}
            >
              {words.addMember}
            </Button>
          </div>
        </>
      )}
      {picking === 'department' &&
        borrowed.pickDepartment({
          title: words.chooseDepartment,
          onClose: () => setPicking(null),
          onPick: ({ id, name }) => {
            const departments = [...range.departments.filter((d) => d.id !== id), { id, name }];
            onRange({ ...range, departments });
            setPicking(null);
          },
        })}
      {picking === 'members' && (
        <Dialog
          open
          onClose={() => setPicking(null)}
          title={words.chooseMembers}
          footer={
            <>
              <Button onClick={() => setPicking(null)}>{words.cancel}</Button>
              <Button
                look="solid"
                onClick={() => {
                  onRange({ ...range, members: people.map(({ id, name }) => ({ id, name })) });
                  setPicking(null);
                }}
              >
                {words.done}
              </Button>
            </>
          }
        >
          <MemberPicker
            label={words.chooseMembers}
            find={borrowed.findMembers}
            value={people}
            onValue={setPeople}
          />
        </Dialog>
      )}
    </fieldset>
  );
}
