import { localeTag } from '../../lib/locale.ts';

const dayText = (day: string) =>
  new Intl.DateTimeFormat(localeTag(), {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00Z`));

/** A day, or the first and last day of a longer cycle. */
export const cycleText = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }): string =>
  startsOn === endsOn ? dayText(startsOn) : `${dayText(startsOn)} – ${dayText(endsOn)}`;
