import { customerPage } from '@teahouse/contract/customer-page';
import { implementRaw } from '../../../kernel/module.ts';
import { fail } from '../../../kernel/fail.ts';
import { actingCustomer } from '../customer.access.ts';
import { hereOf } from '../here.ts';
import { prove } from './prove.ts';
import { codeHash } from './send-code.ts';

const MOST_TRIES = 5;

export const signInWays = implementRaw(customerPage.signInWays, async ({ ports }) => ({
  sms: ports.settings.smsUrl !== undefined,
  email: ports.mail !== undefined,
}));

/** With the code of the mailbox or phone: whoever proved it before and whoever stands here are one person from now on. */
export const enterSignInCode = implementRaw(customerPage.enterSignInCode, async (call, { way, code }) => {
  // A wrong try is kept although it is refused, so it is counted in a unit of work of its own.
  const address = await call.work(async (work) => {
    const me = actingCustomer(work);
    const [open] = await work.sql<{ address: string; codeHash: string; tries: number }>(
      `update customer_codes set tries = tries + 1 where corp_id = $1 and customer_id = $2 and way = $3 and expires_at > $4
       returning address, code_hash "codeHash", tries`,
      [work.corpId, me.id, way, work.now],
    );
    if (!open || open.tries > MOST_TRIES) return undefined;
    if (open.codeHash !== codeHash(call.ports, me.id, open.address, code)) return undefined;
    // Two at once with the right code: the second finds none.
    const used = await work.sql(
      'delete from customer_codes where corp_id = $1 and customer_id = $2 and way = $3 and code_hash = $4 returning way',
      [work.corpId, me.id, way, open.codeHash],
    );
    if (used.length === 0) return undefined;
    await prove(work, { customerId: me.id, way, address: open.address });
    return open.address;
  });
  if (address === undefined) return fail('customers.wrong_code');
  return await call.work(async (work) => {
    const me = actingCustomer(work);
    return await hereOf(work, me.id, me.codeId);
  });
});
