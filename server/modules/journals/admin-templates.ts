import {
  type AdminJournalTemplate,
  type JournalTemplateFacts,
  journalsAdmin,
} from '@teahouse/contract/journals-admin';
import type { ControlKind } from '@teahouse/contract/approvals-shapes';
import type { ChatId, DepartmentId, JournalTemplateId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { membersOfSet, namesOfSet } from '../directory/index.ts';
import { mySeat } from '../messaging/index.ts';
import { keepCycles } from './cycles.ts';
import { templateToChange } from './journals.access.ts';
import { ensureBuiltIn, type JournalTemplate, templatesOf } from './templates.ts';

async function shown(work: Work, t: JournalTemplate): Promise<AdminJournalTemplate> {
  const { departmentIds } = t.facts.scope;
  const { departments } = await namesOfSet(work, { all: false, memberIds: [], departmentIds, tagIds: [] });
  return {
    ...t.facts,
    id: t.id,
    retired: t.retired,
    departments: departments as { id: DepartmentId; name: string }[],
  };
}

export const listJournalTemplates = implement(journalsAdmin.listJournalTemplates, async (work) => {
  await ensureBuiltIn(work);
  const templates: AdminJournalTemplate[] = [];
  for (const t of await templatesOf(work, 'all')) templates.push(await shown(work, t));
  return { templates };
});

export const createJournalTemplate = implement(journalsAdmin.createJournalTemplate, async (work, facts) => {
  await ensureBuiltIn(work);
  await check(work, facts, []);
  const id = newId('jtp');
  await work.sql(
    `insert into journal_templates (corp_id, id, facts, sort, created_at)
     select $1, $2, $3, coalesce(max(sort), 0) + 1, $4 from journal_templates where corp_id = $1`,
    [work.corpId, id, JSON.stringify(facts), work.now],
  );
  await work.audit({ action: 'journals.template_created', object: id, detail: { name: facts.name } });
  await keepCycles(work);
  return await shown(work, { id, facts, retired: false });
});

export const changeJournalTemplate = implement(
  journalsAdmin.changeJournalTemplate,
  async (work, { templateId, ...facts }) => {
    const before = await templateToChange(work, templateId);
    await check(work, facts, chatsOf(before.facts));
    await work.sql('update journal_templates set facts = $3 where corp_id = $1 and id = $2', [
      work.corpId,
      templateId,
      JSON.stringify(facts),
    ]);
    await work.audit({
      action: 'journals.template_changed',
      object: templateId,
      detail: { name: facts.name },
    });
    await planAnew(work, templateId);
    return await shown(work, { ...before, facts });
  },
);

export const retireJournalTemplate = implement(
  journalsAdmin.retireJournalTemplate,
  async (work, { templateId, retired }) => {
    await templateToChange(work, templateId);
    await work.sql('update journal_templates set retired_at = $3 where corp_id = $1 and id = $2', [
      work.corpId,
      templateId,
      retired ? work.now : null,
    ]);
    await work.audit({ action: 'journals.template_retired', object: templateId, detail: { retired } });
    await planAnew(work, templateId);
    return {};
  },
);

/** Running cycles that nobody has begun to write for are planned as the template says now. */
async function planAnew(work: Work, templateId: JournalTemplateId): Promise<void> {
  await work.sql(
    `delete from journal_cycles c where c.corp_id = $1 and c.template_id = $2 and c.due_at > $3
        and not exists (select from journals j where j.corp_id = $1 and j.cycle_id = c.id)`,
    [work.corpId, templateId, work.now],
  );
  await keepCycles(work);
}

/** Controls whose meaning an approval gives them. */
const requestOnly: ReadonlySet<ControlKind> = new Set([
  'vacation',
  'attendance',
  'correction',
  'bank',
  'serial',
  'signature',
  'related',
  'record',
  'invoices',
]);

const chatsOf = (facts: JournalTemplateFacts): ChatId[] =>
  facts.receivers.flatMap((r) => (r.by === 'chat' ? [r.chatId] : []));

async function check(work: Work, facts: JournalTemplateFacts, chatsBefore: readonly ChatId[]): Promise<void> {
  const { controls, schedule, receivers, scope, exempt, managers } = facts;
  const ids = controls.map((c) => c.id);
  if (new Set(ids).size !== ids.length)
    fail('journals.bad_template', '', [{ path: 'controls', text: 'controls' }]);
  for (const c of controls) {
    const inside = c.children ?? [];
    if ([c, ...inside].some((x) => requestOnly.has(x.kind) || !x.label))
      fail('journals.bad_template', '', [{ path: 'controls', text: c.label || c.id }]);
    if (c.kind === 'select' && !c.options?.length)
      fail('journals.bad_template', '', [{ path: 'controls', text: c.label }]);
  }
  const monthly = schedule.rule.startsWith('FREQ=MONTHLY');
  if (monthly && Number(schedule.startsOn.slice(8)) > 28)
    fail('journals.bad_template', '', [{ path: 'startsOn', text: 'startsOn' }]);
  const named: MemberId[] = [
    ...receivers.flatMap((r) => (r.by === 'user' ? r.ids : [])),
    ...scope.memberIds,
    ...exempt,
    ...managers,
  ];
  const here = await membersOfSet(
    work,
    { all: false, memberIds: named, departmentIds: [], tagIds: [] },
    'all',
  );
  const known = new Set(here);
  if (receivers.some((r) => r.by === 'user' && r.ids.some((id) => !known.has(id))))
    fail('journals.unknown_member');
  // A chat that stood there before may be one the one who changes the rest has no seat in.
  for (const chatId of chatsOf(facts)) if (!chatsBefore.includes(chatId)) await mySeat(work, chatId);
  const wanted = new Set(scope.departmentIds);
  const { departments } = await namesOfSet(work, {
    all: false,
    memberIds: [],
    departmentIds: [...wanted],
    tagIds: [],
  });
  if (departments.length !== wanted.size) fail('directory.department_not_found');
}
