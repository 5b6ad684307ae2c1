import type { CustomKind } from '@teahouse/contract/directory';
import type { CustomField } from '@teahouse/contract/directory-admin';
import { directorySettings } from '@teahouse/contract/directory-settings';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { wholeCompany } from './directory.access.ts';
import { namingTheTaken } from './unique-members.ts';

/** The fields of this company in their order. */
export function customFieldsOf(work: Work): Promise<CustomField[]> {
  return work.sql<CustomField>(
    'select id, name, kind, options, shown, sort "order" from custom_fields where corp_id = $1 order by sort desc, name',
    [work.corpId],
  );
}

export const listCustomFields = implement(directorySettings.listCustomFields, async (work) => ({
  fields: await customFieldsOf(work),
}));

export const createCustomField = implement(directorySettings.createCustomField, async (work, input) => {
  await wholeCompany(work);
  const id = newId('fld');
  const { order, ...field } = input;
  choicesOf(input.kind, input.options);
  await namingTheTaken(
    work.db
      .insertInto('custom_fields')
      .values({ id, ...field, sort: order })
      .execute(),
  );
  await work.audit({ action: 'directory.field_created', object: id, detail: { ...input } });
  return { id };
});

export const changeCustomField = implement(
  directorySettings.changeCustomField,
  async (work, { fieldId, ...input }) => {
    await wholeCompany(work);
    const [field] = await work.sql<{ kind: CustomKind; options: string[] }>(
      'select kind, options from custom_fields where corp_id = $1 and id = $2',
      [work.corpId, fieldId],
    );
    if (!field) return fail('directory.field_not_found');
    choicesOf(field.kind, input.options ?? field.options);
    await namingTheTaken(
      work.sql(
        `update custom_fields set name = coalesce($3, name), options = coalesce($4, options), shown = coalesce($5, shown), sort = coalesce($6, sort)
          where corp_id = $1 and id = $2`,
        [work.corpId, fieldId, input.name, input.options, input.shown, input.order],
      ),
    );
    await work.audit({ action: 'directory.field_changed', object: fieldId, detail: { ...input } });
    return {};
  },
);

export const removeCustomField = implement(directorySettings.removeCustomField, async (work, { fieldId }) => {
  await wholeCompany(work);
  const [gone] = await work.sql<{ name: string }>(
    'delete from custom_fields where corp_id = $1 and id = $2 returning name',
    [work.corpId, fieldId],
  );
  if (!gone) fail('directory.field_not_found');
  await work.sql('update members set custom = custom - $2 where corp_id = $1 and custom ? $2', [
    work.corpId,
    fieldId,
  ]);
  await work.audit({ action: 'directory.field_removed', object: fieldId, detail: { name: gone?.name } });
  return {};
});

function choicesOf(kind: CustomKind, options: readonly string[]): void {
  if ((kind === 'select') !== options.length > 0)
    fail('common.invalid_input', 'choices', [
      { path: 'options', text: 'a select, and only that, has choices' },
    ]);
}
