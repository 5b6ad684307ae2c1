import { randomUUID } from 'node:crypto';
import { approvals } from '@teahouse/contract/approvals';
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { Flow } from '@teahouse/contract/approvals-shapes';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { ApprovalTemplateId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import { checkFlow } from './check-flow.ts';

let world: World;
let corp: Company;
let wang: Person;
let boss: Person;
let zhou: Person;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());
beforeEach(async () => {
  corp = await world.company();
  [wang, boss, zhou] = [await corp.hire('王'), await corp.hire('经理'), await corp.hire('周')];
  await corp.owner.call(directoryAdmin.changeMember, { memberId: wang.id, managerId: boss.id });
});

const ask = (id: string, who: object[], more: object = {}) => ({
  kind: 'approve',
  id,
  name: id,
  who,
  ...more,
});
const byBoss = [{ by: 'manager', level: 1 }];
const flowOf = (nodes: object[], form: object[] = [{ id: 'n', kind: 'number', label: '数量' }]): Flow =>
  Flow.parse({ form, nodes, settings: {} });
const arm = (id: string, op: string, value: string, nodes: object[] = []) => ({
  id,
  when: { op, field: 'n', value },
  nodes,
});

async function publish(flow: Flow): Promise<ApprovalTemplateId> {
  const { body } = await corp.owner.call(approvalsAdmin.createTemplate, { name: '领用', flow });
  await corp.owner.call(approvalsAdmin.publishTemplate, { templateId: body.id });
  return body.id;
}
const save = async (who: Person, templateId: ApprovalTemplateId, flow: Flow, more: object = {}) =>
  await who.call(approvalsAdmin.saveTemplate, {
    templateId,
    name: '领用',
    en: null,
    about: '',
    flow,
    ...more,
  });

test('a draft is run over what was asked for lately, and tells which requests would go another way', async () => {
  const templateId = await publish(flowOf([ask('a', byBoss)]));
  for (const n of ['3', '30'])
    await wang.call(approvals.submitApproval, { cid: randomUUID(), templateId, form: { n } });
  const more = {
    kind: 'branch',
    id: 'b',
    arms: [arm('many', 'ge', '10', [ask('c', [{ by: 'user', ids: [zhou.id] }])])],
    else: [],
  };
  await save(corp.owner, templateId, flowOf([ask('a', byBoss, { name: '主管' }), more]));
  const { body } = await corp.owner.call(approvalsAdmin.rehearseTemplate, { templateId });
  expect(body).toMatchObject({ looked: 2, differing: 1, cut: false });
  expect(body.requests[0]).toMatchObject({
    applicantId: wang.id,
    before: { steps: [{ people: [boss.id] }], ends: 'approved' },
    after: { steps: [{ people: [boss.id] }, { people: [zhou.id] }], ends: 'approved' },
  });
  const needed = flowOf(
    [ask('a', byBoss)],
    [
      { id: 'n', kind: 'number', label: '数量' },
      { id: 'why', kind: 'text', label: '用途', required: true },
    ],
  );
  await save(corp.owner, templateId, needed);
  const again = await corp.owner.call(approvalsAdmin.rehearseTemplate, { templateId });
  expect(again.body.requests.map((r) => r.invalid)).toEqual([['用途'], ['用途']]);
});

test('who was given a template may change and publish it, and nothing else', async () => {
  const templateId = await publish(flowOf([ask('a', byBoss)]));
  expect((await save(zhou, templateId, flowOf([ask('a', byBoss)]))).body.error?.code).toBe(
    'approvals.template_not_found',
  );
  expect((await zhou.call(approvalsAdmin.adminTemplates, {})).body.templates).toEqual([]);
  await save(corp.owner, templateId, flowOf([ask('a', byBoss)]), { managers: [zhou.id], section: '行政' });
  const { body } = await zhou.call(approvalsAdmin.adminTemplates, {});
  expect(body.templates).toMatchObject([{ id: templateId, section: '行政', managers: [zhou.id] }]);
  await save(zhou, templateId, flowOf([ask('a', [{ by: 'self' }])]), { managers: [wang.id] });
  expect((await zhou.call(approvalsAdmin.publishTemplate, { templateId })).body.version).toBe(2);
  const seen = await zhou.call(approvalsAdmin.adminTemplate, { templateId });
  expect(seen.body).toMatchObject({ managers: [zhou.id], changed: false, version: 2 });
  const first = await zhou.call(approvalsAdmin.templateVersion, { templateId, version: 1 });
  expect(first.body.flow.nodes).toMatchObject([{ who: byBoss }]);
});

test('templates stand in the order an administrator gives them', async () => {
  const { body } = await corp.owner.call(approvalsAdmin.adminTemplates, {});
  const ids = body.templates.map((t) => t.id);
  const wanted = [ids[3]!, ids[0]!];
  await corp.owner.call(approvalsAdmin.arrangeTemplates, { ids: wanted });
  const shown = (await wang.call(approvals.listTemplates, {})).body.templates.map((t) => t.id);
  expect(shown.slice(0, 3)).toEqual([...wanted, ids[1]]);
});

test('what a flow names has to exist, and the fault says where', async () => {
  const gone = await corp.hire('离职');
  const flow = flowOf([ask('a', [{ by: 'user', ids: [gone.id, 'mbr_000000'] }])]);
  const templateId = await publish(flowOf([ask('a', byBoss)]));
  const { body } = await save(corp.owner, templateId, flow);
  expect(body.faults).toEqual([{ code: 'unknown_person', at: 'mbr_000000', where: 'a' }]);
});

test.each([
  ['an arm below another', [arm('x', 'ge', '5'), arm('y', 'ge', '10')], ['y']],
  ['two that cover it together', [arm('x', 'lt', '5'), arm('y', 'ge', '5'), arm('z', 'eq', '7')], ['z']],
  ['arms side by side', [arm('x', 'ge', '10'), arm('y', 'ge', '5')], []],
])('%s: an arm that is never taken is found', (_, arms, dead) => {
  const faults = checkFlow(flowOf([ask('a', byBoss), { kind: 'branch', id: 'b', arms, else: [] }]));
  expect(faults).toEqual(dead.map((id) => ({ code: 'arm_never_taken', at: id, where: id })));
});
