import type { FieldValue } from '@teahouse/contract/customers';
import type { CustomerId, CustomerTagId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { actingMember } from '../../../kernel/work.ts';
import type { Line } from './read-lines.ts';

/** A customer I follow, as far as a table may say something new about them. */
export interface Known {
  id: CustomerId;
  name: string;
  mobile: string | null;
  email: string | null;
  remark: string;
  description: string;
  company: string;
  channel: string;
  stage: string;
  personal: string[];
  mobiles: string[];
  tagIds: CustomerTagId[];
  fields: Record<string, FieldValue>;
}

export interface Planned {
  line: Line;
  known: Known | undefined;
  /** column keys and field ids that bring something new; none: it stays as it is */
  news: string[];
}

/** Everybody the actor follows. */
export async function knownToMe(work: Work): Promise<Known[]> {
  return await work.sql<Known>(
    `select c.id, c.name, c.mobile, c.email, f.remark, f.description, f.company, f.channel, f.stage, f.personal, f.mobiles,
            f.tag_ids "tagIds", c.fields
       from customer_follows f join customers c on c.corp_id = $1 and c.id = f.customer_id
      where f.corp_id = $1 and f.member_id = $2 order by c.id`,
    [work.corpId, actingMember(work)],
  );
}

/** The last eleven digits, as two ways of writing one phone have them in common. */
const phoneOf = (mobile: string) => mobile.replaceAll(/\D/g, '').slice(-11);

/**
 * Whom each line means: by id, phone, mail, or, where it has none of them, by a name of somebody who has none either. Writes faults into
 * lines that mean somebody else's customer, or one whom an earlier line means.
 */
export function planLines(lines: readonly Line[], known: readonly Known[]): Planned[] {
  const byId = new Map(known.map((k) => [k.id as string, k]));
  const byPhone = new Map(
    known.flatMap((k) => [k.mobile, ...k.mobiles].flatMap((m) => (m ? [[phoneOf(m), k] as const] : []))),
  );
  const byMail = new Map(known.flatMap((k) => (k.email ? [[k.email.toLowerCase(), k] as const] : [])));
  const nameless = known.filter((k) => !k.mobile && !k.email);
  const taken = new Set<string>();
  const planned: Planned[] = [];
  for (const line of lines) {
    if (line.faults.length) continue;
    const { id, name, mobile, email } = line.cells;
    const wrong = (key: 'id' | 'mobile' | 'email', what: 'not_mine' | 'twice') =>
      line.faults.push({
        line: line.no,
        column: line.titles[key] ?? line.titles['name'] ?? '',
        value: line.cells[key] ?? name ?? '',
        what,
      });
    const match =
      (id ? byId.get(id) : undefined) ??
      (mobile ? byPhone.get(phoneOf(mobile)) : undefined) ??
      (email ? byMail.get(email.toLowerCase()) : undefined) ??
      (id || mobile || email ? undefined : nameless.find((k) => k.name === name && !taken.has(k.id)));
    if (id?.startsWith('cus_') && !match) {
      wrong('id', 'not_mine');
      continue;
    }
    const marks = match
      ? [match.id]
      : [...(mobile ? [phoneOf(mobile)] : []), ...(email ? [email.toLowerCase()] : [])];
    if (marks.some((m) => taken.has(m))) {
      wrong(mobile ? 'mobile' : email ? 'email' : 'id', 'twice');
      continue;
    }
    for (const mark of marks) taken.add(mark);
    planned.push({ line, known: match, news: match ? newsOf(line, match) : Object.keys(line.titles) });
  }
  return planned;
}

/** What this line says that is not known yet. Empty cells say nothing. */
function newsOf({ cells, fields, tagIds, personal }: Line, known: Known): string[] {
  const news: string[] = [];
  for (const key of ['remark', 'description', 'company', 'channel', 'stage'] as const)
    if (cells[key] && cells[key] !== known[key]) news.push(key);
  if (personal.length && personal.toSorted().join() !== known.personal.toSorted().join())
    news.push('personal');
  if (tagIds.some((t) => !known.tagIds.includes(t))) news.push('tags');
  if (newMobile(cells.mobile, known)) news.push('mobile');
  if (cells.email && !known.email) news.push('email');
  for (const [id, value] of Object.entries(fields))
    if (JSON.stringify(value) !== JSON.stringify(known.fields[id])) news.push(id);
  return news;
}

/** A number the customer is not known by; five are kept. */
export const newMobile = (mobile: string | undefined, known: Known): string | undefined =>
  mobile &&
  ![known.mobile, ...known.mobiles].some((m) => m && phoneOf(m) === phoneOf(mobile)) &&
  known.mobiles.length < 5
    ? mobile
    : undefined;
