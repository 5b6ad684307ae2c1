import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';
import type { CustomerId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useAsked } from '../use-asked.ts';
import { useCustomerWords } from '../words.ts';
import { HalfFacts } from './half-facts.tsx';

/** What merging two would join, before anything is written; which of them stands can be turned around. */
export function MergeDialog({
  one,
  other,
  onClose,
}: {
  one: CustomerId;
  other: CustomerId;
  onClose: (merged: boolean) => void;
}) {
  const words = useCustomerWords();
  const asked = useAsked();
  const [turned, setTurned] = useState(false);
  const [busy, setBusy] = useState(false);
  const [into, from] = turned ? [other, one] : [one, other];
  const preview = useLoaded(into + from, () =>
    api.customerDuplicates.previewMerge({ customerId: from, into }),
  );
  const tags = useLoaded('customer-tags', () => api.customers.listCustomerTags({}));
  const merge = async () => {
    setBusy(true);
    try {
      await api.customers.mergeCustomers({ customerId: from, into });
      toast(words.merge.done, { tone: 'ok' });
      onClose(true);
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
      setBusy(false);
    }
  };
  const facts = { fields: asked.fields, tags: tags.data?.tags ?? [] };
  const { data } = preview;
  return (
    <Dialog
      open
      size="large"
      onClose={() => onClose(false)}
      title={words.merge.title}
      description={words.merge.hint}
      footer={
        <>
          <Button onClick={() => onClose(false)}>{words.merge.cancel}</Button>
          <Button look="solid" busy={busy} disabled={!data} onClick={() => void merge()}>
            {words.merge.merge}
          </Button>
        </>
      }
    >
      {preview.error ? (
        <Empty title={failureText(preview.error)} />
      ) : !data ? (
        <RowsSkeleton rows={3} />
      ) : (
        <div className="flex flex-col gap-4">
          <div className="grid grid-cols-1 gap-4 desk:grid-cols-2">
            <section aria-label={words.merge.stands} className="rounded-box p-3 ring-1 ring-line">
              <p className="mb-1 text-small text-text-3">{words.merge.stands}</p>
              <HalfFacts half={data.into} marked={data.differing} {...facts} />
            </section>
            <section aria-label={words.merge.joins} className="rounded-box p-3 ring-1 ring-line">
              <p className="mb-1 text-small text-text-3">{words.merge.joins}</p>
              <HalfFacts half={data.from} marked={data.differing} {...facts} />
            </section>
          </div>
          <Button
            size="small"
            className="self-start"
            icon={<ArrowLeftRight aria-hidden className="size-4" />}
            onClick={() => setTurned(!turned)}
          >
            {words.merge.turn}
          </Button>
          <section aria-label={words.merge.joined} className="rounded-box bg-accent-soft p-3">
            <p className="mb-1 text-small text-text-2">{words.merge.joined}</p>
            <HalfFacts half={data.joined} {...facts} />
          </section>
        </div>
      )}
    </Dialog>
  );
}
