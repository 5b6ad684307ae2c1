import { customerFields } from '@teahouse/contract/customer-fields';
import { implement } from '../../../kernel/module.ts';
import { wholeCompany } from '../customer-tags.ts';
import { changeTagOrGroup } from '../machines/tag-groups.ts';

export const renameCustomerTag = implement(
  customerFields.renameCustomerTag,
  async (work, { tagId, name }) => {
    await wholeCompany(work);
    await changeTagOrGroup(work, tagId, { name });
    return {};
  },
);

/** Higher numbers come first, as programs know it. */
export const orderCustomerTags = implement(customerFields.orderCustomerTags, async (work, { ids }) => {
  await wholeCompany(work);
  for (const [i, id] of ids.entries()) await changeTagOrGroup(work, id, { sort: ids.length - i });
  return {};
});
