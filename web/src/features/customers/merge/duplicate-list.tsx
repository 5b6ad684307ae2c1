import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { customerDuplicates } from '../../../../../contract/src/customer-duplicates.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useAsked } from '../use-asked.ts';
import { useCustomerWords } from '../words.ts';
import { HalfFacts } from './half-facts.tsx';
import { MergeDialog } from './merge-dialog.tsx';

type Page = OutputOf<typeof customerDuplicates.listDuplicates>;
type Pair = Page['pairs'][number];
const ways = ['mobile', 'email', 'name'] as const;

/** For administrators: customers who may be one person, two by two, to be merged or told apart. */
export function DuplicateList() {
  const words = useCustomerWords();
  const asked = useAsked();
  const [by, setBy] = useState<(typeof ways)[number]>('mobile');
  const [merging, setMerging] = useState<Pair | null>(null);
  const first = useLoaded(by, () => api.customerDuplicates.listDuplicates({ by }));
  const tags = useLoaded('customer-tags', () => api.customers.listCustomerTags({}));
  const [more, setMore] = useState<{ of: Page; page: Page } | null>(null);
  const added = more && more.of === first.data ? more.page : null;
  const pairs = first.data && [...first.data.pairs, ...(added?.pairs ?? [])];
  const next = added ? added.next : first.data?.next;
  const run = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const goOn = () =>
    run(async () => {
      if (!next || !first.data) return;
      const page = await api.customerDuplicates.listDuplicates({ by, after: next });
      setMore({ of: first.data, page: { pairs: [...(added?.pairs ?? []), ...page.pairs], next: page.next } });
    });
  const apart = (pair: Pair) =>
    run(async () => {
      await api.customerDuplicates.tellApart({
        customerId: pair.one.customerId,
        other: pair.other.customerId,
      });
      first.reload();
    });
  const facts = { fields: asked.fields, tags: tags.data?.tags ?? [] };
  return (
    <div className="pane min-h-0 flex-1">
      <div className="flex shrink-0 flex-wrap items-center gap-3 px-4 py-3">
        <Select
          aria-label={words.merge.by}
          className="w-36"
          value={by}
          onChange={(e) => setBy(e.target.value as typeof by)}
          options={ways.map((w) => ({ value: w, label: words.merge.ways[w] }))}
        />
        <p className="min-w-0 flex-1 text-small text-text-3">{words.merge.listHint}</p>
      </div>
      {first.error ? (
        <Empty title={failureText(first.error)} />
      ) : !pairs ? (
        <RowsSkeleton rows={4} />
      ) : pairs.length === 0 ? (
        <Empty icon={<UsersRound />} title={words.merge.none} text={words.merge.noneText} />
      ) : (
        <ul
          className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pt-1 pb-6"
          tabIndex={0}
          aria-label={words.merge.tab}
        >
          {pairs.map((p) => (
            <li key={p.one.customerId + p.other.customerId} className="rounded-box p-3 ring-1 ring-line">
              <div className="grid grid-cols-1 gap-4 desk:grid-cols-2">
                <HalfFacts half={p.one} {...facts} />
                <HalfFacts half={p.other} {...facts} />
              </div>
              <div className="mt-3 flex flex-wrap justify-end gap-2">
                <Button size="small" onClick={() => void apart(p)}>
                  {words.merge.apart}
                </Button>
                <Button size="small" look="soft" onClick={() => setMerging(p)}>
                  {words.merge.compare}
                </Button>
              </div>
            </li>
          ))}
          {next && (
            <li className="p-3 text-center">
              <Button onClick={() => void goOn()}>{words.more}</Button>
            </li>
          )}
        </ul>
      )}
      {merging && (
        <MergeDialog
          one={merging.one.customerId}
          other={merging.other.customerId}
          onClose={(merged) => {
            setMerging(null);
            if (merged) first.reload();
          }}
        />
      )}
    </div>
  );
}
