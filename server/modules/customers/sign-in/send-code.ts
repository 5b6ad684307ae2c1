import { customerPage } from '@teahouse/contract/customer-page';
import { createHmac, randomInt } from 'node:crypto';
import { fail } from '../../../kernel/fail.ts';
import { implementRaw } from '../../../kernel/module.ts';
import type { Ports } from '../../../kernel/ports.ts';
import { sendSms } from '../../../kernel/sms.ts';
import { actingCustomer } from '../customer.access.ts';

const LIFE_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
/** A script must be able neither to flood a phone nor to run up a bill. */
const paces = {
  address: { name: 'customers.code_to', most: 5, perMs: HOUR_MS },
  customer: { name: 'customers.code_for', most: 10, perMs: HOUR_MS },
  corp: { name: 'customers.code_corp', most: 2_000, perMs: HOUR_MS },
  ip: { name: 'customers.code_ip', most: 60, perMs: HOUR_MS },
};

/** A six-digit code to a phone or mailbox. The answer is the same whoever it belongs to. */
export const sendSignInCode = implementRaw(
  customerPage.sendSignInCode,
  async (call, { way, address, locale }) => {
    const { ports } = call;
    if (way === 'sms' ? !ports.settings.smsUrl : !ports.mail) fail('customers.way_not_offered');
    const to = addressOf(way, address);
    const me = await call.work(async (work) => actingCustomer(work));
    const free = await ports.throttles.take(
      [paces.address, `${call.corpId} ${to}`],
      [paces.customer, me.id],
      [paces.corp, call.corpId],
      [paces.ip, call.request.ip],
    );
    if (!free) fail('common.too_many');
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const corpName = await call.work(async (work) => {
      await work.sql(
        `insert into customer_codes (corp_id, customer_id, way, address, code_hash, expires_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (corp_id, customer_id, way) do update set address = excluded.address, code_hash = excluded.code_hash, tries = 0,
         expires_at = excluded.expires_at`,
        [
          work.corpId,
          me.id,
          way,
          to,
          codeHash(ports, me.id, to, code),
          new Date(work.now.getTime() + LIFE_MS),
        ],
      );
      const [corp] = await work.sql<{ name: string }>('select name from corps where corp_id = $1', [
        work.corpId,
      ]);
      return corp?.name ?? '';
    });
    if (way === 'sms') await sendSms(ports, { to, code, locale }, call.now);
    else
      await ports.mail!.send({
        to,
        subject: locale === 'zh' ? `${corpName} 验证码 ${code}` : `${code} is your code for ${corpName}`,
        text:
          locale === 'zh'
            ? `验证码：${code}\n\n10 分钟内有效，请勿告诉他人。如非本人操作，请忽略此邮件。`
            : `Your code: ${code}\n\nIt works for 10 minutes. Tell it to nobody; if you did not ask for it, ignore this mail.`,
      });
    return {};
  },
);

/** One spelling for one mailbox or phone. Fails with common.invalid_input. */
export function addressOf(way: 'sms' | 'email', given: string): string {
  if (way === 'email') {
    const mail = given.trim().toLowerCase();
    return /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(mail)
      ? mail
      : fail('common.invalid_input', 'address');
  }
  const digits = given.replaceAll(/[\s()-]/g, '').replace(/^00/, '+');
  const full = /^1\d{10}$/.test(digits) ? `+86${digits}` : digits;
  return /^\+[1-9]\d{6,14}$/.test(full) ? full : fail('common.invalid_input', 'address');
}

export const codeHash = (ports: Pick<Ports, 'secret'>, customerId: string, address: string, code: string) =>
  createHmac('sha256', ports.secret)
    .update(`customer code ${customerId} ${address} ${code}`)
    .digest('base64url');
