import type { JournalCycleId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import { system } from '../../kernel/work.ts';
import { instantOf, workingDays } from '../calendar/index.ts';
import { onLeave } from '../attendance/index.ts';
import { corpZone } from '../directory/index.ts';
import { askEverybody, CYCLE, type CycleRow, keepCycles } from './cycles.ts';
import { awayThroughout, dayAfter } from './journals.rules.ts';
import { templatesOf } from './templates.ts';
import { tellMembers } from './tell.ts';

/**
 * Begins and closes cycles, and reminds those who have not reported, once: the time is taken away in the transaction that asks for the
 * cards. Who is away is left in peace.
 */
export const remind = job('journals.remind', z.object({}), { everyMs: 60_000 }, (shift) =>
  shift.work(async (work) => {
    await keepCycles(work);
    const due = await work.sql<CycleRow>(
      `with struck as (
         select id from journal_cycles where corp_id = $1 and remind_at <= $2 order by remind_at limit 50 for update skip locked)
       update journal_cycles c set remind_at = null from struck s where c.corp_id = $1 and c.id = s.id returning ${CYCLE}`,
      [work.corpId, work.now],
    );
    if (due.length === 0) return;
    const zone = await corpZone(work);
    const works = await workingDays(work);
    for (const cycle of due.filter((c) => c.due_at > work.now)) {
      const [template] = await templatesOf(work, [cycle.template_id]);
      if (!template || template.retired) continue;
      await askEverybody(work, cycle, template);
      const rows = await work.sql<{ id: MemberId }>(
        `select member_id id from journal_duties where corp_id = $1 and cycle_id = $2 and state = 'pending' order by member_id`,
        [work.corpId, cycle.id],
      );
      const ids = rows.map((r) => r.id);
      const spans = await onLeave(
        work,
        ids,
        instantOf(cycle.starts_on, zone),
        instantOf(dayAfter(cycle.ends_on, 1), zone),
      );
      const span = { startsOn: cycle.starts_on, endsOn: cycle.ends_on };
      const to = ids.filter(
        (id) =>
          !awayThroughout(
            span,
            spans.filter((s) => s.memberId === id),
            zone,
            works,
          ),
      );
      await work.enqueue(tellMembers, {
        key: `${cycle.id} remind`,
        kind: 'remind',
        name: template.facts.name,
        en: template.facts.en,
        text: wallText(cycle.due_at, zone),
        path: `/journals/write/${cycle.id satisfies JournalCycleId}`,
        by: null,
        to,
      });
    }
  }, system),
);

/** 2026-06-01 20:00 */
const wallText = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);
