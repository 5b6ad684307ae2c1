import { HardDrive } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { keeping } from '../../../../contract/src/keeping.ts';
import { api, failureText } from '../../lib/api.ts';
import { size } from '../../lib/format.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { toast } from '../../ui/overlays.ts';
import { useKeepingWords } from './words.ts';

type Kept = OutputOf<typeof keeping.getStorage>;

/** What the company's files take: in all, by kind, by chat. */
export function Storage() {
  const words = useKeepingWords();
  const [kept, setKept] = useState<Kept | null>(null);
  useEffect(() => {
    let here = true;
    api.keeping
      .getStorage({})
      .then((got) => here && setKept(got))
      .catch((error: unknown) => toast(failureText(error), { tone: 'danger' }));
    return () => {
      here = false;
    };
  }, []);
  if (!kept) return <RowsSkeleton rows={6} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-200 flex-col gap-6 px-5 pt-4 pb-8">
        <dl className="grid grid-cols-[repeat(auto-fit,minmax(200px,1fr))] gap-3">
          <Figure name={words.used} value={size(kept.bytes)} note={words.usedText(kept.files)} />
          <Figure
            name={words.free}
            value={kept.disk ? size(kept.disk.free) : '∞'}
            note={kept.disk ? `${words.freeText(size(kept.disk.total))} · ${words.low}` : words.endless}
          />
        </dl>
        {kept.files === 0 ? (
          <Empty icon={<HardDrive />} title={words.nothing} text={words.nothingText} />
        ) : (
          <>
            <Table title={words.byKind} first={words.kind}>
              {kept.kinds.map((k) => (
                <Row key={k.kind} name={words.kinds[k.kind]} of={kept.bytes} {...k} />
              ))}
            </Table>
            {kept.chats.length > 0 && (
              <Table title={words.byChat} first={words.chat}>
                {kept.chats.map((c) => (
                  <Row key={c.id} name={c.direct ? words.direct : c.title} of={kept.bytes} {...c} />
                ))}
              </Table>
            )}
          </>
        )}
      </div>
    </div>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div className="rounded-box bg-raised p-4 ring-1 ring-line">
      <dt className="text-dense text-text-2">{name}</dt>
      <dd className="tabular text-[24px] leading-9 font-medium">{value}</dd>
      <dd className="text-small text-text-3">{note}</dd>
    </div>
  );
}

function Table({ title, first, children }: { title: string; first: string; children: ReactNode }) {
  const words = useKeepingWords();
  return (
    <section>
      <h2 className="mb-2 text-dense font-medium text-text-2">{title}</h2>
      <table className="w-full table-fixed text-dense">
        <thead>
          <tr className="border-b border-line text-left text-small text-text-3">
            <th scope="col" className="py-1.5 font-normal">
              {first}
            </th>
            <th scope="col" className="w-24 py-1.5 text-right font-normal">
              {words.size}
            </th>
            <th scope="col" className="w-20 py-1.5 text-right font-normal">
              {words.files}
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

function Row({ name, bytes, files, of }: { name: string; bytes: number; files: number; of: number }) {
  return (
    <tr className="border-b border-line">
      <th scope="row" className="py-2 pr-4 text-left font-normal">
        <span className="block truncate">{name}</span>
        <span aria-hidden className="mt-1 block h-1 rounded-full bg-hover">
          <span
            className="block h-1 rounded-full bg-accent"
            style={{ width: `${Math.max(1, (100 * bytes) / Math.max(1, of))}%`, maxWidth: '100%' }}
          />
        </span>
      </th>
      <td className="tabular py-2 text-right">{size(bytes)}</td>
      <td className="tabular py-2 text-right">{files}</td>
    </tr>
  );
}
