import { Download, NotebookText } from 'lucide-react';
import { useState } from 'react';
import type { ExportLayout } from '../../../../../contract/src/accounting.ts';
import { api, failureText } from '../../../lib/api.ts';
import { fullTime } from '../../../lib/format.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { uuid } from '../../../lib/uuid.ts';
import { Empty } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { money } from '../money.ts';
import { FinancePage } from './finance-page.tsx';
import { LayoutSheet } from './layout-sheet.tsx';
import { Name } from './name.tsx';
import { useFinanceWords } from './words.ts';

/** Numbered runs of the accounting export. */
export function BooksAdmin() {
  const words = useFinanceWords().books;
  const [cid, setCid] = useState(uuid);
  const [busy, setBusy] = useState(false);
  const loaded = useLoaded('exports', (signal) => api.expensesAdmin.listExports({}, { signal }));
  const make = async () => {
    setBusy(true);
    try {
      toast(words.made((await api.expensesAdmin.makeExport({ cid })).no), { tone: 'ok' });
      setCid(uuid());
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
      loaded.reload();
    }
  };
  const layouts = useLoaded('layouts', (signal) => api.accounting.listLayouts({}, { signal }));
  const [chosen, setChosen] = useState('');
  const [editing, setEditing] = useState<ExportLayout | null>(null);
  const layout = layouts.data?.layouts.find((l) => l.name === chosen);
  const take = async (no: number, format: 'csv' | 'xlsx' | 'json') => {
    const columns = layout && format !== 'json' ? `?layout=${encodeURIComponent(layout.name)}` : '';
    try {
      await saveFile(`/admin/expenses/exports/${no}/${format}${columns}`, `journal-${no}.${format}`);
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <FinancePage intro={words.intro} loaded={loaded}>
      {({ runs, waiting }) => (
        <>
          <div className="flex items-center gap-3 rounded-box bg-panel p-4">
            <span className="min-w-0 flex-1 text-body">{words.waiting(waiting)}</span>
            <Button look="solid" busy={busy} disabled={waiting === 0} onClick={() => void make()}>
              {words.make}
            </Button>
          </div>
          <div className="flex flex-wrap items-end gap-2">
            <Field label={words.layout}>
              <Select
                value={chosen}
                options={[
                  { value: '', label: words.plain },
                  ...(layouts.data?.layouts ?? []).map((l) => ({ value: l.name, label: l.name })),
                ]}
                onChange={(e) => setChosen(e.target.value)}
              />
            </Field>
            {layout && <Button onClick={() => setEditing(layout)}>{words.editLayout}</Button>}
            <Button onClick={() => setEditing({ name: '', columns: layout?.columns ?? [] })}>
              {words.newLayout}
            </Button>
          </div>
          {editing && (
            <LayoutSheet
              layout={editing}
              own={editing === layout && !layout.preset}
              onClose={() => setEditing(null)}
              onDone={(name) => {
                setEditing(null);
                setChosen(name ?? '');
                layouts.reload();
              }}
            />
          )}
          {runs.length === 0 && <Empty icon={<NotebookText />} title={words.none} />}
          <ul>
            {runs.map((r) => (
              <li key={r.no} className="flex flex-wrap items-center gap-3 border-b border-line/70 py-2.5">
                <div className="min-w-0 flex-1 basis-60">
                  <p className="text-body">
                    {words.run(r.no)} · {words.facts(r.documents, r.lines)}
                  </p>
                  <p className="tabular text-small text-text-3">
                    {words.sums(money(r.debit, r.currency), money(r.credit, r.currency))}
                  </p>
                  <p className="tabular text-small text-text-3">
                    {fullTime(Date.parse(r.madeAt))} · <Name id={r.madeBy} />
                  </p>
                </div>
                <div className="flex flex-wrap gap-3">
                  {(['csv', 'xlsx', 'json'] as const).map((format) => (
                    <Button
                      key={format}
                      size="small"
                      aria-label={words.download(r.no, format.toUpperCase())}
                      icon={<Download aria-hidden className="size-3.5" />}
                      onClick={() => void take(r.no, format)}
                    >
                      {format.toUpperCase()}
                    </Button>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </FinancePage>
  );
}
