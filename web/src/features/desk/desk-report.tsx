import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { desk, DeskFigures } from '../../../../contract/src/desk.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';
import { api, failureText } from '../../lib/api.ts';
import { useDesk } from '../../lib/media.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/input.tsx';
import { Choice } from '../../ui/toggle.tsx';
import { span } from './span.ts';
import { useDeskWords } from './words.ts';

type MyDesk = OutputOf<typeof desk.listMyDesks>['desks'][number];
const dayOf = (ms: number) => new Intl.DateTimeFormat('en-CA').format(ms);

/** How it went, by day: one's own sessions, and for those who lead the desk its totals. Nobody is compared with anybody. */
export function DeskReport({ desks }: { desks: readonly MyDesk[] }) {
  const words = useDeskWords();
  const wide = useDesk();
  const [, navigate] = useLocation();
  const [deskId, setDeskId] = useState(desks[0]!.id);
  const lead = desks.find((d) => d.id === deskId)?.lead ?? false;
  const [whose, setWhose] = useState<'mine' | 'desk'>('mine');
  const asked = lead ? whose : 'mine';
  const [to] = useState(() => Date.now());
  const loaded = useLoaded(`${deskId} ${asked}`, () =>
    api.desk.getDeskReport({ deskId, whose: asked, from: dayOf(to - 6 * 86_400_000), to: dayOf(to) }),
  );
  const f = words.figures;
  const time = (s: number | null) => (s === null ? '–' : span(s * 1_000));
  const columns: [string, (of: DeskFigures) => string | number][] = [
    [f.sessions, (x) => x.sessions],
    [f.bot, (x) => x.bot],
    [f.queued, (x) => x.queued],
    [f.taken, (x) => x.taken],
    [f.abandoned, (x) => x.abandoned],
    [f.firstReply, (x) => time(x.firstReplySeconds)],
    [f.lateFirst, (x) => x.lateFirst],
    [f.resolve, (x) => time(x.resolveSeconds)],
    [f.rating, (x) => (x.rating === null ? '–' : `${x.rating.toFixed(1)} (${x.rated})`)],
  ];
  const Heading = wide ? 'h2' : 'h1';
  return (
    <>
      <PaneBar className="gap-2">
        {!wide && (
          <IconButton label={words.back} onClick={() => navigate('/desk')}>
            <ChevronLeft aria-hidden className="size-5" />
          </IconButton>
        )}
        <Heading className="flex-1 text-[15px] font-medium">
          {words.report} · {words.days}
        </Heading>
        {desks.length > 1 && (
          <Select
            aria-label={words.admin.desks}
            value={deskId}
            onChange={(e) => setDeskId(e.target.value as typeof deskId)}
            options={desks.map((d) => ({ value: d.id, label: d.name }))}
          />
        )}
        {lead && (
          <Choice
            label={words.report}
            value={whose}
            onValue={setWhose}
            options={[
              { value: 'mine', label: words.reportOf.mine },
              { value: 'desk', label: words.reportOf.desk },
            ]}
          />
        )}
      </PaneBar>
      {loaded.error ? (
        <Empty title={failureText(loaded.error)} />
      ) : !loaded.data ? (
        <RowsSkeleton rows={4} />
      ) : (
        <div
          className="min-h-0 flex-1 overflow-auto p-4"
          tabIndex={0}
          role="region"
          aria-label={words.report}
        >
          <table className="tabular w-full text-dense">
            <thead className="text-left text-text-3">
              <tr>
                <th className="p-2 font-normal">{words.day}</th>
                {columns.map(([name]) => (
                  <th key={name} className="p-2 font-normal whitespace-nowrap">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...loaded.data.days, { day: words.total, figures: loaded.data.total }].map(
                ({ day, figures }) => (
                  <tr key={day} className="border-t border-line last:font-medium">
                    <th className="p-2 text-left font-normal whitespace-nowrap">{day}</th>
                    {columns.map(([name, show]) => (
                      <td key={name} className="p-2">
                        {show(figures)}
                      </td>
                    ))}
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
