import { customerChanged, customers } from '@teahouse/contract/customers';
import { implement } from '../../kernel/module.ts';
import { tagsToUse } from './customer-tags.ts';
import { followToChange } from './follow.access.ts';
import { noteEvent } from './note-event.ts';
import { refreshSearch } from './search-words.ts';

export const changeFollow = implement(
  customers.changeFollow,
  async (work, { customerId, memberId: whose, tagIds, ...change }) => {
    const before = await followToChange(work, customerId, whose);
    const { memberId } = before;
    await work.sql(
      `update customer_follows set remark = coalesce($4, remark), description = coalesce($5, description), company = coalesce($6, company),
              stage = coalesce($7, stage), personal = coalesce($8, personal) where corp_id = $1 and customer_id = $2 and member_id = $3`,
      [
        work.corpId,
        customerId,
        memberId,
        change.remark,
        change.description,
        change.company,
        change.stage,
        change.personal && [...new Set(change.personal)],
      ],
    );
    if (tagIds) {
      const names = await tagsToUse(work, tagIds);
      await work.sql(
        'delete from customer_follow_tags where corp_id = $1 and customer_id = $2 and member_id = $3',
        [work.corpId, customerId, memberId],
      );
      await work.sql(
        'insert into customer_follow_tags (corp_id, customer_id, member_id, tag_id) select $1, $2, $3, t from unnest($4::text[]) t on conflict do nothing',
        [work.corpId, customerId, memberId, tagIds],
      );
      if (tagIds.toSorted().join() !== before.tagIds.toSorted().join())
        await noteEvent(work, { customerId, memberId, kind: 'tags', detail: names.join(', ') });
    }
    if (change.stage && change.stage !== before.stage)
      await noteEvent(work, { customerId, memberId, kind: 'stage', detail: change.stage });
    await refreshSearch(work, customerId);
    await work.emit(customerChanged, { customerId, memberId });
    return await followToChange(work, customerId, memberId);
  },
);
