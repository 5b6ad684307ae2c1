import { randomUUID } from 'node:crypto';
import { accounting } from '@teahouse/contract/accounting';
import { approvals } from '@teahouse/contract/approvals';
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { expenses } from '@teahouse/contract/expenses';
import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import { files } from '@teahouse/contract/files';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { act, decide } from '../../testing/decide.ts';
import { upload } from '../../testing/upload.ts';
import { type Person } from '../../testing/world.ts';
import {
  stageExpenses,
  world,
  corp,
  li,
  boss,
  top,
  maker,
  checker,
  types,
  account,
  line,
  draft,
  submit,
  seen,
  approved,
  textOf,
  pay,
  booked,
  offBalance,
} from '../../testing/expense-stage.ts';

stageExpenses();

test('a repeat of a claim is the same claim; an invoice is free again once the claim is refused', async () => {
  const cid = randomUUID();
  const same = { cid, purpose: '书', lines: [line(900, { type: 'Office', invoiceNo: 'A-1' })] };
  const [one, two] = await Promise.all([
    li.call(expenses.createClaim, same),
    li.call(expenses.createClaim, same),
  ]);
  expect(one.body.id).toBe(two.body.id);
  const claimId = one.body.id;
  const [a, b] = await Promise.all([
    li.call(expenses.submitClaim, { claimId }),
    li.call(expenses.submitClaim, { claimId }),
  ]);
  expect([a.status, b.status].toSorted()).toEqual([200, 409]);
  const sent = await seen(claimId);
  await decide(boss, sent.approvalId!, 'reject');
  expect((await seen(claimId)).state).toBe('rejected');
  const other = await submit(li, [line(900, { type: 'Office', invoiceNo: 'a-1' })]);
  expect(other.status).toBe(200);
  const back = await li.call(expenses.submitClaim, { claimId });
  expect(back.body.error?.code).toBe('expenses.invoice_taken');
  await act(li, other.body.approvalId!, { do: 'withdraw' });
  expect((await seen(other.body.id)).state).toBe('withdrawn');
  expect((await li.call(expenses.submitClaim, { claimId })).body.state).toBe('submitted');
  const twice = await draft(li, [line(1, { invoiceNo: '7' }), line(2, { invoiceNo: '7' })]);
  expect(twice.body.error?.code).toBe('expenses.invoice_taken');
});

test('faults of a line are named, other currencies are converted, and nobody else sees the claim', async () => {
  const code = async (more: Record<string, unknown>) =>
    (await draft(li, [line(1_000), line(1_000, more)])).body.error?.text;
  expect(await code({ day: '2026-06-11' })).toBe('Line 2: the day has not come yet');
  expect(await code({ tax: '1001' })).toMatch(/^Line 2/);
  expect(await code({ rateE8: '2' })).toMatch(/^Line 2/);
  const bare = await submit(li, [line(1_000, { type: 'Hotel' })]);
  expect(bare.body.error?.text).toBe('Line 1: this kind of expense needs an invoice number');
  const { body } = await submit(li, [
    line(10_000, { currency: 'JPY', rateE8: '4780000' }),
    line(1_999, { currency: 'USD', rateE8: '712345678', tax: '113' }),
  ]);
  expect([body.total, body.lines.map((l) => l.claimed)]).toEqual(['62040', ['47800', '14240']]);
  const form = (await boss.call(approvals.getApproval, { approvalId: body.approvalId! })).body.form;
  expect(form).toMatchObject({ total: '620.40', items: [{ note: 'JPY 10000' }, { note: 'USD 19.99' }] });
  expect((await seen(body.id, boss)).no).toBe(body.no);
  const wu = await corp.hire('吴');
  expect((await wu.call(expenses.getClaim, { claimId: body.id })).body.error?.code).toBe(
    'expenses.claim_not_found',
  );
  const own = await draft(wu, []);
  expect((await maker.call(expenses.getClaim, { claimId: own.body.id })).status).toBe(404);
  expect((await wu.call(expenses.submitClaim, { claimId: own.body.id })).body.error?.code).toBe(
    'expenses.empty',
  );
});

test('what converting loses or wins is booked on its own account', async () => {
  // At 7.5 a cent is 7.5 fen: cost and tax make 8 each, and the line 15.
  const usd = { currency: 'USD', rateE8: '750000000', tax: '1' };
  const { body } = await submit(li, [line(2, usd), line(10_000, { currency: 'JPY', rateE8: '4780000' })]);
  await decide(boss, body.approvalId!);
  const books = { '660201': 47_808, '22210101': 8, '6061': -1, '2241': -47_815 };
  expect([(await seen(body.id)).payable, await booked()]).toEqual(['47815', books]);
  expect(await offBalance()).toEqual([]);
  const foreign = await world.house.db.asOwner<{ of: string }>(
    `select foreign_currency || ' ' || foreign_amount of from postings
      where corp_id = '${corp.id}' and foreign_currency <> '' order by line`,
  );
  expect(foreign.map((f) => f.of)).toEqual(['USD 1', 'USD 1', 'JPY 10000']);
});

test('beyond a limit a claim needs a reason and one more approver', async () => {
  const typeId = types.get('Hotel')!;
  const hotel = { name: '住宿', en: 'Hotel', account: '660202', needsInvoice: false, perClaim: null };
  await maker.call(expensesAdmin.changeExpenseType, {
    ...hotel,
    typeId,
    perDay: '30000',
    tiers: [{ cities: ['北京'], tagId: null, perDay: '50000' }],
  });
  const night = (amount: number, city = '') => line(amount, { type: 'Hotel', city });
  expect((await submit(li, [night(50_000, '北京')])).body.overLimit).toBe(false);
  const bare = await submit(li, [night(30_001)]);
  expect(bare.body.error?.code).toBe('expenses.reason_needed');
  const { body } = await submit(li, [night(30_001)], { overReason: '展会期间' });
  expect([body.overLimit, body.lines[0]!.over]).toEqual([true, true]);
  await decide(boss, body.approvalId!);
  expect((await seen(body.id)).state).toBe('submitted');
  expect((await decide(top, body.approvalId!)).body.status).toBe('approved');
  const { body: templates } = await li.call(approvals.listTemplates, {});
  expect(templates.templates.some((t) => t.kind === 'claim')).toBe(false);
  const all = await corp.owner.call(approvalsAdmin.adminTemplates, {});
  const byHand = await li.call(approvals.submitApproval, {
    cid: randomUUID(),
    templateId: all.body.templates.find((t) => t.kind === 'claim')!.id,
    form: (await li.call(approvals.getApproval, { approvalId: body.approvalId! })).body.form,
    picks: {},
  });
  expect(byHand.body.error?.code).toBe('expenses.start_there');
});

test('a budget holds what is asked, keeps what is approved, and gives back what is refused', async () => {
  const june = { typeId: null, from: '2026-06-01', until: '2026-06-30', strict: true };
  const all = { ...june, name: '市场', departmentId: corp.rootId, costCentre: '', amount: '100000' };
  const budget = async (more: object) =>
    (await maker.call(expensesAdmin.createBudget, { ...all, ...more })).body;
  const root = await budget({});
  await budget({ name: '项目', costCentre: 'P1', amount: '1000', strict: false });
  const state = async () => {
    const { body } = await maker.call(expensesAdmin.listBudgets, {});
    const b = body.budgets.find((x) => x.id === root.id)!;
    return [b.held, b.spent];
  };
  const first = await submit(li, [line(60_000)]);
  expect(await state()).toEqual(['60000', '0']);
  const over = await submit(li, [line(40_001)]);
  expect(over.body.error?.text).toBe('The budget 市场 has only 400.00 left');
  const [x, y] = await Promise.all([submit(li, [line(30_000)]), submit(li, [line(30_000)])]);
  expect([x.status, y.status].toSorted()).toEqual([200, 409]);
  await decide(boss, (x.status === 200 ? x : y).body.approvalId!, 'reject');
  const cut = { claimId: first.body.id, line: 1, approved: '50000', reason: '超出部分自理' };
  expect((await maker.call(expensesAdmin.cutLine, cut)).status).toBe(200);
  await decide(boss, first.body.approvalId!);
  expect(await state()).toEqual(['0', '50000']);
  expect((await seen(first.body.id)).payable).toBe('50000');
  expect((await maker.call(expensesAdmin.cutLine, cut)).body.error?.code).toBe('expenses.not_under_way');
  const waived = await submit(li, [line(1_001, { costCentre: 'P1' })], { overReason: '加急' });
  expect([waived.body.overBudget, waived.body.overLimit]).toEqual([true, false]);
  const less = { budgetId: root.id, name: '市场', amount: '51000', strict: true };
  expect((await maker.call(expensesAdmin.changeBudget, less)).body.error?.code).toBe('expenses.budget_used');
});

test('an advance is netted first; what is left of it stays owed and can be given back', async () => {
  const cid = randomUUID();
  const give = { cid, memberId: li.id, amount: '30000', note: '差旅借款' };
  const given = await maker.call(expensesAdmin.giveAdvance, give);
  expect((await maker.call(expensesAdmin.giveAdvance, give)).body.id).toBe(given.body.id);
  const small = await approved(li, 20_000);
  expect(await seen(small)).toMatchObject({ state: 'paid', settled: '20000', payable: '0' });
  const next = await approved(li, 15_000);
  expect(await seen(next)).toMatchObject({ state: 'approved', settled: '10000', payable: '5000' });
  expect((await li.call(expenses.listMyAdvances, {})).body.advances).toEqual([]);
  const second = await maker.call(expensesAdmin.giveAdvance, { ...give, cid: randomUUID() });
  const back = { advanceId: second.body.id, cid: randomUUID(), amount: '29999' };
  for (let i = 0; i < 2; i++)
    expect((await maker.call(expensesAdmin.repayAdvance, back)).body.outstanding).toBe('1');
  const more = await maker.call(expensesAdmin.repayAdvance, { ...back, cid: randomUUID() });
  expect(more.body.error?.code).toBe('expenses.too_much_repaid');
  expect(await offBalance()).toEqual([]);
});

test('fifty retries of one pay command and fifty other commands make one payment', async () => {
  const claimId = await approved(li, 12_345);
  const cid = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      (i % 2 ? maker : checker).call(expensesAdmin.makeBatch, {
        cid: i < 25 ? cid : randomUUID(),
        claimIds: [claimId],
      }),
    ),
  );
  const made = answers.filter((a) => a.status === 200);
  expect(new Set(made.map((a) => a.body.id)).size).toBe(1);
  expect(
    answers.filter((a) => a.status !== 200).every((a) => a.body.error?.code === 'expenses.not_payable'),
  ).toBe(true);
  const batchId = made[0]!.body.id;
  const { body: batch } = await maker.call(expensesAdmin.getBatch, { batchId });
  expect(batch.payments).toHaveLength(1);
  const other = batch.maker === maker.id ? checker : maker;
  const check = { batchId, count: 1, total: '12345' };
  const first = batch.maker === maker.id ? maker : checker;
  expect((await first.call(expensesAdmin.checkBatch, check)).body.error?.code).toBe('expenses.same_person');
  const paymentId = batch.payments[0]!.id;
  const early = await first.call(expensesAdmin.markPayment, { paymentId, outcome: 'paid' });
  expect(early.body.error?.code).toBe('expenses.batch_not_checked');
  const stale = await other.call(expensesAdmin.checkBatch, { ...check, total: '12344' });
  expect(stale.body.error?.code).toBe('expenses.batch_moved_on');
  expect((await first.call(expensesAdmin.bankFile, { batchId })).status).toBe(409);
  await other.call(expensesAdmin.checkBatch, check);
  const failed = { paymentId, outcome: 'failed', reason: '账号错误' } as const;
  expect((await first.call(expensesAdmin.markPayment, failed)).body.state).toBe('failed');
  const late = await first.call(expensesAdmin.markPayment, { paymentId, outcome: 'paid' });
  expect(late.body.error?.code).toBe('expenses.payment_settled');
  await account(li, '=李', '6222000099998888');
  expect((await first.call(expensesAdmin.retryPayment, { paymentId })).body).toMatchObject({
    state: 'pending',
    attempts: 2,
    last4: '8888',
  });
  expect((await other.call(expensesAdmin.checkBatch, check)).body.state).toBe('checked');
  const file = textOf(await first.call(expensesAdmin.bankFile, { batchId }));
  expect(file).toContain("1,'=李,6222000099998888");
  const marks = await Promise.all(
    Array.from({ length: 10 }, () =>
      first.call(expensesAdmin.markPayment, { paymentId, outcome: 'paid', bankRef: 'B7' }),
    ),
  );
  expect(marks.every((m) => m.body.state === 'paid')).toBe(true);
  const posted = await world.house.db.asOwner<{ n: number }>(
    `select count(*)::int n from postings where corp_id = '${corp.id}' and doc = '${paymentId}'`,
  );
  expect(posted).toEqual([{ n: 2 }]);
  expect(await offBalance()).toEqual([]);
});

test('a batch is taken back before it is checked; who has no account is named', async () => {
  const wu = await corp.hire('吴');
  await corp.owner.call(directoryAdmin.changeMember, { memberId: wu.id, managerId: boss.id });
  const ids = [await approved(li, 100), await approved(wu, 200)];
  const bare = await maker.call(expensesAdmin.makeBatch, { cid: randomUUID(), claimIds: ids });
  expect(bare.body.error?.text).toBe('吴 has not said where to pay to');
  const { body } = await maker.call(expensesAdmin.makeBatch, { cid: randomUUID(), claimIds: [ids[0]!] });
  await maker.call(expensesAdmin.cancelBatch, { batchId: body.id });
  expect((await seen(ids[0]!)).state).toBe('approved');
  const again = await pay([ids[0]!]);
  expect(again.payments).toHaveLength(1);
  const late = await maker.call(expensesAdmin.cancelBatch, { batchId: again.id });
  expect(late.body.error?.code).toBe('expenses.batch_moved_on');
  expect((await li.call(expensesAdmin.listBatches, {})).status).toBe(403);
});

test('an export run is numbered, never changes and can be taken again', async () => {
  await approved(li, 100);
  const cid = randomUUID();
  const [one, two] = await Promise.all([
    maker.call(expensesAdmin.makeExport, { cid }),
    maker.call(expensesAdmin.makeExport, { cid }),
  ]);
  expect([one.body.no, two.body.no]).toEqual([1, 1]);
  const take = async () => textOf(await checker.call(expensesAdmin.downloadExport, { no: 1, format: 'csv' }));
  const csv = await take();
  expect(csv).toContain(',2241,,,1.00,CNY\r\n');
  const nothing = await maker.call(expensesAdmin.makeExport, { cid: randomUUID() });
  expect(nothing.body.error?.code).toBe('expenses.nothing_to_export');
  await approved(li, 300);
  expect((await maker.call(expensesAdmin.makeExport, { cid: randomUUID() })).body.no).toBe(2);
  expect(await take()).toBe(csv);
  const listed = (await maker.call(expensesAdmin.listExports, {})).body;
  expect([listed.runs.map((r) => [r.no, r.debit]), listed.waiting]).toEqual([
    [
      [2, '300'],
      [1, '100'],
    ],
    0,
  ]);
});

test('a run is taken in the columns of an accounting program, which a company may change', async () => {
  const usd = { currency: 'USD', rateE8: '750000000', tax: '1' };
  const { body } = await submit(li, [line(2, usd), line(10_000)], { purpose: '=出差' });
  await decide(boss, body.approvalId!);
  await maker.call(expensesAdmin.makeExport, { cid: randomUUID() });
  const take = (format: 'csv' | 'xlsx', layout?: string) =>
    maker.call(expensesAdmin.downloadExport, { no: 1, format, ...(layout && { layout }) });
  const { layouts } = (await maker.call(accounting.listLayouts, {})).body;
  expect(layouts.map((l) => [l.name, l.preset])).toEqual([
    ['金蝶 Kingdee', true],
    ['用友 Yonyou', true],
  ]);
  const lines = textOf(await take('csv', '金蝶 Kingdee')).split('\r\n');
  expect(lines.slice(0, 3)).toEqual([
    '\uFEFF日期,凭证字,凭证号,附单据数,分录序号,摘要,科目代码,借方金额,贷方金额,币别,汇率,原币金额,部门',
    `2026-06-10,记,1,1,1,${body.no} =出差,660201,0.08,,USD,7.5,0.01,`,
    `2026-06-10,记,1,1,2,${body.no} =出差,22210101,0.08,,USD,7.5,0.01,`,
  ]);
  const mine = {
    name: '用友 Yonyou',
    columns: [
      { title: '方向', value: 'side' as const, text: '' },
      { title: '金额', value: 'amount' as const, text: '' },
      { title: '=1+1', value: 'text' as const, text: '=HYPERLINK("x")' },
    ],
  };
  expect((await maker.call(accounting.saveLayout, mine)).body.preset).toBe(false);
  const book = unzipSync((await take('xlsx', mine.name)).body as Buffer);
  const sheet = strFromU8(book['xl/worksheets/sheet1.xml']!);
  // Amounts are numbers, and no text is a formula.
  expect([...sheet.matchAll(/<c r="B\d+"><v>([^<]+)</g)].map((m) => m[1])).toEqual([
    '0.08',
    '0.08',
    '100',
    '0.01',
    '100.15',
  ]);
  const strings = strFromU8(book['xl/sharedStrings.xml']!);
  for (const text of ["'=1+1", "'=HYPERLINK(&quot;x&quot;)", '借', '贷'])
    expect(strings).toContain(`>${text}<`);
  expect((await maker.call(accounting.removeLayout, { name: mine.name })).status).toBe(200);
  expect((await maker.call(accounting.listLayouts, {})).body.layouts.every((l) => l.preset)).toBe(true);
  expect((await take('csv', '没有')).body).toMatchObject({ error: { code: 'expenses.layout_not_found' } });
  expect((await take('xlsx')).status).toBe(200);
});

test('a receipt is seen by whoever may see the claim', async () => {
  const photo = await upload(world.house, li, 'receipt.txt', Buffer.from('receipt'));
  const { body } = await submit(li, [line(100)], { files: [photo.fileId] });
  expect(body.files).toHaveLength(1);
  const look = async (who: Person) =>
    (await who.call(files.describeFile, { fileId: body.files[0]!.fileId })).status;
  expect([await look(boss), await look(maker), await look(await corp.hire('吴'))]).toEqual([200, 200, 404]);
});
