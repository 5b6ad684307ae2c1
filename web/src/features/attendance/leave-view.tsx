import { useState } from 'react';
import type { Balance, LeaveType } from '../../../../contract/src/attendance-leave.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { daysOf } from './format-time.ts';
import { SwapsPart } from './swaps-part.tsx';
import { useAttendanceWords } from './words.ts';

/** What leave I have, what was granted, and exchanges of shifts. */
export function LeaveView() {
  const all = useAttendanceWords();
  const words = all.leave;
  const [open, setOpen] = useState<LeaveType | null>(null);
  const { data, error } = useLoaded('leave', (signal) => api.attendanceLeave.getMyLeave({}, { signal }));
  if (error !== null) return <Empty title={all.failed} text={failureText(error)} />;
  if (!data) return <RowsSkeleton rows={5} />;
  const names = new Map(data.types.map((t) => [t.id, t.name]));
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={all.views.leave}>
      <div className="mx-auto flex max-w-160 flex-col gap-6 px-4 pt-4 pb-8">
        <section aria-labelledby="leave-balances">
          <h2 id="leave-balances" className="mb-2 text-dense font-medium text-text-2">
            {words.balances}
          </h2>
          {data.types.length === 0 && <p className="text-dense text-text-3">{words.none}</p>}
          <ul className="grid grid-cols-2 gap-3 desk:grid-cols-3">
            {data.types.map((type) => (
              <li key={type.id}>
                <button
                  type="button"
                  onClick={() => setOpen(type)}
                  className="flex h-full w-full flex-col items-start gap-0.5 rounded-box bg-panel p-4 text-left hover:bg-hover"
                >
                  <span className="text-dense text-text-2">{type.name}</span>
                  <BalanceWords type={type} balance={data.balances.find((b) => b.typeId === type.id)} />
                </button>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="leave-absences">
          <h2 id="leave-absences" className="mb-1 text-dense font-medium text-text-2">
            {words.absences}
          </h2>
          {data.absences.length === 0 && <p className="text-dense text-text-3">{words.noAbsences}</p>}
          <ul>
            {data.absences.toReversed().map((a) => (
              <li key={a.id} className="flex items-center gap-3 border-b border-line/70 py-2.5">
                <div className="min-w-0 flex-1">
                  <p className="text-body">{(a.typeId && names.get(a.typeId)) ?? words.kinds[a.kind]}</p>
                  <p className="tabular text-small text-text-3">
                    {`${fullTime(Date.parse(a.from))} – ${fullTime(Date.parse(a.to))}`}
                  </p>
                  {a.note && <p className="wrap-anywhere text-small text-text-3">{a.note}</p>}
                </div>
                <Tag tone={a.state === 'granted' ? 'accent' : 'info'}>{words.states[a.state]}</Tag>
              </li>
            ))}
          </ul>
        </section>
        <SwapsPart />
      </div>
      {open && <Ledger type={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function BalanceWords({ type, balance }: { type: LeaveType; balance: Balance | undefined }) {
  const words = useAttendanceWords().leave;
  if (!type.balanced) return <span className="text-dense text-text-3">{words.unlimited}</span>;
  const days = (seconds: number) => daysOf(seconds, type.daySec);
  return (
    <>
      <span className="tabular text-large font-medium">{words.days(days(balance?.available ?? 0))}</span>
      {balance && balance.held > 0 && (
        <span className="text-small text-info">{words.held(days(balance.held))}</span>
      )}
      {balance?.expiring && (
        <span className="text-small text-warn">
          {words.expiring(days(balance.expiring.seconds), balance.expiring.on)}
        </span>
      )}
    </>
  );
}

function Ledger({ type, onClose }: { type: LeaveType; onClose: () => void }) {
  const words = useAttendanceWords().leave;
  const { data } = useLoaded(type.id, (signal) =>
    api.attendanceLeave.listMyLeaveEntries({ typeId: type.id }, { signal }),
  );
  return (
    <Drawer open onClose={onClose} title={words.ledger(type.name)}>
      {!data ? (
        <RowsSkeleton rows={4} />
      ) : data.entries.length === 0 ? (
        <Empty title={words.noEntries} />
      ) : (
        <ul className="px-4 py-2">
          {data.entries.map((e) => (
            <li key={`${e.at}${e.kind}${e.seconds}`} className="flex gap-3 border-b border-line/70 py-2.5">
              <div className="min-w-0 flex-1">
                <p className="text-body">{words.entries[e.kind]}</p>
                <p className="wrap-anywhere text-small text-text-3">
                  {[fullTime(Date.parse(e.at)), e.note, e.expiresOn ? `→ ${e.expiresOn}` : '']
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <span className="tabular text-body font-medium">
                {`${e.seconds > 0 ? '+' : ''}${daysOf(e.seconds, type.daySec)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Drawer>
  );
}
