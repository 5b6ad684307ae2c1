import { randomUUID } from 'node:crypto';
import { approvals } from '@teahouse/contract/approvals';
import { approvalComments } from '@teahouse/contract/approval-comments';
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import type { Flow } from '@teahouse/contract/approvals-shapes';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { ApprovalId, ApprovalTemplateId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publishRowsForm } from '../../testing/rows-form.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { onSettled, onSubmitted } from './index.ts';

let world: World;
let corp: Company;
let wang: Person;
let boss: Person;
let zhou: Person;
const heard: string[] = [];
beforeAll(async () => {
  world = await openWorld();
  onSubmitted('out', async (_work, a) => void heard.push(`submitted ${a.kind}`));
  onSettled('out', async (work, a) => {
    heard.push(
      `${a.outcome} ${String(a.form['place'])} ${String((await work.sql('select 1 one'))[0] !== undefined)}`,
    );
  });
});
afterAll(() => world.close());
beforeEach(async () => {
  corp = await world.company();
  [wang, boss, zhou] = [await corp.hire('王'), await corp.hire('经理'), await corp.hire('周')];
  await corp.owner.call(directoryAdmin.changeMember, { memberId: wang.id, managerId: boss.id });
});

async function templateOf(kind: string, who = wang): Promise<ApprovalTemplateId> {
  const { body } = await who.call(approvals.listTemplates, {});
  return body.templates.find((t) => t.kind === kind)!.id;
}
const days = { start: '2026-06-10T00:00', end: '2026-06-11T12:00', type: 'annual' };
const leave = (form: object = {}) => ({ leave: days, reason: '回家', ...form });
async function submit(kind: string, form: Record<string, unknown>, cid = randomUUID(), picks = {}) {
  return await wang.call(approvals.submitApproval, { cid, templateId: await templateOf(kind), form, picks });
}
const box = async (who: Person, name: 'todo' | 'done' | 'mine' | 'cc') =>
  (await who.call(approvals.listApprovals, { box: name })).body.approvals;
const taskOf = async (who: Person, id: ApprovalId) =>
  (await who.call(approvals.getApproval, { approvalId: id })).body.task!.id;
const act = async (who: Person, approvalId: ApprovalId, what: object, cid = randomUUID()) =>
  await who.call(approvals.actOnApproval, { approvalId, cid, act: what as never });

test('a leave goes to the manager, who approves; everybody sees what became of it', async () => {
  const made = await submit('leave', leave());
  expect(made.body).toMatchObject({ status: 'running', no: expect.stringMatching(/^\d{8}0001$/) });
  const [waiting] = await box(boss, 'todo');
  expect(waiting).toMatchObject({ title: '请假', titleEn: 'Leave', applicantId: wang.id, agents: [boss.id] });
  expect(waiting?.summary[0]?.value).toMatchObject({ duration: '1.5' });
  expect((await boss.call(approvals.countApprovals, {})).body).toEqual({ todo: 1, cc: 0 });
  const done = await act(boss, made.body.id, { do: 'approve', taskId: waiting!.task!.id, comment: '同意' });
  expect(done.body).toEqual({ status: 'approved' });
  expect(await box(boss, 'todo')).toEqual([]);
  expect(await box(boss, 'done')).toHaveLength(1);
  expect((await box(wang, 'mine'))[0]).toMatchObject({ status: 'approved' });
  const { body } = await wang.call(approvals.getApproval, { approvalId: made.body.id });
  expect(body.steps[0]).toMatchObject({
    state: 'passed',
    people: [{ member: boss.id, state: 'approved', comment: '同意' }],
  });
  await world.settle();
  const { body: chats } = await wang.call(messaging.listChats, {});
  expect(JSON.stringify(chats)).toContain('你的请假已通过');
});

test('a repeat of a submission or an act changes nothing', async () => {
  const cid = randomUUID();
  const [one, two] = await Promise.all([submit('leave', leave(), cid), submit('leave', leave(), cid)]);
  expect(one.body.id).toBe(two.body.id);
  const taskId = await taskOf(boss, one.body.id);
  const again = randomUUID();
  for (let i = 0; i < 2; i++)
    expect((await act(boss, one.body.id, { do: 'approve', taskId }, again)).body.status).toBe('approved');
  expect((await act(boss, one.body.id, { do: 'approve', taskId })).body.error?.code).toBe(
    'approvals.already_over',
  );
});

test('two who decide at once: one word counts', async () => {
  const { body } = await submit('leave', leave());
  const taskId = await taskOf(boss, body.id);
  const both = await Promise.all([
    act(boss, body.id, { do: 'approve', taskId }),
    act(wang, body.id, { do: 'withdraw' }),
  ]);
  expect(both.filter((a) => a.status === 200)).toHaveLength(1);
});

test('a stranger hears that there is no such request, and nobody decides for another', async () => {
  const { body } = await submit('leave', leave());
  const taskId = await taskOf(boss, body.id);
  expect((await zhou.call(approvals.getApproval, { approvalId: body.id })).body.error?.code).toBe(
    'approvals.not_found',
  );
  expect((await act(zhou, body.id, { do: 'approve', taskId })).body.error?.code).toBe('approvals.not_found');
  expect((await act(wang, body.id, { do: 'approve', taskId })).body.error?.code).toBe(
    'approvals.not_your_task',
  );
});

test('the form is checked against its controls, field by field', async () => {
  const refused = await submit('leave', { leave: { ...days, end: '2026-06-09T00:00' } });
  expect(refused.body.error).toMatchObject({
    code: 'approvals.bad_form',
    fields: [{ path: 'leave' }, { path: 'reason' }],
  });
  const templateId = await publishRowsForm(corp.owner);
  const form = {
    items: [
      { type: ['meal'], day: '2026-06-01', amount: { minor: '10', cur: 'CNY' } },
      { type: ['meal'], day: '2026-06-01', amount: { minor: '20', cur: 'CNY' } },
    ],
    total: '999999',
  };
  const sums = await wang.call(approvals.submitApproval, { cid: randomUUID(), templateId, form, picks: {} });
  const { body } = await wang.call(approvals.getApproval, { approvalId: sums.body.id });
  expect(body.form['total']).toBe('0.3');
});

test('the plain expense form of earlier versions gives way to claims, and still works', async () => {
  const templateId = await templateOf('purchase');
  await world.house.db.asOwner(`update approval_templates set kind = 'expense' where id = '${templateId}'`);
  const kinds = async () =>
    (await wang.call(approvals.listTemplates, {})).body.templates.map((t) => t.kind as string);
  expect(await kinds()).not.toContain('expense');
  const items = [{ name: '茶杯', count: '2', price: { minor: '900', cur: 'CNY' } }];
  const form = { what: '茶具', items, amount: { minor: '1800', cur: 'CNY' } };
  const old = await wang.call(approvals.submitApproval, { cid: randomUUID(), templateId, form, picks: {} });
  expect(old.body.status).toBe('running');
  const all = (await corp.owner.call(approvalsAdmin.adminTemplates, {})).body.templates;
  const claim = all.find((t) => t.kind === 'claim')!;
  await corp.owner.call(approvalsAdmin.retireTemplate, { templateId: claim.id, retired: true });
  expect(await kinds()).toContain('expense');
  // A company that starts today never meets it.
  expect(
    (await (await world.company()).owner.call(approvals.listTemplates, {})).body.templates,
  ).not.toContainEqual(expect.objectContaining({ kind: 'expense' }));
});

test('the preview names who will be asked, as the form decides', async () => {
  const templateId = await templateOf('leave');
  const ask = async (end: string) =>
    (await wang.call(approvals.previewApproval, { templateId, form: leave({ leave: { ...days, end } }) }))
      .body;
  expect((await ask('2026-06-11T00:00')).steps.map((s) => s.id)).toEqual(['manager']);
  const long = await ask('2026-06-20T00:00');
  expect(long.steps.map((s) => [s.id, s.people.map((p) => p.member)])).toEqual([
    ['manager', [boss.id]],
    ['second', [boss.id]],
  ]);
  const empty = await wang.call(approvals.previewApproval, { templateId, form: {} });
  expect(empty.body.missing).toBe('leave');
});

test('sent back, changed, submitted again, refused', async () => {
  const { body } = await submit('leave', leave());
  await act(boss, body.id, {
    do: 'return',
    taskId: await taskOf(boss, body.id),
    to: 'start',
    comment: '写清楚',
  });
  expect((await box(wang, 'mine'))[0]?.status).toBe('returned');
  await act(wang, body.id, { do: 'resubmit', form: leave({ reason: '看望父母' }) });
  await act(boss, body.id, { do: 'reject', taskId: await taskOf(boss, body.id) });
  const seen = await wang.call(approvals.getApproval, { approvalId: body.id });
  expect(seen.body).toMatchObject({ status: 'rejected', form: { reason: '看望父母' } });
});

test('a colleague is added before, then the request is passed on', async () => {
  const { body } = await submit('leave', leave());
  const first = await taskOf(boss, body.id);
  await act(boss, body.id, { do: 'addSign', taskId: first, how: 'before', members: [zhou.id] });
  expect(await box(boss, 'todo')).toEqual([]);
  await act(zhou, body.id, { do: 'approve', taskId: await taskOf(zhou, body.id) });
  await act(boss, body.id, { do: 'transfer', taskId: await taskOf(boss, body.id), to: zhou.id });
  const last = await act(zhou, body.id, { do: 'approve', taskId: await taskOf(zhou, body.id) });
  expect(last.body.status).toBe('approved');
});

test('while the manager is away their deputy is asked, and both names stay', async () => {
  const [from, until] = [-1, 1].map((d) => new Date(Date.now() + d * 86_400_000).toISOString());
  await boss.call(approvals.addDelegation, { agent: zhou.id, from: from!, until: until!, templates: null });
  const { body } = await submit('leave', leave());
  await act(zhou, body.id, { do: 'approve', taskId: await taskOf(zhou, body.id) });
  const seen = await wang.call(approvals.getApproval, { approvalId: body.id });
  expect(seen.body.steps[0]?.people[0]).toMatchObject({
    member: zhou.id,
    principal: boss.id,
    state: 'approved',
  });
});

test('several are approved at once; what cannot be done is named', async () => {
  const later = { ...days, start: '2026-06-15T00:00', end: '2026-06-16T12:00' };
  const made = [await submit('leave', leave({ leave: later })), await submit('out', outForm())];
  const tasks = await Promise.all(
    made.map(async (m) => ({ approvalId: m.body.id, taskId: await taskOf(boss, m.body.id) })),
  );
  await act(wang, made[0]!.body.id, { do: 'withdraw' });
  const { body } = await boss.call(approvals.approveBatch, { cid: randomUUID(), how: 'approve', tasks });
  expect(body).toMatchObject({
    done: [made[1]!.body.id],
    refused: [{ approvalId: made[0]!.body.id, code: 'approvals.already_over' }],
  });
});

const outForm = () => ({
  span: { start: '2026-06-10T09:00', end: '2026-06-10T12:00' },
  place: '客户公司',
  reason: '拜访',
});
test('another module hears of a submission and its end inside the same transaction', async () => {
  heard.length = 0;
  const { body } = await submit('out', outForm());
  await act(boss, body.id, { do: 'approve', taskId: await taskOf(boss, body.id) });
  expect(heard).toEqual(['submitted out', 'approved 客户公司 true']);
});

test('a new version changes nothing that runs, and a flow with faults is not published', async () => {
  const templateId = await templateOf('seal');
  const form = { seal: ['corp'], doc: '合同', copies: '2', reason: '签约', files: [] };
  const { body } = await submit('seal', form);
  const { body: before } = await corp.owner.call(approvalsAdmin.adminTemplate, { templateId });
  const flow: Flow = structuredClone(before.flow) as Flow;
  (flow.nodes[0] as { who: unknown }).who = [{ by: 'user', ids: [zhou.id] }];
  const save = async (f: Flow) =>
    await corp.owner.call(approvalsAdmin.saveTemplate, {
      templateId,
      name: '用印',
      en: 'Seal',
      about: '',
      flow: f,
    });
  expect((await save({ ...flow, nodes: [] })).body.faults).toEqual([
    { code: 'no_approver', at: '', where: '' },
  ]);
  expect((await corp.owner.call(approvalsAdmin.publishTemplate, { templateId })).body.error?.code).toBe(
    'approvals.bad_flow',
  );
  await save(flow);
  expect((await corp.owner.call(approvalsAdmin.publishTemplate, { templateId })).body.version).toBe(2);
  expect((await wang.call(approvals.getApproval, { approvalId: body.id })).body).toMatchObject({
    version: 1,
    steps: [{ people: [{ member: boss.id }] }],
  });
  const next = await submit('seal', form);
  expect((await box(zhou, 'todo'))[0]?.id).toBe(next.body.id);
});

test('a step hides a field from its approver, and lets another be written', async () => {
  const templateId = await templateOf('salary');
  const { body: before } = await corp.owner.call(approvalsAdmin.adminTemplate, { templateId });
  const flow: Flow = structuredClone(before.flow) as Flow;
  const step = flow.nodes[0] as { fields: object };
  step.fields = { amount: 'hide', reason: 'write' };
  await corp.owner.call(approvalsAdmin.saveTemplate, { templateId, name: '调薪', en: null, about: '', flow });
  await corp.owner.call(approvalsAdmin.publishTemplate, { templateId });
  const { body } = await submit('salary', {
    who: [zhou.id],
    amount: { minor: '1234567', cur: 'CNY' },
    day: '2026-07-01',
    reason: '表现好',
  });
  const seen = await boss.call(approvals.getApproval, { approvalId: body.id });
  expect(JSON.stringify([seen.body, await box(boss, 'todo')])).not.toContain('1234567');
  const wrote = await act(boss, body.id, {
    do: 'approve',
    taskId: seen.body.task!.id,
    form: { reason: '表现很好' },
  });
  expect(wrote.status).toBe(200);
  const mine = await wang.call(approvals.getApproval, { approvalId: body.id });
  expect(mine.body.form).toMatchObject({ reason: '表现很好', amount: { minor: '1234567' } });
});

test('a task nobody looks at passes when its time has run out', async () => {
  const templateId = await templateOf('certificate');
  const { body: before } = await corp.owner.call(approvalsAdmin.adminTemplate, { templateId });
  const flow: Flow = structuredClone(before.flow) as Flow;
  (flow.nodes[0] as { due: object }).due = { hours: 1, what: 'pass' };
  await corp.owner.call(approvalsAdmin.saveTemplate, { templateId, name: '证明', en: null, about: '', flow });
  await corp.owner.call(approvalsAdmin.publishTemplate, { templateId });
  const { body } = await submit('certificate', { type: ['visa'], reason: '签证' });
  await world.settle();
  expect((await box(wang, 'mine'))[0]?.status).toBe('running');
  world.clock.now = new Date(Date.now() + 2 * 3_600_000);
  await world.settle();
  expect((await wang.call(approvals.getApproval, { approvalId: body.id })).body).toMatchObject({
    status: 'approved',
    steps: [{ people: [{ auto: 'due' }] }],
  });
});

test('a printed request is stamped with a code that tells how it stood; another code is refused', async () => {
  const { body } = await submit('leave', leave());
  const { body: seal } = await wang.call(approvals.sealApproval, { approvalId: body.id });
  expect(seal.url).toContain(`/approvals/verify/${seal.code}`);
  await act(boss, body.id, { do: 'approve', taskId: await taskOf(boss, body.id) });
  const seen = await boss.call(approvals.checkSeal, { code: seal.code });
  expect(seen.body).toMatchObject({
    no: body.no,
    printed: { seq: seal.seq, hash: seal.hash, status: 'running' },
    now: { status: 'approved' },
    unbroken: true,
  });
  expect((await zhou.call(approvals.checkSeal, { code: seal.code })).body.error?.code).toBe(
    'approvals.not_found',
  );
  const [id, seq, signed] = seal.code.split('~');
  for (const code of [
    `${id}~${seq}~${signed!.split('').toReversed().join('')}`,
    `${id}~${seal.seq + 1}~${signed}`,
    'x',
  ])
    expect((await boss.call(approvals.checkSeal, { code })).body.error?.code).toBe('approvals.bad_seal');
  await world.house.db.asOwner(
    `update approval_events set payload = payload || '{"form":{"reason":"forged"}}' where approval_id = $1 and seq = 1`,
    [body.id],
  );
  expect((await boss.call(approvals.checkSeal, { code: seal.code })).body.unbroken).toBe(false);
});

test('a comment is told to whoever asks and is asked, an answer to whoever it answers; signs come and go; strangers hear nothing', async () => {
  const { id: approvalId } = (await submit('leave', leave())).body;
  const say = async (who: Person, text: string, more: object = {}) => {
    const cid = randomUUID();
    world.clock.now = new Date(world.clock.now.getTime() + 1_000);
    const made = await who.call(approvalComments.commentApproval, { approvalId, cid, text, ...more });
    await who.call(approvalComments.commentApproval, { approvalId, cid, text, ...more });
    return made;
  };
  const first = (await say(boss, '哪天回来？')).body.id;
  const answer = await say(wang, '周四', { replyTo: first });
  expect(answer.status).toBe(200);
  for (const on of [true, true])
    await boss.call(approvalComments.reactToComment, {
      approvalId,
      commentId: answer.body.id,
      emoji: '👍',
      on,
    });
  const comments = async () => (await wang.call(approvals.getApproval, { approvalId })).body.comments;
  expect(await comments()).toMatchObject([
    { member: boss.id, text: '哪天回来？', replyTo: null, reactions: [] },
    { member: wang.id, text: '周四', replyTo: first, reactions: [{ emoji: '👍', members: [boss.id] }] },
  ]);
  const off = { approvalId, commentId: answer.body.id, emoji: '👍', on: false };
  await boss.call(approvalComments.reactToComment, off);
  expect((await comments())[1]!.reactions).toEqual([]);
  expect((await zhou.call(approvalComments.reactToComment, off)).status).toBe(404);
  expect((await say(boss, '好', { replyTo: randomUUID() })).body).toMatchObject({
    error: { code: 'approvals.comment_not_found' },
  });
  await world.settle();
  const lines = async (who: Person) => JSON.stringify((await who.call(messaging.listChats, {})).body);
  expect(await lines(wang)).toContain('经理评论了请假');
  expect(await lines(boss)).toContain('王回复了你在请假中的评论');
  expect(await lines(zhou)).not.toContain('评论');
});
