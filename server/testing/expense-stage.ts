// A company where claims are written, decided and paid; what the tests of expenses play on.
import { randomUUID } from 'node:crypto';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { expenses } from '@teahouse/contract/expenses';
import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import type { ClaimId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { decide } from './decide.ts';
import { type Company, openWorld, type Person, type World } from './world.ts';

export let world: World;
export let corp: Company;
export let li: Person;
export let boss: Person;
export let top: Person;
export let maker: Person;
export let checker: Person;
export let types: Map<string, `ext_${string}`>;

/** Opens the house for a file of tests, and before each of them a company with its money people. */
export function stageExpenses(): void {
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(openOffice);
}

async function openOffice(): Promise<void> {
  at('2026-06-10 10:00');
  corp = await world.company();
  [li, boss, top] = [await corp.hire('李'), await corp.hire('经理'), await corp.hire('总监')];
  [maker, checker] = [await corp.hire('出纳'), await corp.hire('会计')];
  for (const person of [maker, checker]) await corp.appoint(person, 'finance');
  await corp.owner.call(directoryAdmin.changeMember, { memberId: li.id, managerId: boss.id });
  await corp.owner.call(directoryAdmin.changeMember, { memberId: boss.id, managerId: top.id });
  await account(li, '李', '6222 0000 1111 2345');
  const known = await li.call(expenses.listExpenseTypes, {});
  types = new Map(known.body.types.map((t) => [t.en ?? '', t.id]));
}

/** The clock on the wall in Shanghai. */
export function at(wall: string) {
  world.clock.now = new Date(`${wall.replace(' ', 'T')}:00+08:00`);
}
export const account = (who: Person, holder: string, number: string) =>
  who.call(expenses.setPayeeAccount, { holder, bank: '茶叶银行', number });
export const line = (
  amount: number,
  more: { type?: string; invoiceNo?: string; [key: string]: unknown } = {},
) => {
  const { type = 'Travel', ...rest } = more;
  return { typeId: types.get(type)!, day: '2026-06-09', amount: String(amount), ...rest };
};
export const draft = async (who: Person, lines: object[], more: object = {}) =>
  await who.call(expenses.createClaim, {
    cid: randomUUID(),
    purpose: '出差',
    lines: lines as never,
    ...more,
  });
/** A claim on its way, or why it is not. */
export async function submit(who: Person, lines: object[], more: object = {}) {
  const made = await draft(who, lines, more);
  expect(made.body.error).toBeUndefined();
  return await who.call(expenses.submitClaim, { claimId: made.body.id });
}
export const seen = async (id: ClaimId, who = li) =>
  (await who.call(expenses.getClaim, { claimId: id })).body;
/** A claim of less than a thousand, approved by the manager. */
export async function approved(who: Person, amount: number) {
  const { body } = await submit(who, [line(amount)]);
  await decide(boss, body.approvalId!);
  return body.id;
}
/** What a download answered, as text. */
export const textOf = (answer: { body: unknown }) => (answer.body as Buffer).toString('utf8');
export const pay = async (claimIds: ClaimId[]) => {
  const batch = (await maker.call(expensesAdmin.makeBatch, { cid: randomUUID(), claimIds })).body;
  const { id: batchId, count, total } = batch;
  await checker.call(expensesAdmin.checkBatch, { batchId, count, total });
  return (await maker.call(expensesAdmin.getBatch, { batchId })).body;
};
/** Debit less credit of every document in the books of the company. */
export const offBalance = async () =>
  await world.house.db.asOwner<{ doc: string }>(
    `select doc from postings where corp_id = '${corp.id}' group by doc, currency
      having sum(case side when 'debit' then amount else -amount end) <> 0`,
  );

/** Debit less credit of every account of the company, in fen. */
export async function booked(): Promise<Record<string, number>> {
  const rows = await world.house.db.asOwner<{ account: string; n: number }>(
    `select account, sum(case side when 'debit' then amount else -amount end)::int n
       from postings where corp_id = '${corp.id}' group by 1`,
  );
  return Object.fromEntries(rows.map((r) => [r.account, r.n]));
}

/** Weeks later sessions have ended. */
export async function signInAgain(): Promise<void> {
  [top, li] = [await world.signIn(corp, top.id), await world.signIn(corp, li.id)];
  [maker, checker] = [await world.signIn(corp, maker.id), await world.signIn(corp, checker.id)];
}
