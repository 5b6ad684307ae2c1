import { calendar } from '@teahouse/contract/calendar';
import type { CalendarEventId, CalendarId } from '@teahouse/contract/ids';
import { errors } from '@teahouse/contract/errors';
import { Failure, fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { calendarToWrite } from '../calendar.access.ts';
import { endOf, instantOf, minutesBetween } from '../series.ts';
import { insertEvent, seriesColumns, seriesFrom } from '../write-event.ts';
import { fromIcs, type Read } from './from-ics.ts';

export const importIcs = implement(calendar.importIcs, async (work, { calendarId, ics }) => {
  await calendarToWrite(work, calendarId);
  const events = read(ics);
  const result = { added: 0, changed: 0, skipped: [] as { title: string; why: string }[] };
  for (const event of events) {
    try {
      result[await keep(work, calendarId, event)] += 1;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      result.skipped.push({ title: event.title, why: errors[error.code].zh });
    }
  }
  return result;
});

function read(ics: string): Read[] {
  try {
    return fromIcs(ics);
  } catch (error) {
    return fail('calendar.bad_ics', String(error));
  }
}

async function keep(work: Work, calendarId: CalendarId, event: Read): Promise<'added' | 'changed'> {
  // Everything that can be wrong with it is found before anything is written.
  const series = await seriesFrom(work, event);
  const changes = event.changes.filter(
    (c) => minutesBetween(c.start, c.end) >= 0 && c.start.length === series.startLocal.length,
  );
  const title = event.title.trim() || '(…)';
  const [known] = await work.sql<{ id: CalendarEventId }>(
    'select id from calendar_events where corp_id = $1 and calendar_id = $2 and uid = $3 for update',
    [work.corpId, calendarId, event.uid],
  );
  const { note, place, free, remind } = event;
  const facts = { title, note, place, free, remind, private: event.private };
  const id =
    known?.id ??
    (await insertEvent(
      work,
      { calendarId, organizer: actingMember(work) },
      series,
      { ...facts, attendees: [], roomId: null },
      event.uid,
    ));
  if (known)
    await work.db
      .updateTable('calendar_events')
      .set((eb) => ({
        ...facts,
        ...seriesColumns(series),
        changed_at: work.now,
        revision: eb('revision', '+', 1),
      }))
      .where('id', '=', id)
      .execute();
  await work.sql('delete from calendar_overrides where corp_id = $1 and event_id = $2', [work.corpId, id]);
  const rows = [
    ...event.cancelled.map((occurrence) => ({
      occurrence,
      cancelled: true,
      start: occurrence,
      minutes: series.minutes,
      title: null,
      note: null,
      place: null,
    })),
    ...changes.map((c) => ({ ...c, cancelled: false, minutes: minutesBetween(c.start, c.end) })),
  ];
  for (const r of rows)
    await work.db
      .insertInto('calendar_overrides')
      .values({
        event_id: id,
        occurrence: r.occurrence,
        cancelled: r.cancelled,
        title: r.title,
        note: r.note,
        place: r.place,
        start_local: r.start,
        minutes: r.minutes,
        starts_at: instantOf(r.start, series.zone),
        ends_at: endOf(r.start, r.minutes, series.zone),
      })
      .onConflict((c) => c.columns(['corp_id', 'event_id', 'occurrence']).doNothing())
      .execute();
  return known ? 'changed' : 'added';
}
