import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** What a pair of customer and member is at this moment, for whoever wants to write to the customer. */
export interface Standing {
  customerId: CustomerId;
  /** root of everybody found to be the same person */
  personId: CustomerId;
  same: CustomerId[];
  name: string;
  locale: 'zh' | 'en';
  email: string | null;
  /** where their clock stands; null where nobody knows */
  zone: string | null;
  /** false where any record of this person said no */
  marketing: boolean;
  /** the customer said so themselves */
  saidSo: boolean;
  /** the member follows the customer and is active */
  following: boolean;
  muted: boolean;
  memberName: string;
}

/** By customer id; ids that are gone are missing. */
export async function standingOf(
  work: Work,
  pairs: readonly { customerId: CustomerId; memberId: MemberId }[],
): Promise<Map<CustomerId, Standing>> {
  const rows = await work.sql<Standing>(
    `select c.id "customerId", c.root_id "personId", p.same, c.name, c.locale, c.email, c.zone, p.marketing, p."saidSo",
            coalesce(f.state = 'following' and m.status = 'active', false) following, f.muted_at is not null muted,
            coalesce(m.name, '') "memberName"
       from unnest($2::text[], $3::text[]) w (customer_id, member_id)
       join customers c on c.corp_id = $1 and c.id = w.customer_id
       cross join lateral (select array_agg(o.id order by o.id) same, bool_and(o.marketing) marketing, bool_or(o.marketing_at is not null) "saidSo"
         from customers o where o.corp_id = $1 and o.root_id = c.root_id) p
       left join customer_follows f on f.corp_id = $1 and f.customer_id = w.customer_id and f.member_id = w.member_id
       left join members m on m.corp_id = $1 and m.id = w.member_id`,
    [work.corpId, pairs.map((p) => p.customerId), pairs.map((p) => p.memberId)],
  );
  return new Map(rows.map((r) => [r.customerId, r]));
}
