// Times of an event: ours are wall clocks with a zone and a rule of RFC 5545, the vendor's are seconds, whole hours of zone and numbers.
import type { EventFacts } from '@teahouse/contract/calendar';
import * as z from 'zod';
import { instantOf, type ProgramEvent } from '../../../modules/calendar/index.ts';
import { flag, listOf, maybe, whole } from '../lenient.ts';
import { secondsOf, wallOf } from '../office/wall-time.ts';
import { WecomError } from '../wecom.errors.ts';

/** Clients of languages without empty objects send an empty list for one. */
export const Reminders = z.preprocess(
  (value) => (value === null || value === '' || (Array.isArray(value) && value.length === 0) ? {} : value),
  z
    .object({
      is_remind: maybe(flag),
      remind_before_event_secs: maybe(whole),
      remind_time_diffs: listOf(whole),
      is_repeat: maybe(flag),
      repeat_type: maybe(whole),
      is_custom_repeat: maybe(flag),
      repeat_interval: maybe(whole),
      repeat_day_of_week: listOf(whole),
      repeat_day_of_month: listOf(whole),
      repeat_until: maybe(whole),
      timezone: maybe(whole),
    })
    .default({ remind_time_diffs: [], repeat_day_of_week: [], repeat_day_of_month: [] }),
);
type Reminders = z.output<typeof Reminders>;

const frequency: Record<number, string> = { 0: 'DAILY', 1: 'WEEKLY', 2: 'MONTHLY', 5: 'YEARLY' };
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const fixedAhead = [0, 300, 900, 3_600, 86_400];

/** The company's own zone where it shows the same hours, so that its summer time is kept. */
function zoneOf(hours: number, own: string, at: number): string {
  if (hours < -12 || hours > 12) throw new WecomError(90480);
  if (hoursOf(own, at) === hours) return own;
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
const hoursOf = (zone: string, at: number) =>
  Math.round((Date.parse(`${wallOf(at, zone, 'hour')}Z`) / 1000 - at) / 3_600);

export function timesIn(
  said: { start_time: number; end_time: number; whole_day: boolean; reminders: Reminders },
  own: string,
): Pick<EventFacts, 'start' | 'end' | 'zone' | 'rule' | 'workdays' | 'remind'> {
  const { start_time: from, end_time: to, whole_day, reminders: r } = said;
  if (to < from) throw new WecomError(40058, 'end_time before start_time');
  const zone = zoneOf(r.timezone ?? 8, own, from);
  const wall = (at: number) => wallOf(at, zone, whole_day ? 'day' : 'hour');
  // The last day ends at its midnight, or anywhere within it.
  const end = whole_day ? wall(Math.max(to, from + 1) - 1 + 86_400) : wall(to);
  return { start: wall(from), end, zone, ...ruleIn(r, from, zone), remind: remindIn(r) };
}

function ruleIn(r: Reminders, from: number, zone: string): Pick<EventFacts, 'rule' | 'workdays'> {
  if (!r.is_repeat) return { rule: null, workdays: false };
  const type = r.repeat_type ?? 0;
  const workdays = type === 7;
  const freq = workdays ? 'DAILY' : frequency[type];
  if (!freq) throw new WecomError(90465);
  const custom = r.is_custom_repeat ?? false;
  if (custom && !workdays && r.repeat_interval === undefined) throw new WecomError(90486);
  const interval = custom ? (r.repeat_interval ?? 1) : 1;
  if (interval < 1 || interval > 999) throw new WecomError(90486);
  const [week, month] = [new Set(r.repeat_day_of_week), new Set(r.repeat_day_of_month)];
  if ([...week].some((d) => d < 1 || d > 7)) throw new WecomError(90467);
  if ([...month].some((d) => d < 1 || d > 31)) throw new WecomError(90487);
  if (r.repeat_until !== undefined && r.repeat_until < from)
    throw new WecomError(40058, 'repeat_until before start_time');
  const parts = [
    `FREQ=${freq}`,
    ...(interval > 1 && !workdays ? [`INTERVAL=${interval}`] : []),
    ...(custom && freq === 'WEEKLY' && week.size
      ? [`BYDAY=${[...week].map((d) => days[d - 1]).join(',')}`]
      : []),
    ...(custom && freq === 'MONTHLY' && month.size
      ? [`BYMONTHDAY=${[...month].toSorted((a, b) => a - b).join(',')}`]
      : []),
    ...(r.repeat_until ? [`UNTIL=${untilOf(r.repeat_until, zone)}`] : []),
  ];
  return { rule: parts.join(';'), workdays };
}

const stamp = (at: Date) => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
/** The whole of the last day counts. */
const untilOf = (until: number, zone: string) =>
  stamp(new Date((secondsOf(`${wallOf(until, zone, 'day')}T23:59`, zone) + 59) * 1000));

function remindIn(r: Reminders): number[] {
  if (!r.is_remind) return [];
  const before = r.remind_before_event_secs ?? 0;
  if (r.remind_time_diffs.length === 0 && !fixedAhead.includes(before)) throw new WecomError(90471);
  const diffs = r.remind_time_diffs.length > 0 ? r.remind_time_diffs : [-before];
  if (diffs.length > 5 || diffs.some((d) => d < -604_800 || d > 86_399)) throw new WecomError(90704);
  return [...new Set(diffs.map((d) => Math.round(-d / 60) || 0))];
}

const kinds = Object.fromEntries(Object.entries(frequency).map(([no, freq]) => [freq, Number(no)]));

/** What the vendor says of when an event is, and of its reminders. */
export function timesOut(e: ProgramEvent) {
  const [start, end] = [instantOf(e.startLocal, e.zone), instantOf(e.endLocal, e.zone)];
  const from = seconds(start);
  const rule = Object.fromEntries((e.rule ?? '').split(';').map((p) => p.split('='))) as Record<
    string,
    string
  >;
  const ahead = (e.remind[0] ?? 0) * 60;
  return {
    start_time: from,
    end_time: seconds(end) - (e.allDay ? 1 : 0),
    is_whole_day: e.allDay ? 1 : 0,
    reminders: {
      is_remind: e.remind.length > 0 ? 1 : 0,
      remind_before_event_secs: fixedAhead.includes(ahead) ? ahead : 0,
      remind_time_diffs: e.remind.map((m) => -m * 60 || 0),
      is_repeat: e.rule || e.workdays ? 1 : 0,
      repeat_type: e.workdays ? 7 : (kinds[rule['FREQ'] ?? ''] ?? 0),
      is_custom_repeat: rule['INTERVAL'] || rule['BYDAY'] || rule['BYMONTHDAY'] ? 1 : 0,
      repeat_interval: Number(rule['INTERVAL'] ?? 1),
      repeat_day_of_week: (rule['BYDAY'] ?? '').split(',').flatMap((d) => {
        const no = days.indexOf(d.slice(-2)) + 1;
        return no ? [no] : [];
      }),
      repeat_day_of_month: (rule['BYMONTHDAY'] ?? '')
        .split(',')
        .map(Number)
        .filter((d) => d > 0),
      repeat_until: untilSeconds(rule['UNTIL']),
      timezone: hoursOf(e.zone, from),
      exclude_time_list: e.without.map((at) => ({ start_time: seconds(at) })),
    },
  };
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const untilSeconds = (until: string | undefined) =>
  until
    ? Math.floor(
        Date.parse(
          until.replace(
            /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/,
            (_, y, m, d, h = '23', n = '59', s = '59') => `${y}-${m}-${d}T${h}:${n}:${s}Z`,
          ),
        ) / 1000,
      )
    : 0;
