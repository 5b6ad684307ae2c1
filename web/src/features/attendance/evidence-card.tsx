import { MapPin, ShieldQuestion, Wifi } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { attendance } from '../../../../contract/src/attendance.ts';
import { Button } from '../../ui/button.tsx';
import { metres } from './format-time.ts';
import { type Fix, metresBetween } from './where-am-i.ts';
import { useAttendanceWords } from './words.ts';

export type Today = OutputOf<typeof attendance.getToday>;
/** null: the device gave none; undefined: it was not asked */
export type Known = Fix | null | undefined;

/** What a punch carries, in plain words, and what that is worth. */
export function EvidenceCard({
  today,
  fix,
  sent,
  asking,
  onCheck,
}: {
  today: Today;
  fix: Known;
  sent: boolean;
  asking: boolean;
  onCheck: () => void;
}) {
  const words = useAttendanceWords();
  return (
    <section aria-label={words.evidence} className="w-full rounded-box bg-panel p-4 text-left">
      <h2 className="mb-2 text-dense font-medium text-text-2">
        {sent ? words.evidenceSent : words.evidence}
      </h2>
      <dl className="flex flex-col gap-1.5">
        <Line icon={<MapPin aria-hidden className="mt-0.5 size-4 shrink-0" />} name={words.position}>
          {asking ? words.positions.asking : positionText(words, today, fix)}
        </Line>
        <Line icon={<Wifi aria-hidden className="mt-0.5 size-4 shrink-0" />} name={words.network}>
          {today.network ? words.networks.office(today.network) : words.networks.other}
        </Line>
      </dl>
      {fix === undefined && !asking && (
        <Button size="small" className="mt-2.5" onClick={onCheck}>
          {words.check}
        </Button>
      )}
      <p className="mt-3 flex gap-2 border-t border-line pt-3 text-small text-text-3">
        <ShieldQuestion aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span>
          {words.honest} {today.rule?.keepLocation ? words.locationKept : words.locationNotKept}
        </span>
      </p>
    </section>
  );
}

function Line({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
  return (
    <div className="flex gap-2 text-dense text-text">
      <dt className="flex gap-2 text-text-2">
        {icon}
        <span className="sr-only">{name}</span>
      </dt>
      <dd className="min-w-0 flex-1">{children}</dd>
    </div>
  );
}

function positionText(words: ReturnType<typeof useAttendanceWords>, { places }: Today, fix: Known): string {
  if (fix === undefined) return words.positions.unknown;
  if (fix === null) return words.positions.denied;
  const about = metres(fix.accuracyM);
  const [near] = places
    .map((place) => ({ place, away: metresBetween(place, fix) }))
    .toSorted((a, b) => a.away - b.away);
  if (!near) return words.positions.plain(about);
  if (fix.accuracyM > 200) return words.positions.vague(about);
  return near.away <= near.place.radiusM
    ? words.positions.inside(near.place.name, about)
    : words.positions.outside(near.place.name, metres(near.away));
}
