import type { CustomerRight } from '@teahouse/contract/customer-rules';
import type { customers } from '@teahouse/contract/customers';
import type { InputOf } from '@teahouse/contract/define';
import type { MemberId } from '@teahouse/contract/ids';
import { actingMember, type Work } from '../../kernel/work.ts';
import { visibleFilter } from '../directory/index.ts';
import { fieldFilter } from './fields/field-filter.ts';
import { inCharge } from './rules/led-members.ts';

export type Wanted = Omit<InputOf<typeof customers.listCustomers>, 'after' | 'limit'> & {
  /** of those whom the actor leads by a rule group, only where it gives this right */
  right?: CustomerRight;
};

/** What a list asks for, as SQL on the follow `f` alone, so that counting and paging touch nothing else. */
export async function customersWanted(
  work: Work,
  wanted: Wanted,
): Promise<{ where: string; values: unknown[]; bound: (value: unknown) => string }> {
  // How many have a tag or a name decides the way they are found, so these questions are planned with their values.
  // None of them is worth starting a second process for.
  await work.sql(
    `select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('max_parallel_workers_per_gather', '0', true)`,
  );
  const values: unknown[] = [work.corpId];
  const bound = (value: unknown) => `$${values.push(value)}`;
  const where = ['f.corp_id = $1', await whose(work, wanted, bound)];
  if (wanted.q) {
    const said = wanted.q.toLowerCase();
    where.push(`f.search like ${bound(`%${likeable(said)}%`)}`);
    // A member's own few are looked through one by one; among everybody's the index of pieces leads.
    if (wanted.whose === 'all' || work.actor.kind === 'app')
      where.push(`word_grams(f.search) @> ${bound(gramsOf(said))}::text[]`);
  }
  if (wanted.stage) where.push(`f.stage = ${bound(wanted.stage)}`);
  if (wanted.memberId) where.push(`f.member_id = ${bound(wanted.memberId)}`);
  if (wanted.codeId) where.push(`f.code_id = ${bound(wanted.codeId)}`);
  if (wanted.from) where.push(`f.added_at >= ${bound(wanted.from)}`);
  if (wanted.to) where.push(`f.added_at < ${bound(wanted.to)}`);
  if (wanted.tagId) where.push(`f.tag_ids @> ${bound([wanted.tagId])}::text[]`);
  if (wanted.fieldId) where.push(await fieldFilter(work, wanted, bound));
  return { where: where.join(' and '), values, bound };
}

/** Mine, or those of the members I administer or lead; an app's, those in its visible range. */
async function whose(work: Work, wanted: Wanted, bound: (value: unknown) => string): Promise<string> {
  const isApp = work.actor.kind === 'app';
  if (wanted.whose === 'mine' && !isApp) return `f.member_id = ${bound(actingMember(work))}`;
  const values: unknown[] = [work.corpId];
  const theirs = isApp
    ? await visibleFilter(work, 'm', values)
    : await inCharge(work, 'm', values, wanted.right);
  if (theirs === 'true') return 'true';
  const members = await work.sql<{ id: MemberId }>(
    `select m.id from members m where m.corp_id = $1 and ${theirs}`,
    values,
  );
  const ids = [...members.map((m) => m.id), ...(isApp ? [] : [actingMember(work)])];
  return `f.member_id = any(${bound([...new Set(ids)])})`;
}

const likeable = (text: string) => text.replaceAll(/[%_\\]/g, '\\$&');

/** Pieces that whatever holds `text` holds as well; as in SQL word_grams(). */
function gramsOf(text: string): string[] {
  const chars = Array.from(text);
  if (chars.length <= 3) return [text];
  return [...new Set(chars.slice(2).map((_, i) => chars.slice(i, i + 3).join('')))].slice(0, 12);
}
