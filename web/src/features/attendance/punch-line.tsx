import type { Punch } from '../../../../contract/src/attendance-shapes.ts';
import { Tag } from '../../ui/bits.tsx';
import { clockIn, metres } from './format-time.ts';
import { useAttendanceWords } from './words.ts';

/** A punch as a line: when, where, how well it is proved, and what is odd about it. */
export function PunchLine({ punch, zone }: { punch: Punch; zone: string }) {
  const words = useAttendanceWords();
  const where = [
    punch.place?.name,
    punch.outside && punch.distanceM !== null ? words.away(metres(punch.distanceM)) : undefined,
    punch.note || undefined,
  ].filter(Boolean);
  return (
    <li className="flex gap-3 border-b border-line/70 py-2.5 last:border-0">
      <time dateTime={punch.at} className="tabular w-12 shrink-0 pt-px text-body font-medium">
        {clockIn(punch.at, zone)}
      </time>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-1.5">
          <span className="text-body">{words.kinds[punch.kind]}</span>
          {punch.kind !== 'correction' && <Tag>{words.grades[punch.grade]}</Tag>}
          {punch.outside && punch.kind !== 'field' && <Tag tone="warn">{words.marks.outside}</Tag>}
          {punch.belowGrade && <Tag tone="warn">{words.marks.unproved}</Tag>}
          {punch.newDevice && <Tag tone="info">{words.marks.device}</Tag>}
          {punch.stray && <Tag tone="warn">{words.marks.stray}</Tag>}
          {punch.offline && <Tag tone="info">{words.marks.offline}</Tag>}
        </div>
        {where.length > 0 && <div className="wrap-anywhere text-small text-text-3">{where.join(' · ')}</div>}
        {punch.deviceAt && (
          <div className="text-small text-text-3">{words.offlineText(clockIn(punch.deviceAt, zone))}</div>
        )}
        {punch.photos.length > 0 && (
          <div className="mt-1.5 flex gap-1.5">
            {punch.photos.map((id) => (
              <a key={id} href={`/api/files/${id}`} target="_blank" rel="noreferrer">
                <img
                  src={`/api/files/${id}/thumb`}
                  alt={words.photo}
                  className="size-14 rounded-chip bg-hover object-cover"
                />
              </a>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}
