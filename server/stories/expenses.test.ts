// Expense in a day: three tiers, one approver who named a stand-in and one who just stays away, one invoice claimed twice.
import { randomUUID } from 'node:crypto';
import { approvals } from '@teahouse/contract/approvals';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { expenses } from '@teahouse/contract/expenses';
import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import type { ApprovalId, ClaimId } from '@teahouse/contract/ids';
import { expect, test } from 'vitest';
import { decide } from '../testing/decide.ts';
import {
  account,
  at,
  booked,
  boss,
  checker,
  corp,
  draft,
  line,
  maker,
  offBalance,
  pay,
  signInAgain,
  stageExpenses,
  submit,
  textOf,
  top,
  world,
} from '../testing/expense-stage.ts';
import type { Person } from '../testing/world.ts';
import { sized } from './story-size.ts';

const CLAIMS = sized(20, 200);
const STAFF = sized(4, 40);
/** Of ten claims six are small, three middle and one large. */
const SMALLEST = [10_000, 600_000, 200_000, 10_000, 200_000, 10_000, 10_000, 200_000, 10_000, 10_000];

stageExpenses();

interface Sent {
  id: ClaimId;
  approvalId: ApprovalId;
  by: Person;
  /** in fen */
  total: number;
  /** its manager neither answers nor named a stand-in */
  silent: boolean;
}

test(
  'claims of a day are approved as the table says, paid by a file that balances to the fen, and booked',
  { timeout: 900_000 },
  async () => {
    const staff = await office();
    const claims: Sent[] = [];
    for (let i = 0; i < CLAIMS; i++) claims.push(await send(staff[i % STAFF]!, i));
    await claimTwice(staff);

    await passTiers(claims.filter((c) => !c.silent));
    const waiting = claims.filter((c) => c.silent);
    for (const c of waiting) expect(await stateOf(c)).toBe('submitted');
    // Forty-eight working hours later the one who says nothing is passed over.
    at('2026-06-18 10:00');
    await world.settle();
    await signInAgain();
    await passTiers(waiting);
    await payAndBook(claims, staff);
  },
);

/** Staff of two managers: one is away and has named a stand-in, the other stays away without a word. */
async function office(): Promise<Person[]> {
  await boss.call(approvals.addDelegation, {
    agent: top.id,
    from: '2026-06-01T00:00:00Z',
    until: '2026-06-30T00:00:00Z',
    templates: null,
  });
  const mute = await corp.hire('不答');
  await corp.owner.call(directoryAdmin.changeMember, { memberId: mute.id, managerId: top.id });
  const staff: Person[] = [];
  for (let i = 0; i < STAFF; i++) {
    const person = await corp.hire(`同事${i}`);
    const managerId = i % 2 ? mute.id : boss.id;
    await corp.owner.call(directoryAdmin.changeMember, { memberId: person.id, managerId });
    await account(person, person.name, `62220000${10_000 + i}`);
    staff.push(person);
  }
  return staff;
}

/** One claim: travel of its tier, and a meal on an invoice of its own. */
async function send(by: Person, i: number): Promise<Sent> {
  const travel = SMALLEST[i % 10]! + i;
  const lines = [line(travel), line(99, { type: 'Meals', invoiceNo: String(10_000 + i) })];
  const { body } = await submit(by, lines);
  expect(body.error).toBeUndefined();
  return { id: body.id, approvalId: body.approvalId!, by, total: travel + 99, silent: (i % STAFF) % 2 > 0 };
}

/** The same invoice a second time, typed by somebody else, is a hard stop that names the first claim. */
async function claimTwice(staff: readonly Person[]): Promise<void> {
  const again = await draft(staff[1]!, [line(99, { type: 'Meals', invoiceNo: '10000' })]);
  expect([again.status, again.body.error?.code, again.body.error?.text]).toEqual([
    409,
    'expenses.invoice_taken',
    expect.stringMatching(/^Invoice 10000 was already claimed in BX20260610\d{4}$/),
  ]);
}

/** Who speaks for the manager agrees first; then nobody, any one of finance, or the director and all of finance. */
async function passTiers(claims: readonly Sent[]): Promise<void> {
  for (const [i, c] of claims.entries()) {
    const after = (await decide(top, c.approvalId)).body.status;
    if (c.total < 100_000) {
      expect(after).toBe('approved');
      continue;
    }
    expect(await stateOf(c)).toBe('submitted');
    const [first, second] = i % 2 ? [maker, checker] : [checker, maker];
    const one = (await decide(first, c.approvalId)).body.status;
    expect(one).toBe(c.total < 500_000 ? 'approved' : 'running');
    if (c.total >= 500_000) expect((await decide(second, c.approvalId)).body.status).toBe('approved');
  }
}

/** One makes the batch, another checks it; bank file, payments and books come to the same fen. */
async function payAndBook(claims: readonly Sent[], staff: readonly Person[]): Promise<void> {
  const total = sum(claims.map((c) => c.total));
  const batch = await pay(claims.map((c) => c.id));
  expect([batch.state, batch.count, batch.total]).toEqual(['checked', CLAIMS, String(total)]);
  const file = textOf(await maker.call(expensesAdmin.bankFile, { batchId: batch.id }));
  const rows = file
    .trim()
    .split('\r\n')
    .map((l) => l.split(','));
  const body = rows.slice(1, -1);
  expect(sum(body.map((r) => fen(r[4]!)))).toBe(total);
  expect([rows.at(-1)![1], fen(rows.at(-1)![4]!)]).toEqual([String(CLAIMS), total]);
  for (const [i, p] of staff.entries()) {
    const theirs = body.filter((r) => r[2] === `62220000${10_000 + i}`);
    const owed = sum(claims.filter((c) => c.by === p).map((c) => c.total));
    expect([p.name, sum(theirs.map((r) => fen(r[4]!)))]).toEqual([p.name, owed]);
  }
  for (const p of batch.payments)
    await checker.call(expensesAdmin.markPayment, { paymentId: p.id, outcome: 'paid', bankRef: 'R1' });
  for (const c of claims) expect(await stateOf(c)).toBe('paid');
  expect((await maker.call(expensesAdmin.getBatch, { batchId: batch.id })).body.state).toBe('closed');
  expect(await offBalance()).toEqual([]);
  const run = (await maker.call(expensesAdmin.makeExport, { cid: randomUUID() })).body;
  const both = String(2 * total);
  expect(run).toMatchObject({ no: 1, documents: 2 * CLAIMS, debit: both, credit: both });
  // The books by account: what was spent has left the bank, and nobody is owed anything.
  const meals = 99 * CLAIMS;
  expect(await booked()).toEqual({ '1002': -total, '2241': 0, '660201': total - meals, '660203': meals });
}

const fen = (text: string) => Math.round(Number(text) * 100);
const sum = (amounts: readonly number[]) => amounts.reduce((n, a) => n + a, 0);
const stateOf = async (c: Sent) => (await maker.call(expenses.getClaim, { claimId: c.id })).body.state;
