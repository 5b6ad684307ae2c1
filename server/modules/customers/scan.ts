import { customerPage } from '@teahouse/contract/customer-page';
import type { ContactCodeId, CustomerId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { keyHash } from '../../kernel/front-desk.ts';
import { customerSession } from '../../kernel/http/admit.ts';
import { newId } from '../../kernel/ids.ts';
import { implement, implementRaw, type RawCall } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { openCustomerSession, setCustomerCookie } from './customer-session.ts';
import { followCustomer } from './follow-customer.ts';
import { hereOf } from './here.ts';
import { noteEvent } from './note-event.ts';
import { customerCame } from './note-seen.ts';
import { pickMember } from './pick-member.ts';

/** New customers from one address: a shop's guests share one, a script does not get far. */
const PACE = { name: 'customers.scan', most: 600, perMs: 60_000 };

export const contactMe = implement(customerPage.contactMe, async (work) => {
  const [row] = await work.sql<{ corpName: string; name: string }>(
    `select o.name "corpName", c.name from contact_codes c join corps o on o.corp_id = $1 where c.corp_id = $1 and c.id = $2`,
    [work.corpId, work.actor.id],
  );
  return row ?? fail('common.not_found');
});

export const scan = implementRaw(customerPage.scan, (call, phone) =>
  letIn(call, phone, async (work, customer) => {
    const codeId = work.actor.id as ContactCodeId;
    await comeBy(work, customer, codeId);
    return await hereOf(work, customer.id, codeId);
  }),
);

export interface Calling {
  /** a secret the phone made for itself */
  device: string;
  locale: 'zh' | 'en';
  zone?: string | undefined;
  /** the page stands in a frame of another site */
  embedded?: boolean;
}

/** Somebody with a phone comes to a door of this company: known again or new, with a session from now on. `arrive` says what they find. */
export async function letIn<T>(
  call: RawCall,
  { device, locale, zone, embedded = false }: Calling,
  arrive: (work: Work, customer: Scanned) => Promise<T>,
): Promise<T> {
  if (!(await call.ports.throttles.take([PACE, `${call.corpId} ${call.request.ip}`])))
    fail('common.too_many');
  const known = await customerSession(call.ports.frontDesk, call.request.headers.cookie, call.corpId);
  const { found, secret } = await call.work(async (work) => {
    const customer = await whoScans(work, { known, device, locale });
    if (zone && isZone(zone))
      await work.sql(
        'update customers set zone = $3 where corp_id = $1 and id = $2 and zone is distinct from $3',
        [work.corpId, customer.id, zone],
      );
    return {
      found: await arrive(work, customer),
      secret: known === customer.id ? undefined : await openCustomerSession(work, customer.id),
    };
  });
  if (secret) setCustomerCookie(call, secret, embedded);
  return found;
}

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

export interface Scanned {
  id: CustomerId;
  name: string;
}

/** The person behind the cookie, else behind the phone's own key, else somebody new. Two scans of one phone at once are one person. */
async function whoScans(
  work: Work,
  { known, device, locale }: { known: string | undefined; device: string; locale: 'zh' | 'en' },
): Promise<Scanned> {
  const hash = keyHash(device);
  if (known) {
    const [row] = await work.sql<Scanned>('select id, name from customers where corp_id = $1 and id = $2', [
      work.corpId,
      known,
    ]);
    if (row) return row;
  }
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} scan ${hash}`]);
  const [row] = await work.sql<Scanned>(
    'select id, name from customers where corp_id = $1 and device_hash = $2',
    [work.corpId, hash],
  );
  if (row) return row;
  const id = newId('cus');
  // Until they say their name, members tell newcomers apart by four letters.
  const name = `${locale === 'zh' ? '客户' : 'Customer '}${id.slice(-4).toUpperCase()}`;
  await work.sql(
    'insert into customers (corp_id, id, root_id, name, locale, device_hash, created_at) values ($1, $2, $2, $3, $4, $5, $6)',
    [work.corpId, id, name, locale, hash, work.now],
  );
  return { id, name };
}

/** Whoever came by this code before stays with the same member; a newcomer gets the next in line. */
async function comeBy(work: Work, customer: Scanned, codeId: ContactCodeId): Promise<void> {
  const [code] = await work.sql<{
    id: ContactCodeId;
    how: 'turn' | 'load';
    confirm: boolean;
    channel: string;
    closed: boolean;
  }>(
    `update contact_codes set scans = scans + 1 where corp_id = $1 and id = $2
     returning id, how, confirm, channel, closed_at is not null closed`,
    [work.corpId, codeId],
  );
  if (!code) return fail('common.not_found');
  await noteEvent(work, { customerId: customer.id, kind: 'scanned', detail: code.channel });
  await work.emit(customerCame, { customerId: customer.id, at: work.now.toISOString() });
  const [before] = await work.sql(
    `select from customers me join customers c on c.corp_id = $1 and c.root_id = me.root_id
       join customer_follows f on f.corp_id = $1 and f.customer_id = c.id
       join members m on m.corp_id = $1 and m.id = f.member_id and m.status = 'active'
      where me.corp_id = $1 and me.id = $2
        and (f.code_id = $3 or f.member_id in (select member_id from contact_code_members where corp_id = $1 and code_id = $3)) limit 1`,
    [work.corpId, customer.id, codeId],
  );
  if (before || code.closed) return;
  const memberId: MemberId = (await pickMember(work, code)) ?? fail('customers.nobody_serves');
  await followCustomer(work, {
    customer,
    memberId,
    code,
    state: code.confirm ? 'waiting' : 'following',
  });
}
