import { FileSpreadsheet } from 'lucide-react';
import { useRef, useState } from 'react';
import type { CustomerImport } from '../../../../../contract/src/customers.ts';
import { failureText } from '../../../lib/api.ts';
import { list } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useCustomerWords } from '../words.ts';
import { ImportFaults } from './import-faults.tsx';
import { sendTable } from './send-table.ts';

/** Customers of mine from a table: choose it, see what it would do and what is wrong with it, take it in. The file stays at hand throughout. */
export function ImportDialog({ onClose }: { onClose: (changed: boolean) => void }) {
  const words = useCustomerWords().imports;
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [looked, setLooked] = useState<CustomerImport | null>(null);
  const [done, setDone] = useState<CustomerImport | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (table: File, preview: boolean) => {
    setBusy(true);
    setError(null);
    try {
      const answer = await sendTable(table, preview);
      if (preview) setLooked(answer);
      else setDone(answer);
    } catch (failure) {
      setError(failureText(failure));
    } finally {
      setBusy(false);
    }
  };
  const choose = (table: File | undefined) => {
    if (!table) return;
    setFile(table);
    setLooked(null);
    setDone(null);
    void send(table, true);
  };
  const shown = done ?? looked;
  const todo = looked ? looked.added + looked.changed : 0;
  const pick = () => input.current?.click();
  return (
    <Dialog
      open
      size="large"
      onClose={() => onClose(done !== null)}
      title={words.title}
      description={shown ? file?.name : words.hint}
      footer={
        done ? (
          <>
            <Button onClick={pick}>{words.another}</Button>
            <Button look="solid" onClick={() => onClose(true)}>
              {words.close}
            </Button>
          </>
        ) : (
          <>
            <Button {...(file ? {} : { look: 'solid' as const })} disabled={busy} onClick={pick}>
              {file ? words.another : words.choose}
            </Button>
            {file && (
              <Button
                look="solid"
                busy={busy}
                disabled={looked !== null && todo === 0}
                onClick={() => void send(file, looked === null)}
              >
                {!looked ? words.again : todo ? words.start(todo) : words.nothing}
              </Button>
            )}
          </>
        )
      }
    >
      <input
        ref={input}
        type="file"
        aria-label={words.choose}
        accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        className="sr-only"
        tabIndex={-1}
        onChange={(e) => {
          choose(e.target.files?.[0]);
          e.target.value = '';
        }}
      />
      {error && (
        <p role="alert" className="mb-3 text-dense text-danger">
          {error}
        </p>
      )}
      {!shown ? (
        <div
          onDragOver={(e) => e.preventDefault()}
          onDrop={(e) => {
            e.preventDefault();
            choose(e.dataTransfer.files[0]);
          }}
          className="flex flex-col items-center gap-3 rounded-card border-2 border-dashed border-line-strong/60 p-10 text-center"
        >
          <FileSpreadsheet aria-hidden className="size-9 stroke-[1.25] text-text-3" />
          <p className="text-body">{words.drop}</p>
          <p className="text-small text-text-3">{words.columns}</p>
        </div>
      ) : (
        <div className="flex flex-col gap-4">
          <p role="status" className="text-body font-medium">
            {(done ? words.did : words.would)(shown.added, shown.changed, shown.unchanged, shown.faulty)}
          </p>
          {shown.ignored.length > 0 && (
            <p className="text-small text-text-3">{words.ignored(list(shown.ignored))}</p>
          )}
          {shown.faults.length > 0 && <ImportFaults told={shown} />}
          {!done && looked && looked.people.length > 0 && <People looked={looked} />}
        </div>
      )}
    </Dialog>
  );
}

function People({ looked }: { looked: CustomerImport }) {
  const words = useCustomerWords().imports;
  return (
    <section>
      <p className="mb-1 text-dense font-medium text-text-2">{words.people}</p>
      <ul className="text-dense">
        {looked.people.slice(0, 50).map((p) => (
          <li key={p.line} className="flex flex-wrap gap-2 border-t border-line/70 py-1.5">
            <span className="tabular text-text-3">{words.line(p.line)}</span>
            <span className="min-w-0 flex-1 truncate">{p.name}</span>
            <span className="text-text-2">
              {p.what === 'added' ? words.added : `${words.changed} ${list(p.columns)}`}
            </span>
          </li>
        ))}
      </ul>
      {looked.added + looked.changed > 50 && <p className="pt-2 text-small text-text-3">{words.first(50)}</p>}
    </section>
  );
}
