import type { Audience } from '../../../../contract/src/audience.ts';
import type { InputOf } from '../../../../contract/src/define.ts';
import type { ContactCodeId, CustomerFieldId, CustomerTagId } from '../../../../contract/src/ids.ts';
import type { Stage } from '../../../../contract/src/customers.ts';
import type { Broadcast, outreach } from '../../../../contract/src/outreach.ts';
import { type Bounds, boundsSet, noBounds } from '../../ui/form/field-bounds.tsx';

/** Who is meant, as a form asks it; '' means any. */
export interface AudienceForm {
  whose: Audience['whose'];
  tagId: string;
  withoutTagId: string;
  stage: string;
  codeId: string;
  fieldId: string;
  bounds: Bounds;
}

type Asked = NonNullable<InputOf<typeof outreach.createBroadcast>['audience']>;

export const anybody: AudienceForm = {
  whose: 'mine',
  tagId: '',
  withoutTagId: '',
  stage: '',
  codeId: '',
  fieldId: '',
  bounds: noBounds,
};

/** A kept audience as a form shows it. */
export function audienceIn(audience: Broadcast['audience']): AudienceForm {
  const field = audience.fields?.[0];
  return {
    whose: audience.whose ?? 'mine',
    tagId: audience.tagIds?.[0] ?? '',
    withoutTagId: audience.withoutTagIds?.[0] ?? '',
    stage: audience.stages?.[0] ?? '',
    codeId: audience.codeIds?.[0] ?? '',
    fieldId: field?.fieldId ?? '',
    bounds: {
      fieldIs: field?.fieldIs ?? '',
      fieldFrom: field?.fieldFrom ?? '',
      fieldTo: field?.fieldTo ?? '',
    },
  };
}

/** What is sent to the server. */
export const audienceOf = (form: AudienceForm): Asked => ({
  whose: form.whose,
  tagIds: form.tagId ? [form.tagId as CustomerTagId] : [],
  tagGroups: [],
  fields: form.fieldId ? [{ fieldId: form.fieldId as CustomerFieldId, ...boundsSet(form.bounds) }] : [],
  withoutTagIds: form.withoutTagId ? [form.withoutTagId as CustomerTagId] : [],
  stages: form.stage ? [form.stage as Stage] : [],
  codeIds: form.codeId ? [form.codeId as ContactCodeId] : [],
  memberIds: [],
  sources: [],
  customerIds: [],
});
