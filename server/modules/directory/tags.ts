import { memberChanged, tagHoldsChanged } from '@teahouse/contract/directory';
import { directorySettings } from '@teahouse/contract/directory-settings';
import type { TagId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { adminScope, scopeFilter, wholeCompany } from './directory.access.ts';
import { namingTheTaken } from './unique-members.ts';

export const listTags = implement(directorySettings.listTags, async (work) => ({
  tags: await work.sql<{ id: TagId; name: string; memberCount: number }>(
    `select t.id, t.name, (select count(*)::int from member_tags g join members m on m.corp_id = $1 and m.id = g.member_id
                             where g.corp_id = $1 and g.tag_id = t.id and m.status <> 'left') "memberCount"
       from tags t where t.corp_id = $1 order by t.name`,
    [work.corpId],
  ),
}));

export const createTag = implement(directorySettings.createTag, async (work, { name }) => {
  const { id } = await addTag(work, { name });
  return { id };
});

/** One more tag; without a number it takes the next one. */
export async function addTag(
  work: Work,
  { name, no }: { name: string; no?: number | undefined },
): Promise<{ id: TagId; no: number }> {
  await wholeCompany(work);
  const id = newId('tag');
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} tags`]);
  const [row] = await namingTheTaken(
    work.sql<{ no: number }>(
      `insert into tags (corp_id, id, no, name, created_at)
       select $1, $2, coalesce($3::bigint, max(no) + 1, 1), $4, $5 from tags where corp_id = $1 returning no`,
      [work.corpId, id, no ?? null, name, work.now],
    ),
  );
  await work.audit({ action: 'directory.tag_created', object: id, detail: { name } });
  return { id, no: row!.no };
}

export const changeTag = implement(
  directorySettings.changeTag,
  async (work, { tagId, name, add, remove }) => {
    const scope = await adminScope(work);
    await existing(work, tagId);
    if (name !== undefined) {
      await wholeCompany(work);
      await namingTheTaken(work.db.updateTable('tags').set({ name }).where('id', '=', tagId).execute());
    }
    const touched = [...new Set([...add, ...remove])];
    const values: unknown[] = [work.corpId, touched];
    const known = await work.sql(
      `select from members m where m.corp_id = $1 and m.id = any($2) and ${scopeFilter(scope, 'm', values)}`,
      values,
    );
    if (known.length !== touched.length) fail('directory.outside_scope');
    await work.sql(
      `insert into member_tags (corp_id, tag_id, member_id) select $1, $2, m from unnest($3::text[]) m on conflict do nothing`,
      [work.corpId, tagId, add],
    );
    await work.sql('delete from member_tags where corp_id = $1 and tag_id = $2 and member_id = any($3)', [
      work.corpId,
      tagId,
      remove,
    ]);
    await work.audit({ action: 'directory.tag_changed', object: tagId, detail: { name, add, remove } });
    for (const [on, memberIds] of [
      [true, add],
      [false, remove],
    ] as const)
      if (memberIds.length) await work.emit(tagHoldsChanged, { tagId, on, memberIds, departmentIds: [] });
    for (const memberId of touched) await work.emit(memberChanged, { memberId });
    return {};
  },
);

export const removeTag = implement(directorySettings.removeTag, async (work, { tagId }) => {
  await wholeCompany(work);
  const { name } = await existing(work, tagId);
  for (const table of ['member_tags', 'tag_departments'])
    await work.sql(`delete from ${table} where corp_id = $1 and tag_id = $2`, [work.corpId, tagId]);
  await work.db.deleteFrom('tags').where('id', '=', tagId).execute();
  await work.audit({ action: 'directory.tag_removed', object: tagId, detail: { name } });
  return {};
});

async function existing(work: Work, tagId: TagId): Promise<{ name: string }> {
  const [tag] = await work.sql<{ name: string }>('select name from tags where corp_id = $1 and id = $2', [
    work.corpId,
    tagId,
  ]);
  return tag ?? fail('directory.tag_not_found');
}
