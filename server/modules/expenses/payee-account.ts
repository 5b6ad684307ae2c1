import { expenses } from '@teahouse/contract/expenses';
import { implement, implementRaw } from '../../kernel/module.ts';
import { seal } from '../../kernel/seal.ts';
import { actingMember } from '../../kernel/work.ts';

/** What account numbers are sealed for. */
export const PAYEE = 'payee account';

export const getPayeeAccount = implement(expenses.getPayeeAccount, async (work) => {
  const row = await work.db
    .selectFrom('payee_accounts')
    .select(['holder', 'bank', 'last4'])
    .where('member_id', '=', actingMember(work))
    .executeTakeFirst();
  return { account: row ?? null };
});

export const setPayeeAccount = implementRaw(
  expenses.setPayeeAccount,
  async (call, { holder, bank, number }) => {
    const last4 = number.slice(-4);
    const sealed = seal(call.ports.secret, PAYEE, number);
    await call.work(async (work) => {
      const now = { holder, bank, last4, sealed, changed_at: work.now };
      await work.db
        .insertInto('payee_accounts')
        .values({ member_id: actingMember(work), ...now })
        .onConflict((c) => c.columns(['corp_id', 'member_id']).doUpdateSet(now))
        .execute();
      await work.audit({
        action: 'expenses.payee_account_set',
        object: actingMember(work),
        detail: { bank, last4 },
      });
    });
    return { holder, bank, last4 };
  },
);
