import { ChevronLeft, ChevronRight, Plus, TableProperties } from 'lucide-react';
import { useState } from 'react';
import type { ShiftId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { toast } from '../../../ui/overlays.ts';
import { dayName } from '../format-time.ts';
import { clockText } from './rule-draft.ts';
import { ShiftEditor } from './shift-editor.tsx';
import { useAttendanceAdminWords } from './words.ts';

const colors = [
  'bg-accent-soft text-accent',
  'bg-info-soft text-info',
  'bg-warn-soft text-warn',
  'bg-danger-soft text-danger',
];
const shiftColor = (n: number): string => colors[n % colors.length]!;
const DAY = 86_400_000;
const monday = (of: number) => of - ((new Date(of).getUTCDay() + 6) % 7) * DAY;
const text = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const today = () => Date.parse(new Date().toLocaleDateString('sv'));

/** Who works which shift, a week at a time. */
export function RosterAdmin() {
  const all = useAttendanceAdminWords();
  const words = all.roster;
  const [from, setFrom] = useState(() => monday(today()));
  const [brush, setBrush] = useState<ShiftId | null>(null);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, ShiftId | null>>(new Map());
  const [adding, setAdding] = useState(false);
  const [busy, setBusy] = useState(false);
  const days = Array.from({ length: 7 }, (_, i) => text(from + i * DAY));
  const loaded = useLoaded(days[0]!, async (signal) => {
    const [roster, { shifts: offered }] = await Promise.all([
      api.attendanceAdmin.getRoster({ from: days[0]!, to: days[6]! }, { signal }),
      api.attendanceAdmin.listShifts({}, { signal }),
    ]);
    return { ...roster, offered };
  });
  const { data } = loaded;
  const move = (by: number) => {
    setFrom(from + by * 7 * DAY);
    setDrafts(new Map());
  };
  const save = async () => {
    setBusy(true);
    try {
      const cells = [...drafts].map(([key, shiftId]) => {
        const [memberId, day] = key.split(' ') as [`mbr_${string}`, string];
        return { memberId, day, shiftId };
      });
      await api.attendanceAdmin.setRoster({ cells });
      setDrafts(new Map());
      loaded.reload();
      toast(all.saved, { tone: 'ok' });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  const saved = new Map(data?.cells.map((c) => [`${c.memberId} ${c.day}`, c.shiftId]));
  const shifts = new Map([...(data?.shifts ?? []), ...(data?.offered ?? [])].map((s) => [s.id, s]));
  const nameOf = (cell: ShiftId | null | undefined) =>
    cell === undefined ? words.empty : cell === null ? words.clear : (shifts.get(cell)?.name ?? '');
  return (
    <div className="pane flex-1">
      <div className="flex shrink-0 flex-col gap-2.5 border-b border-line px-4 py-3">
        <p className="text-dense text-text-2">{words.intro}</p>
        <div className="flex flex-wrap items-center gap-2">
          <IconButton label={words.earlier} onClick={() => move(-1)}>
            <ChevronLeft aria-hidden className="size-4" />
          </IconButton>
          <span className="tabular text-body">{words.week(days[0]!, days[6]!)}</span>
          <IconButton label={words.later} onClick={() => move(1)}>
            <ChevronRight aria-hidden className="size-4" />
          </IconButton>
          <span className="flex-1" />
          <Button
            size="small"
            icon={<Plus aria-hidden className="size-3.5" />}
            onClick={() => setAdding(true)}
          >
            {words.addShift}
          </Button>
        </div>
        <div role="radiogroup" aria-label={words.pick} className="flex flex-wrap gap-1.5">
          {[null, ...(data?.offered ?? [])].map((shift) => {
            const id = shift?.id ?? null;
            return (
              <button
                key={id ?? 'off'}
                type="button"
                role="radio"
                aria-checked={brush === id}
                onClick={() => setBrush(id)}
                className={cx(
                  'tap h-8 rounded-chip px-2.5 text-dense',
                  shift ? shiftColor(shift.color) : 'bg-hover text-text-2',
                  brush === id && 'ring-2 ring-focus',
                )}
              >
                {shift ? `${shift.name} ${span(shift)}` : words.clear}
              </button>
            );
          })}
        </div>
      </div>
      {loaded.error !== null ? (
        <Empty title={all.failed} text={failureText(loaded.error)} />
      ) : !data ? (
        <RowsSkeleton rows={5} />
      ) : data.members.length === 0 ? (
        <Empty icon={<TableProperties />} title={words.none} text={words.noneText} />
      ) : (
        <div
          className="min-h-0 flex-1 overflow-auto"
          tabIndex={0}
          role="region"
          aria-label={words.week(days[0]!, days[6]!)}
        >
          <table className="w-full min-w-160 border-separate border-spacing-0 text-dense">
            <thead>
              <tr>
                <th className="sticky top-0 left-0 z-2 bg-surface px-3 py-2 text-left font-medium text-text-3">
                  {words.member}
                </th>
                {days.map((d) => (
                  <th
                    key={d}
                    className="sticky top-0 z-1 bg-surface px-1 py-2 text-small font-medium text-text-3"
                  >
                    {dayName(d)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.members.map((m) => (
                <tr key={m.id}>
                  <th
                    scope="row"
                    className="sticky left-0 z-1 max-w-32 truncate border-t border-line bg-surface px-3 text-left font-normal"
                  >
                    {m.name}
                  </th>
                  {days.map((day) => {
                    const key = `${m.id} ${day}`;
                    const cell = drafts.has(key) ? drafts.get(key) : saved.get(key);
                    const shift = cell ? shifts.get(cell) : undefined;
                    return (
                      <td key={day} className="border-t border-line p-1">
                        <button
                          type="button"
                          aria-label={words.cell(m.name, dayName(day), nameOf(cell))}
                          onClick={() => setDrafts(new Map(drafts).set(key, brush))}
                          className={cx(
                            'h-9 w-full min-w-16 truncate rounded-chip px-1 text-small',
                            shift ? shiftColor(shift.color) : 'text-text-3 hover:bg-hover',
                            drafts.has(key) && 'ring-1 ring-focus',
                          )}
                        >
                          {shift?.name ?? (cell === null ? words.off : '·')}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {drafts.size > 0 && (
        <div className="flex shrink-0 items-center gap-3 border-t border-line px-4 py-2.5">
          <span role="status" className="flex-1 text-small text-text-2">
            {words.changed(drafts.size)}
          </span>
          <Button onClick={() => setDrafts(new Map())}>{all.cancel}</Button>
          <Button look="solid" busy={busy} onClick={() => void save()}>
            {all.save}
          </Button>
        </div>
      )}
      {adding && (
        <ShiftEditor
          color={(data?.offered.length ?? 0) % 4}
          onClose={() => setAdding(false)}
          onSaved={() => {
            setAdding(false);
            loaded.reload();
          }}
        />
      )}
    </div>
  );
}

const span = (s: { times: { sections: { start: number; end: number }[] } }) =>
  `${clockText(s.times.sections[0]?.start ?? 0)}–${clockText(s.times.sections.at(-1)?.end ?? 0)}`;
