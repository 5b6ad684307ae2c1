import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Batch, Payment } from '../../../../../contract/src/expenses-admin.ts';
import type { PaymentBatchId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { useMe } from '../../../lib/session.ts';
import { confirmed, useAsking } from '../../../lib/step-up.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Drawer } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { confirm, toast } from '../../../ui/overlays.ts';
import { money } from '../money.ts';
import { Sheet } from '../sheet.tsx';
import { Name } from './name.tsx';
import { useFinanceWords } from './words.ts';

const tones = { pending: 'info', paid: 'accent', failed: 'danger', cancelled: 'plain' } as const;

/** One batch: who made and who checked it, its payments, and what the bank said about each. */
export function BatchDrawer({
  batchId,
  onClose,
  onChanged,
}: {
  batchId: PaymentBatchId;
  onClose: () => void;
  onChanged: () => void;
}) {
  const all = useFinanceWords();
  const words = all.payments;
  const me = useMe();
  const away = useAsking();
  const [busy, setBusy] = useState(false);
  const [failing, setFailing] = useState<Payment | null>(null);
  const { data, error, reload } = useLoaded(batchId, (signal) =>
    api.expensesAdmin.getBatch({ batchId }, { signal }),
  );
  const run = async (act: () => Promise<unknown>, said?: string) => {
    setBusy(true);
    try {
      await act();
      if (said) toast(said, { tone: 'ok' });
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    } finally {
      setBusy(false);
      reload();
      onChanged();
    }
  };
  const check = async (b: Batch) => {
    const amount = money(b.total, b.currency);
    const sure = { title: words.checkSure(b.count, amount), text: words.checkText, action: words.check };
    if (!(await confirm(sure))) return;
    await run(() =>
      confirmed(() => api.expensesAdmin.checkBatch({ batchId, count: b.count, total: b.total })),
    );
  };
  const cancel = async () => {
    if (await confirm({ title: words.cancelSure, action: words.cancel, danger: true }))
      await run(() => api.expensesAdmin.cancelBatch({ batchId }));
  };
  const open = data?.payments.filter((p) => p.state === 'pending') ?? [];
  const allPaid = async () => {
    if (!(await confirm({ title: words.allPaidSure(open.length), action: words.allPaid }))) return;
    await run(async () => {
      for (const { id: paymentId } of open)
        await api.expensesAdmin.markPayment({ paymentId, outcome: 'paid' });
    });
  };
  const mine = data?.maker === me.member.id;
  return (
    <Drawer
      wide
      open={!away}
      onClose={onClose}
      title={data?.no ?? words.batches}
      footer={
        (data?.state === 'made' || data?.state === 'checked') && (
          <div className="flex flex-wrap justify-end gap-2">
            {data.state === 'made' && data.checkedAt === null && (
              <Button look="warn" disabled={busy} onClick={() => void cancel()}>
                {words.cancel}
              </Button>
            )}
            {data.state === 'made' && !mine && (
              <Button look="solid" busy={busy} onClick={() => void check(data)}>
                {words.check}
              </Button>
            )}
            {data.state === 'checked' && (
              <>
                <Button
                  icon={<Download aria-hidden className="size-4" />}
                  disabled={busy}
                  onClick={() =>
                    void run(() => saveFile(`/admin/expenses/batches/${batchId}/bank-file`, `${data.no}.csv`))
                  }
                >
                  {words.file}
                </Button>
                <Button look="solid" busy={busy} onClick={() => void allPaid()}>
                  {words.allPaid}
                </Button>
              </>
            )}
          </div>
        )
      }
    >
      {!data &&
        (error === null ? <RowsSkeleton rows={5} /> : <Empty title={all.failed} text={failureText(error)} />)}
      {data && (
        <div className="flex flex-col gap-4 px-4 py-4">
          <div className="flex flex-col gap-1">
            <p className="flex items-center gap-2">
              <span className="tabular text-title font-medium">{money(data.total, data.currency)}</span>
              <Tag tone={data.state === 'made' ? 'warn' : 'info'}>{words.states[data.state]}</Tag>
            </p>
            <p className="text-dense text-text-2">
              {words.count(data.count)} · {words.progress(data.paid, data.failed)}
            </p>
            <p className="text-dense text-text-2">
              {words.maker} <Name id={data.maker} />
              {data.checker && (
                <>
                  {' · '}
                  {words.checker} <Name id={data.checker} />
                </>
              )}
            </p>
            {data.state === 'made' && mine && <p className="text-dense text-warn">{words.checkOther}</p>}
          </div>
          <ul>
            {data.payments.map((p) => (
              <PaymentRow
                key={p.id}
                payment={p}
                batch={data}
                busy={busy}
                onPaid={() =>
                  void run(() => api.expensesAdmin.markPayment({ paymentId: p.id, outcome: 'paid' }))
                }
                onFailed={() => setFailing(p)}
                onRetry={() =>
                  void run(() => api.expensesAdmin.retryPayment({ paymentId: p.id }), words.retried)
                }
              />
            ))}
          </ul>
        </div>
      )}
      {failing && (
        <FailedSheet
          payment={failing}
          onClose={() => setFailing(null)}
          onDone={() => {
            setFailing(null);
            reload();
            onChanged();
          }}
        />
      )}
    </Drawer>
  );
}

function PaymentRow({
  payment: p,
  batch,
  busy,
  onPaid,
  onFailed,
  onRetry,
}: {
  payment: Payment;
  batch: Batch;
  busy: boolean;
  onPaid: () => void;
  onFailed: () => void;
  onRetry: () => void;
}) {
  const words = useFinanceWords().payments;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line/70 py-2.5">
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate text-body">{`${p.holder} · ${p.bank} …${p.last4}`}</p>
        <p className="tabular text-small text-text-3">
          {[p.claimNo, p.attempts > 1 && words.attempts(p.attempts), p.bankRef, p.reason]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <span className="tabular text-body font-medium">{money(p.amount, batch.currency)}</span>
      <Tag tone={tones[p.state]}>{words.paymentStates[p.state]}</Tag>
      {p.state === 'pending' && batch.state === 'checked' && (
        <span className="flex gap-1.5">
          <Button
            size="small"
            look="soft"
            disabled={busy}
            aria-label={words.markPaid(p.claimNo)}
            onClick={onPaid}
          >
            {words.paid}
          </Button>
          <Button size="small" disabled={busy} aria-label={words.markFailed(p.claimNo)} onClick={onFailed}>
            {words.failedMark}
          </Button>
        </span>
      )}
      {p.state === 'failed' && (
        <Button size="small" disabled={busy} onClick={onRetry}>
          {words.retry}
        </Button>
      )}
    </li>
  );
}

function FailedSheet({
  payment,
  onClose,
  onDone,
}: {
  payment: Payment;
  onClose: () => void;
  onDone: () => void;
}) {
  const words = useFinanceWords().payments;
  const [reason, setReason] = useState('');
  return (
    <Sheet
      title={words.markFailed(payment.claimNo)}
      fits={reason.trim() !== ''}
      save={() => api.expensesAdmin.markPayment({ paymentId: payment.id, outcome: 'failed', reason })}
      onClose={onClose}
      onDone={onDone}
    >
      <Field label={words.whyFailed} required>
        <Input value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
      </Field>
    </Sheet>
  );
}
