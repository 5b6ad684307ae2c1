import { customerPage } from '@teahouse/contract/customer-page';
import type { OutputOf } from '@teahouse/contract/define';
import type { FieldValue } from '@teahouse/contract/customers';
import type { CustomerId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { actingCustomer, samePerson } from './customer.access.ts';
import { written } from './fields/customer-fields.rules.ts';
import { fieldsOf } from './fields/list-customer-fields.ts';
import { stageNames, stagesOf } from './fields/stages.ts';

type Held = OutputOf<typeof customerPage.heldAboutMe>;

export const heldAboutMe = implement(customerPage.heldAboutMe, async (work) =>
  heldOf(work, await samePerson(work, actingCustomer(work).id)),
);

/** Who holds what about a person: facts, notes of members (what one wrote about somebody is theirs to see, too), what happened. */
export async function heldOf(work: Work, person: readonly CustomerId[]): Promise<Held> {
  const records = await work.sql<{
    mobile: string | null;
    email: string | null;
    zone: string | null;
    fields: Record<string, FieldValue>;
  }>(
    'select mobile, email, zone, fields from customers where corp_id = $1 and id = any($2) order by array_position($2, id)',
    [work.corpId, person],
  );
  const proofs = await work.sql<{ way: 'sms' | 'email' | 'wechat'; address: string }>(
    'select way, address from customer_proofs where corp_id = $1 and customer_id = any($2) order by proved_at',
    [work.corpId, person],
  );
  const holders = await work.sql<Omit<Held['holders'][number], 'since'> & { since: Date }>(
    `select m.name "memberName", f.added_at since, f.remark, f.description, f.company, f.mobiles, f.channel, f.stage, f.personal "memberTags",
            array(select g.name || '/' || t.name from customer_follow_tags x join customer_tags t on t.corp_id = $1 and t.id = x.tag_id
                    join customer_tag_groups g on g.corp_id = $1 and g.id = t.group_id
                   where x.corp_id = $1 and x.customer_id = f.customer_id and x.member_id = f.member_id order by 1) tags
       from customer_follows f join members m on m.corp_id = $1 and m.id = f.member_id
      where f.corp_id = $1 and f.customer_id = any($2) order by f.added_at, m.id`,
    [work.corpId, person],
  );
  const history = await work.sql<{ at: Date; kind: string; detail: string }>(
    'select at, kind, detail from customer_events where corp_id = $1 and customer_id = any($2) order by no',
    [work.corpId, person],
  );
  const fields = await fieldsOf(work);
  const stages = stageNames(await stagesOf(work));
  const given = (of: (r: (typeof records)[number]) => string | null, ...ways: string[]) => [
    ...new Set([
      ...records.flatMap((r) => of(r) ?? []),
      ...proofs.filter((p) => ways.includes(p.way)).map((p) => p.address),
    ]),
  ];
  return {
    mobiles: given((r) => r.mobile, 'sms'),
    emails: given((r) => r.email, 'email'),
    zone: records[0]?.zone ?? null,
    // Records of one person share their fields.
    fields: fields.flatMap((f) => {
      const value = written(f, records[0]?.fields[f.id]);
      return value ? [{ name: f.name, value }] : [];
    }),
    holders: holders.map((h) => ({
      ...h,
      stage: stages.get(h.stage) ?? h.stage,
      since: h.since.toISOString(),
    })),
    history: history.map((h) => ({ ...h, at: h.at.toISOString() })),
  };
}
