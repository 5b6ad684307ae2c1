import { X } from 'lucide-react';
import { useState } from 'react';
import type { DepartmentId } from '../../../../contract/src/ids.ts';
import { api } from '../../lib/api.ts';
import { SearchInput } from '../../ui/input.tsx';
import { Checkbox, Choice } from '../../ui/toggle.tsx';
import { useSearch } from '../../ui/use-search.ts';
import { useIdentityAdminWords } from './words.ts';

export interface Named {
  id: DepartmentId;
  name: string;
}

async function findDepartments(q: string, signal: AbortSignal): Promise<(Named & { path: string })[]> {
  if (q) {
    const { departments } = await api.directory.searchDepartments({ q, limit: 50 }, { signal });
    return departments.map((d) => ({ id: d.id, name: d.name, path: d.names.slice(0, -1).join(' / ') }));
  }
  const top = await api.directory.listDepartments({}, { signal });
  const below = await Promise.all(
    top.departments.map((d) => api.directory.listDepartments({ parentId: d.id }, { signal })),
  );
  return below.flatMap((b) => b.departments).map((d) => ({ id: d.id, name: d.name, path: '' }));
}

/** The whole company, or some departments found by typing. `null`: the whole company. */
export function ScopePicker({
  value,
  onValue,
}: {
  value: readonly Named[] | null;
  onValue: (value: Named[] | null) => void;
}) {
  const words = useIdentityAdminWords();
  const [query, setQuery] = useState('');
  const { items, busy } = useSearch(query, findDepartments);
  const picked = new Set(value?.map((d) => d.id));
  return (
    <div className="flex shrink-0 flex-col gap-2">
      <span className="text-dense font-medium text-text-2">{words.scope}</span>
      <Choice<'whole' | 'some'>
        label={words.scope}
        value={value ? 'some' : 'whole'}
        onValue={(which) => onValue(which === 'some' ? [] : null)}
        options={[
          { value: 'whole', label: words.scopes.whole },
          { value: 'some', label: words.scopes.some },
        ]}
        className="self-start"
      />
      {value && (
        <>
          {value.length > 0 && (
            <ul aria-label={words.chosen(value.length)} className="flex flex-wrap gap-1">
              {value.map((d) => (
                <li
                  key={d.id}
                  className="inline-flex min-h-6 items-center gap-1 rounded-s bg-accent-soft pr-0.5 pl-2 text-dense"
                >
                  {d.name}
                  <button
                    type="button"
                    aria-label={words.removeDepartment(d.name)}
                    onClick={() => onValue(value.filter((v) => v.id !== d.id))}
                    className="tap inline-flex size-6 items-center justify-center rounded-s text-text-2 hover:text-text"
                  >
                    <X aria-hidden className="size-3" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <SearchInput label={words.searchDepartments} value={query} onValue={setQuery} />
          <ul className="max-h-52 overflow-y-auto rounded-m ring-1 ring-line">
            {items.map((d) => (
              <li key={d.id} className="px-3 py-1.5 hover:bg-hover">
                <Checkbox
                  checked={picked.has(d.id)}
                  onChecked={(on) =>
                    onValue(on ? [...value, { id: d.id, name: d.name }] : value.filter((v) => v.id !== d.id))
                  }
                  className="w-full"
                >
                  {d.name}
                  {d.path && <span className="ml-2 text-small text-text-3">{d.path}</span>}
                </Checkbox>
              </li>
            ))}
            {items.length === 0 && !busy && (
              <li className="p-3 text-center text-dense text-text-3">{words.noDepartments}</li>
            )}
          </ul>
        </>
      )}
    </div>
  );
}
