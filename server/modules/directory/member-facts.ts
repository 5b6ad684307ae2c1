import type { DepartmentId, MemberId, TagId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import type { Place } from './add-member.ts';
import { departmentsToAdminister, type Scope, within } from './directory.access.ts';
import { holdTree, refuseManagerCycle } from './hold-tree.ts';
import { customFits, isEmail, plainMobile } from './member.rules.ts';
import type { CustomKind } from '@teahouse/contract/directory';

/** Mobile and mail as they are stored; empty becomes none. Keys that are not given stay away. */
export function contactsOf(given: {
  mobile?: string | null | undefined;
  email?: string | null | undefined;
}): { mobile?: string | null; email?: string | null } {
  const out: { mobile?: string | null; email?: string | null } = {};
  if (given.mobile !== undefined)
    out.mobile = given.mobile
      ? (plainMobile(given.mobile) ?? fail('directory.bad_mobile', '', [{ path: 'mobile', text: 'mobile' }]))
      : null;
  if (given.email !== undefined) {
    if (given.email && !isEmail(given.email))
      fail('directory.bad_email', '', [{ path: 'email', text: 'email' }]);
    out.email = given.email || null;
  }
  return out;
}

/** The manager exists, still works here and does not report to the member. */
export async function checkManager(work: Work, managerId: MemberId, memberId?: MemberId): Promise<void> {
  if (memberId) await holdTree(work);
  const [manager] = await work.sql(
    `select from members where corp_id = $1 and id = $2 and status <> 'left'`,
    [work.corpId, managerId],
  );
  if (!manager) fail('directory.member_not_found');
  if (memberId) await refuseManagerCycle(work, memberId, managerId);
}

/** Every value belongs to a field of the company and fits its kind. */
export async function checkCustom(work: Work, custom: Record<string, string>): Promise<void> {
  const ids = Object.keys(custom);
  if (ids.length === 0) return;
  const fields = await work.sql<{ id: string; kind: CustomKind; options: string[] }>(
    'select id, kind, options from custom_fields where corp_id = $1 and id = any($2)',
    [work.corpId, ids],
  );
  for (const id of ids) {
    const field = fields.find((f) => f.id === id);
    if (!field || !customFits(field.kind, field.options, custom[id]!))
      fail('directory.custom_value', id, [{ path: `custom.${id}`, text: custom[id]! }]);
  }
}

/** Gives the member exactly these tags. */
export async function setTags(work: Work, memberId: MemberId, tags: readonly TagId[]): Promise<void> {
  const known = await work.sql('select from tags where corp_id = $1 and id = any($2)', [work.corpId, tags]);
  if (known.length !== new Set(tags).size) fail('directory.tag_not_found');
  await work.sql('delete from member_tags where corp_id = $1 and member_id = $2 and tag_id <> all($3)', [
    work.corpId,
    memberId,
    tags,
  ]);
  await work.sql(
    `insert into member_tags (corp_id, tag_id, member_id) select $1, t, $2 from unnest($3::text[]) t on conflict do nothing`,
    [work.corpId, memberId, tags],
  );
}

/**
 * The places a member ends up in. An administrator of some departments decides about those alone: places elsewhere stay as
 * they were, whatever was sent.
 */
export async function placesWithin(
  work: Work,
  scope: Scope,
  given: readonly Required<Place>[],
  had: readonly { id: DepartmentId; path: string; leader: boolean; main: boolean; sort: number }[] = [],
): Promise<Required<Place>[]> {
  if (given.filter((p) => p.main).length > 1 || new Set(given.map((p) => p.id)).size !== given.length)
    fail('common.invalid_input', 'two main departments, or one named twice', [
      { path: 'departments', text: 'one main department, each named once' },
    ]);
  const kept = had
    .filter((d) => !within(scope, d.path))
    .map((d) => ({ id: d.id, leader: d.leader, main: d.main, order: d.sort }));
  const mine = given.filter((p) => !kept.some((k) => k.id === p.id));
  await departmentsToAdminister(
    work,
    scope,
    mine.map((p) => p.id),
  );
  if (mine.length === 0) fail('directory.outside_scope');
  const foreignMain = kept.some((k) => k.main);
  return [...kept, ...mine.map((p) => ({ ...p, main: p.main && !foreignMain }))];
}
