import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { orders } from '../../../../contract/src/orders.ts';
import { readAnswer } from '../../../../sdk/src/client.ts';
import { failureText, Unreachable } from '../../lib/api.ts';
import { locale } from '../../lib/locale.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { OWN_SOURCE } from './order-facts.ts';
import { useOrderWords } from './words.ts';

type Seen = OutputOf<typeof orders.importOrders>;

/** A table of orders: what it would do, row and field of what is wrong, and then the doing. */
export function ImportOrders({ onDone }: { onDone: () => void }) {
  const all = useOrderWords();
  const words = all.table;
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState('');
  const [seen, setSeen] = useState<Seen | null>(null);
  const [busy, setBusy] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const send = async (chosen: File, apply: boolean) => {
    setBusy(true);
    try {
      const from = source.trim() === all.own ? OWN_SOURCE : source.trim();
      const answer = await sendTable(chosen, { ...(from ? { source: from } : {}), apply: apply ? '1' : '0' });
      if (!apply) return setSeen(answer);
      setSeen(null);
      setFile(null);
      toast(`${words.applied}: ${words.added(answer.added)}`, { tone: 'ok' });
      onDone();
    } catch (error) {
      setSeen(null);
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="flex flex-col gap-3" aria-label={words.title}>
      <h2 className="text-body font-medium">{words.title}</h2>
      <p className="text-dense text-text-2">{words.text}</p>
      <Field label={words.source} className="w-64">
        <Input
          value={source}
          maxLength={40}
          onChange={(e) => {
            setSource(e.target.value);
            setSeen(null);
          }}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <input
          ref={picker}
          type="file"
          accept=".csv,.xlsx"
          aria-label={words.file}
          className="sr-only"
          tabIndex={-1}
          onChange={(e) => {
            const [chosen] = e.target.files ?? [];
            e.target.value = '';
            setSeen(null);
            setFile(chosen ?? null);
            if (chosen) void send(chosen, false);
          }}
        />
        <Button
          icon={<FileUp aria-hidden className="size-4" />}
          busy={busy}
          onClick={() => picker.current?.click()}
        >
          {words.choose}
        </Button>
        {file && <span className="min-w-0 truncate text-dense">{file.name}</span>}
        {file && !seen && !busy && <Button onClick={() => void send(file, false)}>{words.check}</Button>}
        {file && seen && (
          <Button
            look="solid"
            busy={busy}
            disabled={seen.added + seen.changed === 0}
            onClick={() => void send(file, true)}
          >
            {words.apply}
          </Button>
        )}
      </div>
      {seen && <Preview seen={seen} />}
    </section>
  );
}

function Preview({ seen }: { seen: Seen }) {
  const words = useOrderWords().table;
  return (
    <>
      <p role="status" className="text-dense">
        {[
          words.found(seen.rows),
          words.added(seen.added),
          seen.known > 0 && words.known(seen.known),
          seen.changed > 0 && words.changed(seen.changed),
          seen.faulty > 0 && words.faulty(seen.faulty),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {seen.faults.length > 0 && (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={words.what}>
          <table className="w-full text-left text-dense">
            <thead className="text-text-3">
              <tr>
                {[words.row, words.field, words.what, words.value].map((title) => (
                  <th key={title} scope="col" className="py-1 pr-4 font-medium">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {seen.faults.map((f) => (
                <tr key={`${f.row} ${f.field} ${f.what}`} className="border-t border-line">
                  <td className="tabular py-1 pr-4">{f.row}</td>
                  <td className="py-1 pr-4 whitespace-nowrap">{words.fields[f.field]}</td>
                  <td className="py-1 pr-4">{words.faults[f.what]}</td>
                  <td className="py-1 pr-4">{f.value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** Sends the bytes; throws ApiError or Unreachable. */
async function sendTable(file: File, asked: Record<string, string>): Promise<Seen> {
  const query = new URLSearchParams({ fileName: file.name, ...asked }).toString();
  let answer: Response;
  try {
    answer = await fetch(`/api/admin/orders/import?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'accept-language': locale() },
      body: file,
    });
  } catch (error) {
    throw new Unreachable(error);
  }
  return (await readAnswer(answer)) as Seen;
}
