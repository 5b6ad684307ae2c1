import { journals, type JournalState } from '@teahouse/contract/journals';
import type { JournalId, JournalTemplateId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { workingDays } from '../calendar/index.ts';
import { corpZone } from '../directory/index.ts';
import { CYCLE, type CycleRow, excuseAway, keepCycles, toCycle } from './cycles.ts';
import { guarded } from './journals.rules.ts';
import { receiversOf } from './receivers.ts';
import { ensureBuiltIn, type JournalTemplate, templatesOf } from './templates.ts';

const manages = (work: Work, { facts }: JournalTemplate) => facts.managers.includes(actingMember(work));

/** Templates whose journals reach the actor or would, and those they manage. */
async function templatesISee(work: Work): Promise<JournalTemplate[]> {
  const me = actingMember(work);
  const had = new Set(
    (
      await work.sql<{ id: JournalTemplateId }>(
        `select distinct j.template_id id from journal_receivers r join journals j on j.corp_id = $1 and j.id = r.journal_id
          where r.corp_id = $1 and r.member_id = $2`,
        [work.corpId, me],
      )
    ).map((r) => r.id),
  );
  const [led] = await work.sql<{ leads: boolean }>(
    `select exists (select from members m where m.corp_id = $1 and m.manager_id = $2 and m.status = 'active')
         or exists (select from department_members x where x.corp_id = $1 and x.member_id = $2 and x.leader) leads`,
    [work.corpId, me],
  );
  return (await templatesOf(work, 'all')).filter(
    (t) =>
      had.has(t.id) ||
      manages(work, t) ||
      t.facts.receivers.some((r) => (r.by === 'user' ? r.ids.includes(me) : r.by !== 'chat' && led?.leads)),
  );
}

export const listJournalCycles = implement(journals.listJournalCycles, async (work, { templateId }) => {
  await ensureBuiltIn(work);
  await keepCycles(work);
  const seen = await templatesISee(work);
  if (templateId && !seen.some((t) => t.id === templateId)) fail('journals.template_not_found');
  const cycles = await work.sql<CycleRow>(
    `select ${CYCLE} from journal_cycles c where c.corp_id = $1 and c.template_id = $2 order by c.starts_on desc limit 62`,
    [work.corpId, templateId ?? ''],
  );
  return {
    templates: seen.map((t) => ({
      id: t.id,
      name: t.facts.name,
      en: t.facts.en,
      managed: manages(work, t),
    })),
    cycles: cycles.map(toCycle),
  };
});

interface Duty {
  member_id: MemberId;
  state: JournalState;
  journal_id: JournalId | null;
  submitted_at: Date | null;
  /** what they reported was given to the one who asks */
  mine: boolean;
}

export const getJournalCycle = implement(journals.getJournalCycle, async (work, { cycleId }) => {
  await keepCycles(work);
  const me = actingMember(work);
  const [cycle] = await work.sql<CycleRow>(
    `select ${CYCLE} from journal_cycles c where c.corp_id = $1 and c.id = $2`,
    [work.corpId, cycleId],
  );
  const template = cycle && (await templatesISee(work)).find((t) => t.id === cycle.template_id);
  if (!cycle || !template) return fail('journals.cycle_not_found');
  if (cycle.closed_at) await excuseAway(work, cycle, await corpZone(work), await workingDays(work));
  const duties = await work.sql<Duty>(
    `select d.member_id, d.state, j.id journal_id, j.submitted_at, exists (
        select from journal_receivers r where r.corp_id = $1 and r.journal_id = j.id and r.member_id = $3) mine
       from journal_duties d left join journals j
         on j.corp_id = $1 and j.cycle_id = d.cycle_id and j.author_id = d.member_id and j.submitted_at is not null
      where d.corp_id = $1 and d.cycle_id = $2 order by d.member_id`,
    [work.corpId, cycleId, me],
  );
  // Those who have not reported are named to whoever would receive it.
  const silent = duties.filter((d) => !d.journal_id).map((d) => d.member_id);
  const would = await receiversOf(work, template.facts, silent);
  const named = duties.filter(
    (d) => manages(work, template) || d.mine || (would.get(d.member_id) ?? []).includes(me),
  );
  const others = duties.filter((d) => !named.includes(d) && d.member_id !== me);
  return {
    cycle: toCycle(cycle),
    people: named.map((d) => ({
      memberId: d.member_id,
      state: d.state,
      submittedAt: d.submitted_at?.toISOString() ?? null,
      journalId: d.mine ? d.journal_id : null,
    })),
    others: others.length ? guarded(others.map((d) => d.state)) : null,
  };
});
