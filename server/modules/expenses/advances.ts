import { type Advance, expenses } from '@teahouse/contract/expenses';
import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import type { AdvanceId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { reachOf } from '../directory/index.ts';
import { nextNumber } from './numbers.ts';
import { movement, postDocument } from './post-document.ts';
import { expenseSettings } from './settings.ts';

interface Row {
  id: AdvanceId;
  no: string;
  member_id: MemberId;
  amount: number;
  outstanding: number;
  note: string;
  given_at: Date;
}
const COLUMNS = 'id, no, member_id, amount, outstanding, note, given_at';
const toAdvance = (r: Row): Advance => ({
  id: r.id,
  no: r.no,
  memberId: r.member_id,
  amount: String(r.amount),
  outstanding: String(r.outstanding),
  note: r.note,
  givenAt: r.given_at.toISOString(),
});

async function owed(work: Work, memberId: MemberId | null) {
  const rows = await work.sql<Row>(
    `select ${COLUMNS} from expense_advances
      where corp_id = $1 and outstanding > 0 and ($2::text is null or member_id = $2) order by id limit 1000`,
    [work.corpId, memberId],
  );
  return { advances: rows.map(toAdvance), currency: (await expenseSettings(work)).currency };
}

export const listAdvances = implement(expensesAdmin.listAdvances, (work) => owed(work, null));
export const listMyAdvances = implement(expenses.listMyAdvances, (work) => owed(work, actingMember(work)));

export const giveAdvance = implement(
  expensesAdmin.giveAdvance,
  async (work, { cid, memberId, amount, note }) => {
    await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `${work.corpId} advance ${cid}`,
    ]);
    const [before] = await work.sql<Row>(
      `select ${COLUMNS} from expense_advances where corp_id = $1 and cid = $2`,
      [work.corpId, cid],
    );
    if (before) return toAdvance(before);
    if (!(await reachOf(work, [memberId])).has(memberId)) fail('expenses.unknown_member');
    const [row] = await work.sql<Row>(
      `insert into expense_advances (corp_id, id, no, member_id, cid, amount, outstanding, note, given_by, given_at)
       values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9) returning ${COLUMNS}`,
      [
        work.corpId,
        newId('adv'),
        await nextNumber(work, 'JK'),
        memberId,
        cid,
        amount,
        note,
        actingMember(work),
        work.now,
      ],
    );
    const { accounts, currency } = await expenseSettings(work);
    const sides = movement(accounts.advances, accounts.bank, Number(amount));
    await postDocument(work, { doc: row!.id, memo: `${row!.no} ${note}`.trim(), currency, sides });
    await work.audit({ action: 'expenses.advance_given', object: row!.id, detail: { memberId, amount } });
    return toAdvance(row!);
  },
);

export const repayAdvance = implement(
  expensesAdmin.repayAdvance,
  async (work, { cid, advanceId, amount }) => {
    const [row] = await work.sql<Row>(
      `select ${COLUMNS} from expense_advances where corp_id = $1 and id = $2 for update`,
      [work.corpId, advanceId],
    );
    if (!row) return fail('expenses.advance_not_found');
    const doc = `${advanceId}:repaid:${cid}`;
    const [done] = await work.sql('select 1 one from postings where corp_id = $1 and doc = $2 limit 1', [
      work.corpId,
      doc,
    ]);
    if (done) return toAdvance(row);
    if (Number(amount) > row.outstanding) fail('expenses.too_much_repaid');
    const outstanding = row.outstanding - Number(amount);
    await work.db.updateTable('expense_advances').set({ outstanding }).where('id', '=', advanceId).execute();
    const { accounts, currency } = await expenseSettings(work);
    const sides = movement(accounts.bank, accounts.advances, Number(amount));
    await postDocument(work, { doc, memo: row.no, currency, sides });
    await work.audit({ action: 'expenses.advance_repaid', object: advanceId, detail: { amount } });
    return toAdvance({ ...row, outstanding });
  },
);
