import { useState } from 'react';
import { Plus, X } from 'lucide-react';
import type { VisibilityRule } from '../../../../contract/src/directory-admin.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { AdminList } from './admin-page.tsx';
import { DepartmentPicker } from './department-picker.tsx';
import { useDirectoryWords } from './words.ts';

type Sees = VisibilityRule['sees'];
type Id = VisibilityRule['departmentId'];
const kinds: Sees[] = ['own', 'chosen', 'all'];

/** Which departments see whom. Every change is saved at once. */
export function VisibilityAdmin() {
  const all = useDirectoryWords();
  const words = all.visibility;
  const [named, setNamed] = useState<Record<string, string>>({});
  const [picking, setPicking] = useState<'rule' | Id | null>(null);
  const loaded = useLoaded('visibility', async (signal) => {
    const { rules } = await api.directorySettings.getVisibility({}, { signal });
    return { rules, names: await namesOf(rules) };
  });
  const nameOf = (id: Id) => named[id] ?? loaded.data?.names[id] ?? words.gone;
  const save = async (rules: VisibilityRule[]) => {
    try {
      await api.directorySettings.setVisibility({ rules });
      toast(all.saved, { tone: 'ok' });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    loaded.reload();
  };
  return (
    <>
      <AdminList
        intro={words.intro}
        loaded={loaded}
        action={
          <Button
            look="solid"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setPicking('rule')}
          >
            {words.add}
          </Button>
        }
      >
        {({ rules }) =>
          rules.length === 0 ? (
            <Empty title={words.none} />
          ) : (
            <ul className="flex flex-col gap-3">
              {rules.map((rule) => {
                const change = (patch: Partial<VisibilityRule>) =>
                  void save(rules.map((r) => (r === rule ? { ...r, ...patch } : r)));
                return (
                  <li
                    key={rule.departmentId}
                    className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-box border border-line px-4 py-3 text-dense"
                  >
                    <span className="text-text-3">{words.who}</span>
                    <span className="font-medium">{nameOf(rule.departmentId)}</span>
                    <span className="text-text-3">{words.sees}</span>
                    <Select
                      aria-label={`${nameOf(rule.departmentId)} ${words.sees}`}
                      value={rule.sees}
                      onChange={(e) => change({ sees: e.target.value as Sees })}
                      options={kinds.map((k) => ({ value: k, label: words.kinds[k] }))}
                    />
                    <IconButton
                      label={`${all.remove} ${nameOf(rule.departmentId)}`}
                      className="ml-auto"
                      onClick={() => void save(rules.filter((r) => r !== rule))}
                    >
                      <X aria-hidden className="size-4" />
                    </IconButton>
                    {rule.sees === 'chosen' && (
                      <div className="flex w-full flex-wrap items-center gap-2">
                        {rule.chosen.map((id) => (
                          <span
                            key={id}
                            className="inline-flex h-7 items-center gap-1 rounded-chip bg-hover pr-1 pl-2.5"
                          >
                            {nameOf(id)}
                            <button
                              type="button"
                              aria-label={`${all.remove} ${nameOf(id)}`}
                              onClick={() => change({ chosen: rule.chosen.filter((c) => c !== id) })}
                              className="inline-flex size-5 items-center justify-center rounded-[4px] text-text-2 hover:text-text"
                            >
                              <X aria-hidden className="size-3" />
                            </button>
                          </span>
                        ))}
                        <Button size="small" onClick={() => setPicking(rule.departmentId)}>
                          {words.addChosen}
                        </Button>
                      </div>
                    )}
                  </li>
                );
              })}
            </ul>
          )
        }
      </AdminList>
      {picking && (
        <DepartmentPicker
          open
          title={picking === 'rule' ? words.add : words.addChosen}
          onClose={() => setPicking(null)}
          onPick={({ id, name }) => {
            const rules = loaded.data?.rules ?? [];
            setNamed((n) => ({ ...n, [id]: name }));
            setPicking(null);
            void save(
              picking === 'rule'
                ? [
                    ...rules.filter((r) => r.departmentId !== id),
                    { departmentId: id, sees: 'own', chosen: [] },
                  ]
                : rules.map((r) =>
                    r.departmentId === picking && !r.chosen.includes(id)
                      ? { ...r, chosen: [...r.chosen, id] }
                      : r,
                  ),
            );
          }}
        />
      )}
    </>
  );
}

/** The names of the departments the rules speak of: the rules carry ids alone. */
async function namesOf(rules: readonly VisibilityRule[]): Promise<Record<string, string>> {
  const ids = [...new Set(rules.flatMap((r) => [r.departmentId, ...r.chosen]))];
  if (ids.length === 0) return {};
  const { departments } = await api.directoryAdmin.departmentsById({ ids: ids.join(',') });
  return Object.fromEntries(
    departments.map((d) => [d.id, d.names.slice(1).join(' / ') || (d.names[0] ?? '')]),
  );
}
