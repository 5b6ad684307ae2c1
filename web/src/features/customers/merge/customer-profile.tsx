import type { CustomerId } from '../../../../../contract/src/ids.ts';
import type { Follow } from '../../../../../contract/src/customers.ts';
import { api, failureText } from '../../../lib/api.ts';
import { fullTime, when } from '../../../lib/format.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { confirm, toast } from '../../../ui/overlays.ts';
import { useAsked } from '../use-asked.ts';
import { useCustomerWords } from '../words.ts';
import { FindOther } from './find-other.tsx';

/** A person as an administrator sees them: every record, who follows each, what happened; a record merged by mistake steps out here. */
export function CustomerProfile({
  customerId,
  onClose,
  onChanged,
  onMerge,
}: {
  customerId: CustomerId;
  onClose: () => void;
  onChanged: () => void;
  /** with whom, by root */
  onMerge: (other: CustomerId) => void;
}) {
  const words = useCustomerWords();
  const asked = useAsked();
  const names: Record<string, string> = words.events;
  const loaded = useLoaded(customerId, () => api.customers.getCustomer({ customerId }));
  const customer = loaded.data;
  const follows = customer?.follows ?? [];
  const records = [...new Set(follows.map((f) => f.customerId))].map(
    (id) => [id, follows.filter((f) => f.customerId === id)] as const,
  );
  const unmerge = async (record: Follow) => {
    const yes = await confirm({
      title: words.merge.unmergeSure(record.name || words.merge.nameless),
      text: words.merge.unmergeText,
      action: words.merge.unmerge,
    });
    if (!yes) return;
    try {
      await api.customers.unmergeCustomer({ customerId: record.customerId });
      toast(words.merge.unmerged, { tone: 'ok' });
      loaded.reload();
      onChanged();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog open size="large" onClose={onClose} title={customer?.name || words.merge.profile}>
      {loaded.error ? (
        <Empty title={failureText(loaded.error)} />
      ) : !customer ? (
        <RowsSkeleton rows={3} />
      ) : (
        <div className="flex flex-col gap-4">
          {records.map(([id, theirs]) => (
            <section key={id} className="rounded-box p-3 ring-1 ring-line">
              <div className="mb-1 flex flex-wrap items-center gap-2">
                <span className="min-w-0 flex-1 truncate text-body font-medium">
                  {theirs[0]!.name || words.merge.nameless}
                </span>
                {records.length > 1 && (
                  <Button size="small" onClick={() => void unmerge(theirs[0]!)}>
                    {words.merge.unmerge}
                  </Button>
                )}
              </div>
              <p className="text-small text-text-3">
                {[theirs[0]!.mobile, theirs[0]!.email].filter(Boolean).join(' · ') || '—'}
              </p>
              <ul className="mt-2 flex flex-col gap-1 text-dense">
                {theirs.map((f) => (
                  <li key={f.memberId} className="flex flex-wrap items-center gap-2">
                    <span>{f.memberName}</span>
                    <Tag tone="info">
                      {f.state === 'following' ? asked.stageName(f.stage) : words.states[f.state]}
                    </Tag>
                    {f.remark && <span className="text-text-3">{f.remark}</span>}
                    <time className="ml-auto text-tiny text-text-3" dateTime={f.addedAt}>
                      {when(Date.parse(f.addedAt))}
                    </time>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {follows[0] && <FindOther rootId={follows[0].rootId} onFound={onMerge} />}
          <section>
            <p className="mb-1.5 text-dense font-medium text-text-2">{words.timeline}</p>
            <ol className="flex flex-col gap-2 border-l border-line pl-3 text-small">
              {customer.timeline.slice(0, 30).map((e, i) => (
                <li key={e.at + e.kind + String(i)}>
                  <span className="block">
                    {[names[e.kind] ?? e.kind, e.kind === 'stage' ? asked.stageName(e.detail) : '']
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  <time className="text-tiny text-text-3" dateTime={e.at}>
                    {fullTime(Date.parse(e.at))}
                  </time>
                </li>
              ))}
            </ol>
          </section>
        </div>
      )}
    </Dialog>
  );
}
