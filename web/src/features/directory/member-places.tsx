import { useState } from 'react';
import { Plus, X } from 'lucide-react';
import type { DepartmentNode } from '../../../../contract/src/directory.ts';
import type { MemberRecord } from '../../../../contract/src/directory-admin.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MemberPicker, type Person } from '../../ui/member-picker.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { DepartmentPicker } from './department-picker.tsx';
import { findColleagues } from './find-colleagues.ts';
import { useDirectoryWords } from './words.ts';

export interface Place {
  id: DepartmentNode['id'];
  name: string;
  leader: boolean;
  main: boolean;
  order: number;
}

/** The departments of a member: which is the main one, where they lead. */
export function PlacesField({ places, onPlaces }: { places: Place[]; onPlaces: (places: Place[]) => void }) {
  const words = useDirectoryWords();
  const [picking, setPicking] = useState(false);
  const change = (id: Place['id'], patch: Partial<Place>) =>
    onPlaces(places.map((p) => (p.id === id ? { ...p, ...patch } : patch.main ? { ...p, main: false } : p)));
  return (
    <fieldset className="desk:col-span-2">
      <legend className="mb-1.5 text-dense font-medium text-text-2">{words.card.departments}</legend>
      <ul className="flex flex-col rounded-box border border-line">
        {places.map((p) => (
          <li
            key={p.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 py-1.5 last:border-b-0"
          >
            <span className="min-w-32 flex-1 text-dense wrap-anywhere">{p.name}</span>
            <label className="tap inline-flex items-center gap-1.5 text-dense">
              <input
                type="radio"
                name="main-department"
                checked={p.main}
                onChange={() => change(p.id, { main: true })}
                className="size-4 accent-accent"
              />
              {words.admin.isMain}
            </label>
            <Checkbox
              className="text-dense"
              checked={p.leader}
              onChecked={(leader) => change(p.id, { leader })}
            >
              {words.admin.isLeader}
            </Checkbox>
            <IconButton
              label={`${words.remove} ${p.name}`}
              size="small"
              onClick={() => {
                const rest = places.filter((other) => other.id !== p.id);
                onPlaces(rest.some((r) => r.main) ? rest : rest.map((r, i) => ({ ...r, main: i === 0 })));
              }}
            >
              <X aria-hidden className="size-3.5" />
            </IconButton>
          </li>
        ))}
        {places.length === 0 && (
          <li role="alert" className="px-3 py-2 text-dense text-danger">
            {words.admin.noPlaces}
          </li>
        )}
      </ul>
      <Button
        size="small"
        className="mt-2"
        icon={<Plus aria-hidden className="size-3.5" />}
        onClick={() => setPicking(true)}
      >
        {words.admin.addPlace}
      </Button>
      {picking && (
        <DepartmentPicker
          open
          title={words.admin.addPlace}
          onClose={() => setPicking(false)}
          onPick={(d) => {
            setPicking(false);
            if (!places.some((p) => p.id === d.id))
              onPlaces([
                ...places,
                { id: d.id, name: d.name, leader: false, main: places.length === 0, order: 0 },
              ]);
          }}
        />
      )}
    </fieldset>
  );
}

/** Whom a member reports to. */
export function ManagerField({
  manager,
  except,
  onManager,
}: {
  manager: MemberRecord['manager'];
  except: string | undefined;
  onManager: (manager: MemberRecord['manager']) => void;
}) {
  const words = useDirectoryWords();
  const [picking, setPicking] = useState(false);
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-dense font-medium text-text-2">{words.card.manager}</span>
      <span className="flex items-center gap-2">
        <Button onClick={() => setPicking(true)} className="min-w-0 flex-1 justify-start!">
          <span className="truncate">{manager?.name ?? words.admin.noManager}</span>
        </Button>
        {manager && (
          <IconButton label={words.admin.clearManager} onClick={() => onManager(null)}>
            <X aria-hidden className="size-4" />
          </IconButton>
        )}
      </span>
      {picking && (
        <OnePerson
          title={words.admin.chooseManager}
          except={except}
          onClose={() => setPicking(false)}
          onPick={(p) => {
            onManager({ id: p.id as MemberRecord['id'], name: p.name });
            setPicking(false);
          }}
        />
      )}
    </div>
  );
}

/** Asks for one colleague. */
export function OnePerson({
  title,
  except,
  onPick,
  onClose,
}: {
  title: string;
  except: string | undefined;
  onPick: (person: Person) => void;
  onClose: () => void;
}) {
  return (
    <Dialog open onClose={onClose} title={title}>
      <MemberPicker
        label={title}
        max={1}
        value={[]}
        find={findColleagues}
        {...(except ? { taken: new Set([except]) } : {})}
        onValue={([picked]) => picked && onPick(picked)}
      />
    </Dialog>
  );
}
