import type { NoticeSettings, QuietHours } from '@teahouse/contract/notices';

export const usual: NoticeSettings = {
  push: true,
  mentionsOnly: false,
  hideContent: false,
  quiet: null,
  dndUntil: null,
  zone: null,
  digest: 'daily',
};

/** Day of the week (1 Monday to 7 Sunday), minutes since midnight and calendar day at this instant in this zone. */
export function localTime(at: Date, zone: string): { day: number; minute: number; date: string } {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return {
    day: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday')) + 1,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
    date: `${part('year')}-${part('month')}-${part('day')}`,
  };
}

/** Quiet hours that run past midnight belong to the day they begin on. */
export function isQuiet(quiet: QuietHours, at: Date, zone: string): boolean {
  const { day, minute } = localTime(at, zone);
  const [from, to] = [minutes(quiet.from), minutes(quiet.to)];
  const today = quiet.days.includes(day);
  if (from === to) return today;
  if (from < to) return today && minute >= from && minute < to;
  const yesterday = quiet.days.includes(day === 1 ? 7 : day - 1);
  return (today && minute >= from) || (yesterday && minute < to);
}

/** The member wants to be left in peace at this instant. */
export function leaveInPeace(
  settings: Pick<NoticeSettings, 'quiet' | 'dndUntil' | 'zone'>,
  at: Date,
  corpZone: string,
): boolean {
  if (settings.dndUntil && new Date(settings.dndUntil) > at) return true;
  return settings.quiet !== null && isQuiet(settings.quiet, at, settings.zone ?? corpZone);
}

/** What is worth a push: nothing one muted, unless one is called by name; in groups nothing else where only mentions count. */
export function worthPush(
  settings: Pick<NoticeSettings, 'push' | 'mentionsOnly'>,
  seat: { muted: boolean; direct: boolean },
  mentioned: boolean,
): boolean {
  if (!settings.push) return false;
  if (mentioned) return true;
  return !seat.muted && (seat.direct || !settings.mentionsOnly);
}

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
