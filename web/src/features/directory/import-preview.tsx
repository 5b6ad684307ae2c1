import { useState } from 'react';
import type { ImportState } from '../../../../contract/src/member-import.ts';
import { api, failureText } from '../../lib/api.ts';
import { list } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { FaultyCells } from './faulty-cells.tsx';
import { useDirectoryWords } from './words.ts';

type Part = 'faults' | 'added' | 'changed' | 'left' | 'departments';

/** What an import would do, before anything is written; the options change it at once. */
export function ImportPreview({
  state,
  onState,
  onAnother,
}: {
  state: ImportState;
  onState: (state: ImportState) => void;
  onAnother: () => void;
}) {
  const words = useDirectoryWords().imports;
  const { counts, options } = state;
  const [part, setPart] = useState<Part>(counts.faults ? 'faults' : counts.added ? 'added' : 'changed');
  const [busy, setBusy] = useState(false);
  const change = async (asked: Omit<Parameters<typeof api.memberImport.changeImport>[0], 'importId'>) => {
    setBusy(true);
    try {
      onState(await api.memberImport.changeImport({ importId: state.id, ...asked }));
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  const leaving = options.leaveMissing ? counts.left : 0;
  const something = counts.added + counts.changed + leaving > 0;
  const start = async () => {
    if (leaving) {
      const yes = await confirm({
        title: words.startSure(leaving),
        text: words.startSureText,
        action: words.start,
        danger: true,
      });
      if (!yes) return;
    }
    setBusy(true);
    try {
      await api.memberImport.startImport({ importId: state.id });
      onState(await api.memberImport.getImport({ importId: state.id }));
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
      setBusy(false);
    }
  };
  const tabs: { id: Part; label: string; count: number }[] = [
    { id: 'faults', label: words.faults, count: counts.faults },
    { id: 'added', label: words.added, count: counts.added },
    { id: 'changed', label: words.changed, count: counts.changed },
    { id: 'left', label: words.left, count: counts.left },
    { id: 'departments', label: words.newDepartments, count: counts.departments },
  ];
  return (
    <div className="pane flex-1">
      <div className="flex shrink-0 flex-col gap-3 border-b border-line p-4">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <span className="min-w-0 flex-1 truncate text-body font-medium">{state.fileName}</span>
          <span className="tabular text-dense text-text-2">
            {words.rows(counts.rows)} · {words.unchanged} {counts.unchanged}
          </span>
          <Button onClick={onAnother}>{words.another}</Button>
          <Button
            look="solid"
            busy={busy}
            disabled={!something || (counts.faults > 0 && !options.skipFaulty)}
            onClick={() => void start()}
          >
            {something ? words.start : words.nothing}
          </Button>
        </div>
        <div className="flex flex-wrap gap-x-5 gap-y-2 text-dense">
          <Checkbox
            className="text-dense"
            checked={options.createDepartments}
            onChecked={(createDepartments) => void change({ options: { createDepartments } })}
          >
            {words.optionCreate}
          </Checkbox>
          <Checkbox
            className="text-dense"
            checked={options.skipFaulty}
            onChecked={(skipFaulty) => void change({ options: { skipFaulty } })}
          >
            {words.optionSkip}
          </Checkbox>
          <Checkbox
            className="text-dense"
            checked={options.leaveMissing}
            onChecked={(leaveMissing) => void change({ options: { leaveMissing } })}
          >
            {words.optionLeave}
          </Checkbox>
        </div>
        {state.ignored.length > 0 && (
          <p className="text-small text-text-3">{words.ignored(list(state.ignored))}</p>
        )}
      </div>
      <Tabs label={words.title} value={part} tabs={tabs} onValue={setPart}>
        {part === 'faults' ? (
          <FaultyCells
            key={state.faults.map((f) => `${f.row}/${f.index}/${f.value}`).join()}
            faults={state.faults}
            total={counts.faults}
            busy={busy}
            onFix={(cells) => void change({ cells })}
          />
        ) : part === 'departments' ? (
          <ul className="min-h-0 flex-1 overflow-y-auto p-4 text-dense">
            {state.departments.map((name) => (
              <li key={name} className="py-1 wrap-anywhere">
                {name.replaceAll('/', ' / ')}
              </li>
            ))}
            <Cut shown={state.departments.length} total={counts.departments} />
          </ul>
        ) : (
          <PeopleTable part={part} state={state} />
        )}
      </Tabs>
    </div>
  );
}

function PeopleTable({ part, state }: { part: 'added' | 'changed' | 'left'; state: ImportState }) {
  const words = useDirectoryWords().imports;
  const people = state[part];
  const what = (facts: string[]) =>
    part === 'changed'
      ? list(facts.map((f) => words.fields[f] ?? f))
      : facts.join('、').replaceAll('/', ' / ');
  return (
    <div className="min-h-0 flex-1 overflow-auto" tabIndex={0} role="region" aria-label={words[part]}>
      <table className="w-full text-left text-dense">
        <thead className="sticky top-0 bg-surface text-small text-text-3">
          <tr>
            {[words.row, words.name, words.account, words.what].map((title) => (
              <th key={title} scope="col" className="px-4 py-2 font-medium whitespace-nowrap">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((p) => (
            <tr key={`${p.row}-${p.userid}`} className="border-t border-line/70">
              <td className="tabular px-4 py-1.5 text-text-3">{p.row ?? ''}</td>
              <td className="px-4 py-1.5 whitespace-nowrap">{p.name}</td>
              <td className="px-4 py-1.5 whitespace-nowrap">{p.userid}</td>
              <td className="px-4 py-1.5 text-text-2">{what(p.what)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Cut shown={people.length} total={state.counts[part]} />
    </div>
  );
}

/** Says so where a list is longer than what is shown. */
function Cut({ shown, total }: { shown: number; total: number }) {
  const words = useDirectoryWords().imports;
  return shown < total ? <p className="p-4 text-small text-text-3">{words.first(shown)}</p> : null;
}
