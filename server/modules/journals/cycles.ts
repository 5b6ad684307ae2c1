// Cycles as they begin, run and close, and the row that everybody asked has in each.
import type { JournalCycle } from '@teahouse/contract/journals';
import type { JournalCycleId, JournalTemplateId, MemberId } from '@teahouse/contract/ids';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { onLeave } from '../attendance/index.ts';
import { instantOf, workingDays } from '../calendar/index.ts';
import { corpZone, membersOfSet } from '../directory/index.ts';
import { awayThroughout, dayAfter, runningCycles } from './journals.rules.ts';
import { type JournalTemplate, scopeOf, templatesOf } from './templates.ts';

export interface CycleRow {
  id: JournalCycleId;
  template_id: JournalTemplateId;
  starts_on: string;
  ends_on: string;
  due_at: Date;
  closed_at: Date | null;
}
export const CYCLE = 'c.id, c.template_id, c.starts_on, c.ends_on, c.due_at, c.closed_at';

export const toCycle = (c: CycleRow): JournalCycle => ({
  id: c.id,
  templateId: c.template_id,
  startsOn: c.starts_on,
  endsOn: c.ends_on,
  dueAt: c.due_at.toISOString(),
});

/** Begins the cycles whose time has come, and closes those that are due. Whoever reads cycles calls this first; a repeat does nothing. */
export async function keepCycles(work: Work): Promise<void> {
  const templates = await templatesOf(work, 'all');
  if (templates.length === 0) return;
  const zone = await corpZone(work);
  const works = await workingDays(work);
  for (const template of templates.filter((t) => !t.retired))
    for (const cycle of runningCycles(template.facts.schedule, zone, work.now, works)) {
      const minutes = template.facts.schedule.remindMinutes;
      const remindAt = minutes === null ? null : new Date(cycle.dueAt.getTime() - minutes * 60_000);
      const [made] = await work.sql<CycleRow>(
        `insert into journal_cycles as c (corp_id, id, template_id, starts_on, ends_on, due_at, remind_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict on constraint journal_cycles_start do nothing returning ${CYCLE}`,
        [work.corpId, newId('jcy'), template.id, cycle.startsOn, cycle.endsOn, cycle.dueAt, remindAt],
      );
      if (made) await askEverybody(work, made, template);
    }
  await closeDue(work, zone, works);
}

/** Whoever is in scope has a row; whoever no longer is, and has not reported, has none. */
export async function askEverybody(
  work: Work,
  cycle: CycleRow,
  { facts }: Pick<JournalTemplate, 'facts'>,
): Promise<void> {
  const asked = (await membersOfSet(work, scopeOf(facts), 'all')).filter((id) => !facts.exempt.includes(id));
  await work.sql(
    `delete from journal_duties where corp_id = $1 and cycle_id = $2 and state = 'pending' and member_id <> all($3)`,
    [work.corpId, cycle.id, asked],
  );
  await work.sql(
    `insert into journal_duties (corp_id, cycle_id, member_id) select $1, $2, m from unnest($3::text[]) m order by m
     on conflict do nothing`,
    [work.corpId, cycle.id, asked],
  );
}

async function closeDue(work: Work, zone: string, works: (day: string) => boolean): Promise<void> {
  const due = await work.sql<CycleRow>(
    `select ${CYCLE} from journal_cycles c where c.corp_id = $1 and c.closed_at is null and c.due_at < $2
      order by c.due_at limit 50 for update skip locked`,
    [work.corpId, work.now],
  );
  if (due.length === 0) return;
  const templates = new Map(
    (await templatesOf(work, [...new Set(due.map((c) => c.template_id))])).map((t) => [t.id, t]),
  );
  for (const cycle of due) {
    const template = templates.get(cycle.template_id);
    if (template && !template.retired) await askEverybody(work, cycle, template);
    await work.sql(
      `update journal_duties set state = 'missing' where corp_id = $1 and cycle_id = $2 and state = 'pending'`,
      [work.corpId, cycle.id],
    );
    await excuseAway(work, cycle, zone, works);
    await work.sql('update journal_cycles set closed_at = $3 where corp_id = $1 and id = $2', [
      work.corpId,
      cycle.id,
      work.now,
    ]);
  }
}

/** Who was on leave throughout is not missing; leave that is granted afterwards counts too, whenever somebody looks. */
export async function excuseAway(
  work: Work,
  cycle: CycleRow,
  zone: string,
  works: (day: string) => boolean,
): Promise<void> {
  const missing = await work.sql<{ member_id: MemberId }>(
    `select member_id from journal_duties where corp_id = $1 and cycle_id = $2 and state = 'missing'`,
    [work.corpId, cycle.id],
  );
  if (missing.length === 0) return;
  const spans = await onLeave(
    work,
    missing.map((m) => m.member_id),
    instantOf(cycle.starts_on, zone),
    instantOf(dayAfter(cycle.ends_on, 1), zone),
  );
  const away = missing
    .map((m) => m.member_id)
    .filter((id) =>
      awayThroughout(
        { startsOn: cycle.starts_on, endsOn: cycle.ends_on },
        spans.filter((s) => s.memberId === id),
        zone,
        works,
      ),
    );
  if (away.length)
    await work.sql(
      `update journal_duties set state = 'excused' where corp_id = $1 and cycle_id = $2 and state = 'missing' and member_id = any($3)`,
      [work.corpId, cycle.id, away],
    );
}
