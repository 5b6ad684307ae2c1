// A program decides a step: it hears of the request or asks for it, answers through our own interface, and people go on from there.
import { randomUUID } from 'node:crypto';
import { approvals } from '@teahouse/contract/approvals';
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { Flow } from '@teahouse/contract/approvals-shapes';
import { appsAdmin } from '@teahouse/contract/apps';
import type { AppScope } from '@teahouse/contract/app-scopes';
import { callbacks } from '@teahouse/contract/callbacks';
import type { ApprovalId, ApprovalTemplateId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConnectedApp, connectApp } from '../../../../sdk/src/app.ts';
import { type Receiver, receiveCallbacks } from '../../../testing/callback-receiver/receive-callbacks.ts';
import { upload } from '../../../testing/upload.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let corp: Company;
let lin: Person;
let boss: Person;
let budget: ConnectedApp & { id: `app_${string}` };
let receiver: Receiver;
let templateId: ApprovalTemplateId;

beforeAll(async () => {
  world = await openWorld({ env: { OUTSIDE_ALLOW: '127.0.0.1' } });
  corp = await world.company();
  [lin, boss] = [await corp.hire('林小雨'), await corp.hire('经理')];
  budget = await program('预算', ['office.write', 'files']);
  const { corpCode } = (await corp.owner.call(appsAdmin.adminApps, {})).body;
  receiver = await receiveCallbacks(corpCode);
  const { url, token, aesKey } = receiver;
  const set = { appId: budget.id, url, token, aesKey, format: 'json' as const };
  expect((await corp.owner.call(callbacks.setCallback, set)).status).toBe(200);
  templateId = await publish({});
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

async function program(name: string, scopes: AppScope[]): Promise<ConnectedApp & { id: `app_${string}` }> {
  const { id, no } = (await corp.owner.call(appsAdmin.createApp, { name })).body;
  await corp.owner.call(appsAdmin.changeApp, { appId: id, scopes });
  const { secret } = (await corp.owner.call(appsAdmin.showAppSecret, { appId: id })).body;
  const { corpCode } = (await corp.owner.call(appsAdmin.adminApps, {})).body;
  const now = () => world.clock.now.getTime();
  return { id, ...connectApp({ base: world.url, corpId: corpCode, agentId: no, secret, now }) };
}

const flowWith = (more: object) =>
  Flow.parse({
    form: [
      { id: 'n', kind: 'number', label: '数量', required: true },
      { id: 'paper', kind: 'file', label: '单据', multi: true },
    ],
    nodes: [
      { kind: 'program', id: 'check', name: '预算检查', appId: budget.id, ...more },
      { kind: 'approve', id: 'boss', name: '经理', who: [{ by: 'user', ids: [boss.id] }] },
    ],
    settings: {},
  });
async function publish(more: object): Promise<ApprovalTemplateId> {
  const made = await corp.owner.call(approvalsAdmin.createTemplate, { name: '领用', flow: flowWith(more) });
  const { id } = made.body;
  expect((await corp.owner.call(approvalsAdmin.publishTemplate, { templateId: id })).status).toBe(200);
  return id;
}
const submit = async (form: object = { n: '3' }, of = templateId) =>
  (await lin.call(approvals.submitApproval, { cid: randomUUID(), templateId: of, form: { ...form } })).body
    .id;
const detail = async (approvalId: ApprovalId, who = lin) =>
  (await who.call(approvals.getApproval, { approvalId })).body;
const asked = async () => (await budget.api.approvalsPrograms.listProgramQuestions({})).questions;
const questionOn = async (id: ApprovalId) => (await asked()).find((q) => q.approvalId === id)!;
const answer = (taskId: `aptk_${string}`, how: 'approve' | 'reject', by = budget) =>
  by.api.approvalsPrograms
    .answerProgramQuestion({ taskId, how, comment: '余额 5 万' })
    .catch((e: unknown) => e as { code: string });

test('an app that a flow asks stays until the flow lets it go and its open requests end', async () => {
  const other = await program('核价', ['office.write']);
  const made = await corp.owner.call(approvalsAdmin.createTemplate, {
    name: '询价',
    flow: flowWith({ appId: other.id }),
  });
  const of = made.body.id;
  await corp.owner.call(approvalsAdmin.publishTemplate, { templateId: of });
  const approvalId = await submit({ n: '1' }, of);
  const remove = () => corp.owner.call(appsAdmin.removeApp, { appId: other.id });
  const refused = (await remove()).body.error;
  expect(refused?.code).toBe('apps.asked_by_flows');
  expect(refused?.text).toContain('询价');
  expect(refused?.text).not.toContain('领用');

  await corp.owner.call(approvalsAdmin.retireTemplate, { templateId: of, retired: true });
  expect((await remove()).body.error?.code).toBe('apps.asked_by_flows');
  await lin.call(approvals.actOnApproval, { approvalId, cid: randomUUID(), act: { do: 'withdraw' } });
  expect((await remove()).status).toBe(200);
});

test('the program is told, reads the request with its files, and its yes brings it to people', async () => {
  const paper = (await upload(world.house, lin, '单据.txt', Buffer.from('三十件'))).fileId;
  const id = await submit({ n: '3', paper: [paper] });
  await world.settle();
  const question = await questionOn(id);
  expect(question).toMatchObject({
    title: '领用',
    step: '预算检查',
    applicantId: lin.id,
    form: { n: '3' },
    files: [paper],
    dueAt: null,
  });
  expect(receiver.heard('approval_question').map((plain) => JSON.parse(plain) as object)).toMatchObject([
    { Event: 'approval_question', TaskId: question.taskId, SpNo: question.no },
  ]);
  expect(await (await budget.fetch(`${world.url}/api/files/${paper}`)).text()).toBe('三十件');
  expect((await boss.call(approvals.countApprovals, {})).body.todo).toBe(0);
  expect((await detail(id)).steps[0]).toMatchObject({
    kind: 'program',
    state: 'active',
    people: [],
    program: { state: 'open' },
  });

  expect(await answer(question.taskId, 'approve')).toEqual({ approvalId: id });
  expect(await answer(question.taskId, 'approve')).toEqual({ approvalId: id });
  expect(await answer(question.taskId, 'reject')).toMatchObject({ code: 'approvals.already_over' });
  expect((await boss.call(approvals.countApprovals, {})).body.todo).toBe(1);
  expect((await detail(id)).steps[0]).toMatchObject({
    state: 'passed',
    program: { state: 'approved', comment: '余额 5 万' },
  });
  // A manager neither stands in for a program nor is asked in its place.
  const { task } = await detail(id, boss);
  expect(task!.returnTo).toEqual([{ id: 'start', name: '', en: null }]);
});

test('its no refuses the request; what is withdrawn asks no more, and others are not asked at all', async () => {
  const id = await submit();
  const other = await program('别的', ['office.write']);
  const { taskId } = await questionOn(id);
  expect((await other.api.approvalsPrograms.listProgramQuestions({})).questions).toEqual([]);
  expect(await answer(taskId, 'approve', other)).toMatchObject({ code: 'approvals.not_your_task' });
  await answer(taskId, 'reject');
  expect((await detail(id)).status).toBe('rejected');
  const second = await submit();
  const { taskId: later } = await questionOn(second);
  await lin.call(approvals.actOnApproval, {
    approvalId: second,
    cid: randomUUID(),
    act: { do: 'withdraw' },
  });
  expect(await asked()).toEqual([]);
  expect(await answer(later, 'approve')).toMatchObject({ code: 'approvals.already_over' });
});

test('where it is silent for too long the flow goes on as it says, and shows that nobody answered', async () => {
  const impatient = await publish({ due: { hours: 2, what: 'pass' } });
  const id = await submit({ n: '3' }, impatient);
  expect((await questionOn(id)).dueAt).not.toBeNull();
  world.clock.now = new Date(world.clock.now.getTime() + 2 * 3_600_000 + 61_000);
  await world.settle();
  expect((await detail(id)).steps[0]).toMatchObject({
    state: 'passed',
    program: { state: 'approved', auto: 'due' },
  });
});

test('a flow that asks no program, or one that could not answer, is not published', async () => {
  const mute = await program('没有权限', ['office.read']);
  const { id } = (
    await corp.owner.call(approvalsAdmin.createTemplate, { name: '领用', flow: flowWith({ appId: mute.id }) })
  ).body;
  const faults = async () =>
    (await corp.owner.call(approvalsAdmin.adminTemplate, { templateId: id })).body.faults;
  expect(await faults()).toEqual([{ code: 'silent_program', at: 'check', where: 'check' }]);
  expect((await corp.owner.call(approvalsAdmin.publishTemplate, { templateId: id })).status).toBe(409);
  const { programs } = (await corp.owner.call(approvalsAdmin.adminTemplate, { templateId: id })).body;
  expect(programs).toEqual([{ id: budget.id, name: '预算' }, expect.objectContaining({ name: '别的' })]);
  const flow = flowWith({ appId: '' });
  const saved = await corp.owner.call(approvalsAdmin.saveTemplate, {
    templateId: id,
    name: '领用',
    en: null,
    about: '',
    flow,
  });
  expect(saved.body.faults).toEqual([{ code: 'no_program', at: 'check', where: 'check' }]);
});
