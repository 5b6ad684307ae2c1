import { useState } from 'react';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { attendanceAdmin } from '../../../../../contract/src/attendance-admin.ts';
import type { HolidayDay } from '../../../../../contract/src/attendance-shapes.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Textarea } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { dayName } from '../format-time.ts';
import { PageBody } from './page-body.tsx';
import { useAttendanceAdminWords } from './words.ts';
import type { AttendanceAdminWords } from './zh.ts';

type Year = OutputOf<typeof attendanceAdmin.listHolidays>['years'][number];
const kinds = ['work', 'rest', 'statutory'] as const;
const tones = { work: 'warn', rest: 'plain', statutory: 'accent' } as const;

/** Holidays by year, how far they are known, and writing down a year. */
export function HolidaysAdmin() {
  const words = useAttendanceAdminWords().holidays;
  const [editing, setEditing] = useState<{ year: number; days: HolidayDay[]; source: string } | null>(null);
  const loaded = useLoaded('holidays', (signal) => api.attendanceAdmin.listHolidays({}, { signal }));
  return (
    <PageBody intro={words.intro} loaded={loaded}>
      {({ years, coveredUntil }) => {
        const next = coveredUntil ? Number(coveredUntil.slice(0, 4)) + 1 : new Date().getFullYear();
        return (
          <>
            <div role="status" className="rounded-box bg-warn-soft px-4 py-3 text-dense text-warn">
              {coveredUntil && <p className="font-medium">{words.until(coveredUntil)}</p>}
              <p>{words.unknown(String(next))}</p>
              <Button
                size="small"
                className="mt-2"
                onClick={() => setEditing({ year: next, days: [], source: '' })}
              >
                {words.write(String(next))}
              </Button>
            </div>
            {years.toReversed().map((y) => (
              <YearCard
                key={y.year}
                year={y}
                onEdit={() => setEditing({ year: y.year, days: y.days, source: y.own ? y.source : '' })}
              />
            ))}
            {editing && (
              <YearEditor
                {...editing}
                onClose={() => setEditing(null)}
                onSaved={() => {
                  setEditing(null);
                  loaded.reload();
                }}
              />
            )}
          </>
        );
      }}
    </PageBody>
  );
}

function YearCard({ year, onEdit }: { year: Year; onEdit: () => void }) {
  const words = useAttendanceAdminWords().holidays;
  return (
    <section aria-label={words.year(String(year.year))} className="rounded-box p-4 ring-1 ring-line">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="text-body font-medium">{words.year(String(year.year))}</h2>
        <Tag tone={year.own ? 'info' : 'plain'}>{year.own ? words.own : words.shipped}</Tag>
        <Tag>{year.version}</Tag>
        <span className="flex-1" />
        <Button size="small" onClick={onEdit}>
          {words.edit}
        </Button>
      </div>
      <p className="mb-2 text-small text-text-3">{`${words.source}: ${year.source}`}</p>
      <ul className="grid grid-cols-1 gap-x-4 desk:grid-cols-3">
        {year.days.map((d) => (
          <li key={d.day} className="flex items-center gap-2 py-0.5 text-dense">
            <span className="tabular w-28 shrink-0 text-text-2">{dayName(d.day)}</span>
            <Tag tone={tones[d.kind]}>{words.kinds[d.kind]}</Tag>
            <span className="truncate text-text-3">{d.name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function YearEditor({
  year,
  days,
  source,
  onClose,
  onSaved,
}: {
  year: number;
  days: HolidayDay[];
  source: string;
  onClose: () => void;
  onSaved: () => void;
}) {
  const all = useAttendanceAdminWords();
  const words = all.holidays;
  const [text, setText] = useState(days.map((d) => `${d.day} ${words.kinds[d.kind]} ${d.name}`).join('\n'));
  const [from, setFrom] = useState(source);
  const [fault, setFault] = useState<string | null>(null);
  const save = async () => {
    const read = readDays(text, words);
    if ('bad' in read) return setFault(words.badLine(read.bad));
    setFault(null);
    try {
      await api.attendanceAdmin.setHolidays({ year, days: read.days, source: from });
      toast(all.saved, { tone: 'ok' });
      onSaved();
    } catch (error) {
      setFault(failureText(error));
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.year(String(year))}
      footer={
        <>
          <Button onClick={onClose}>{all.cancel}</Button>
          <Button look="solid" disabled={!from.trim()} onClick={() => void save()}>
            {all.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={words.source} hint={words.sourceHint} required>
          <Input value={from} maxLength={300} onChange={(e) => setFrom(e.target.value)} />
        </Field>
        <Field label={words.days} hint={words.daysHint} error={fault}>
          <Textarea rows={12} value={text} onChange={(e) => setText(e.target.value)} className="font-mono" />
        </Field>
      </div>
    </Dialog>
  );
}

/** Lines of 'date kind name', in the words of the page. */
function readDays(
  text: string,
  words: AttendanceAdminWords['holidays'],
): { days: HolidayDay[] } | { bad: string } {
  const days: HolidayDay[] = [];
  for (const line of text.split('\n').map((l) => l.trim())) {
    if (!line) continue;
    const [day = '', word = '', ...name] = line.split(/\s+/);
    const kind = kinds.find((k) => words.kinds[k] === word || k === word);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !kind) return { bad: line };
    days.push({ day, kind, name: name.join(' ') });
  }
  return { days };
}
