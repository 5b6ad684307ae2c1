// A calendar as programs read it that keep a copy: one file per event, and what changed since they last looked.
import type { CalendarEventId, CalendarId, MemberId } from '@teahouse/contract/ids';
import { grouped } from '../../../kernel/grouped.ts';
import type { Work } from '../../../kernel/work.ts';
import { briefsOf } from '../../directory/index.ts';
import { type EventRow, EVENT_COLUMNS, type OverrideRow } from '../event.present.ts';
import { takingPlace } from '../occurrences.ts';
import { toIcs } from './to-ics.ts';

/** A span this long is answered from the bounds of series, without looking at each of their times. */
const LONGEST_MS = 2 * 366 * 86_400_000;

export interface HeldCalendar {
  id: CalendarId;
  /** of a calendar without one, its owner's name */
  title: string;
  note: string;
  colour: string;
  /** counts every change of what is in it */
  changeNo: number;
}
export interface CalendarObject {
  id: CalendarEventId;
  changeNo: number;
  /** RFC 5545, with what single times of it say otherwise */
  ics: string;
}

/** The calendar that a secret address opens; undefined once it is no more. */
export async function heldCalendar(work: Work, calendarId: string): Promise<HeldCalendar | undefined> {
  const [row] = await work.sql<HeldCalendar & { ownerId: MemberId }>(
    `select id, title, note, coalesce(colour_code, colour) colour, change_no "changeNo", owner_id "ownerId"
       from calendars where corp_id = $1 and id = $2`,
    [work.corpId, calendarId],
  );
  if (!row) return undefined;
  const { ownerId, ...calendar } = row;
  const title = row.title || ((await briefsOf(work, [ownerId]))[0]?.name ?? '');
  return { ...calendar, title };
}

export interface WhichObjects {
  /** changed after this one */
  since?: number;
  ids?: readonly string[];
  /** taking place within; an end that is absent is open */
  span?: { from?: Date | undefined; to?: Date | undefined };
}

/** Events of a calendar; several conditions all have to hold. */
export async function calendarObjects(
  work: Work,
  calendarId: CalendarId,
  { since = -1, ids, span = {} }: WhichObjects,
): Promise<CalendarObject[]> {
  const { from, to } = span;
  const events = await work.sql<EventRow & { change_no: number }>(
    `select ${EVENT_COLUMNS}, e.change_no from calendar_events e
      where e.corp_id = $1 and e.calendar_id = $2 and e.change_no > $3 and ($4::text[] is null or e.id = any($4))
        and ($5::timestamptz is null or e.ends_at is null or e.ends_at >= $5
          or exists (select from calendar_overrides o where o.corp_id = $1 and o.event_id = e.id and o.ends_at > $5))
        and ($6::timestamptz is null or e.starts_at < $6
          or exists (select from calendar_overrides o where o.corp_id = $1 and o.event_id = e.id and o.starts_at < $6))
      order by e.id`,
    [work.corpId, calendarId, since, ids ?? null, from ?? null, to ?? null],
  );
  const seen =
    from && to && to.getTime() - from.getTime() <= LONGEST_MS
      ? new Set((await takingPlace(work, events, from, to)).map((t) => t.event.id))
      : undefined;
  const asked = seen ? events.filter((e) => seen.has(e.id)) : events;
  const changes = await work.sql<OverrideRow>(
    'select * from calendar_overrides where corp_id = $1 and event_id = any($2) order by occurrence',
    [work.corpId, asked.map((e) => e.id)],
  );
  const of = grouped(changes, (c) => c.event_id);
  return asked.map((event) => ({
    id: event.id,
    changeNo: event.change_no,
    ics: toIcs('', [{ event, changes: of.get(event.id) ?? [] }], work.now),
  }));
}

/** Events that went from a calendar after this change. */
export async function goneSince(
  work: Work,
  calendarId: CalendarId,
  since: number,
): Promise<CalendarEventId[]> {
  const rows = await work.sql<{ event_id: CalendarEventId }>(
    'select event_id from calendar_gone where corp_id = $1 and calendar_id = $2 and change_no > $3 order by change_no',
    [work.corpId, calendarId, since],
  );
  return rows.map((r) => r.event_id);
}
