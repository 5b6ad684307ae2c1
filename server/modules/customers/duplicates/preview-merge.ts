import { customerDuplicates, type CustomerHalf } from '@teahouse/contract/customer-duplicates';
import type { CustomerFieldId } from '@teahouse/contract/ids';
import { implement } from '../../../kernel/module.ts';
import { halvesOf, twoPersons } from './halves.ts';

export const previewMerge = implement(
  customerDuplicates.previewMerge,
  async (work, { customerId, into: intoId }) => {
    const roots = await twoPersons(work, customerId, intoId);
    const halves = await halvesOf(work, roots);
    const [from, into] = roots.map((id) => halves.get(id)!) as [CustomerHalf, CustomerHalf];
    return {
      from,
      into,
      joined: {
        ...into,
        mobile: into.mobile ?? from.mobile,
        email: into.email ?? from.email,
        // Whoever said no as one of the two has said no.
        marketing: into.marketing && from.marketing,
        owners: [...new Set([...into.owners, ...from.owners])],
        tagIds: [...new Set([...into.tagIds, ...from.tagIds])],
        fields: { ...from.fields, ...into.fields },
        records: into.records + from.records,
      },
      differing: Object.keys(into.fields).filter(
        (id) =>
          from.fields[id] !== undefined &&
          JSON.stringify(from.fields[id]) !== JSON.stringify(into.fields[id]),
      ) as CustomerFieldId[],
    };
  },
);
