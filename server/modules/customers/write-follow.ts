import { customerChanged, type FieldValue, type Stage } from '@teahouse/contract/customers';
import type { CustomerId, CustomerTagId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { tagsToUse } from './customer-tags.ts';
import { stageToUse } from './fields/stages.ts';
import { writeFields } from './fields/write-fields.ts';
import { noteEvent } from './note-event.ts';
import { refreshSearch } from './search-words.ts';

/** What is noted about a pair; keys that are not given stay as they are. */
export interface FollowChange {
  remark?: string | undefined;
  description?: string | undefined;
  company?: string | undefined;
  mobiles?: readonly string[] | undefined;
  stage?: Stage | undefined;
  personal?: readonly string[] | undefined;
  tagIds?: readonly CustomerTagId[] | undefined;
  fields?: Readonly<Record<string, FieldValue | null>> | undefined;
}

/** Writes it, and lets the timeline, the search and whoever listens know. */
export async function writeFollow(
  work: Work,
  pair: { customerId: CustomerId; memberId: MemberId; stage: Stage; tagIds: readonly CustomerTagId[] },
  change: FollowChange,
): Promise<void> {
  const { customerId, memberId } = pair;
  if (change.stage && change.stage !== pair.stage) await stageToUse(work, change.stage);
  if (change.fields && (await writeFields(work, customerId, change.fields)))
    await noteEvent(work, { customerId, memberId, kind: 'fields' });
  const key = [work.corpId, customerId, memberId];
  await work.sql(
    `update customer_follows set remark = coalesce($4, remark), description = coalesce($5, description), company = coalesce($6, company),
            stage = coalesce($7, stage), personal = coalesce($8, personal), mobiles = coalesce($9, mobiles)
      where corp_id = $1 and customer_id = $2 and member_id = $3`,
    [
      ...key,
      change.remark,
      change.description,
      change.company,
      change.stage,
      change.personal && [...new Set(change.personal)],
      change.mobiles && [...new Set(change.mobiles)],
    ],
  );
  if (change.tagIds) {
    const names = await tagsToUse(work, change.tagIds);
    await work.sql(
      'delete from customer_follow_tags where corp_id = $1 and customer_id = $2 and member_id = $3 and tag_id <> all($4)',
      [...key, change.tagIds],
    );
    await work.sql(
      'insert into customer_follow_tags (corp_id, customer_id, member_id, tag_id) select $1, $2, $3, t from unnest($4::text[]) t on conflict do nothing',
      [...key, change.tagIds],
    );
    if (change.tagIds.toSorted().join() !== pair.tagIds.toSorted().join())
      await noteEvent(work, { customerId, memberId, kind: 'tags', detail: names.join(', ') });
  }
  if (change.stage && change.stage !== pair.stage)
    await noteEvent(work, { customerId, memberId, kind: 'stage', detail: change.stage });
  await refreshSearch(work, customerId);
  await work.emit(customerChanged, { customerId, memberId });
}
