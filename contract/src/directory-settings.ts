// Tags, custom fields and visibility rules of a company.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { CustomField, Tag, VisibilityRule } from './directory-admin.ts';
import { CustomFieldId, MemberId, TagId } from './ids.ts';

const FieldInput = CustomField.omit({ id: true });

export const directorySettings = {
  listTags: endpoint({
    method: 'GET',
    path: '/admin/tags',
    summary: 'Tags, with how many members carry each',
    who: 'admin:members',
    input: z.object({}),
    output: z.object({ tags: z.array(Tag) }),
    errors: [],
  }),
  createTag: endpoint({
    method: 'POST',
    path: '/admin/tags',
    summary: 'Create a tag',
    who: 'admin:members',
    input: Tag.pick({ name: true }),
    output: z.object({ id: TagId }),
    errors: ['directory.name_taken', 'directory.outside_scope'],
  }),
  changeTag: endpoint({
    method: 'PATCH',
    path: '/admin/tags/:tagId',
    summary: 'Rename a tag, put it on members or take it off',
    who: 'admin:members',
    input: z.object({
      tagId: TagId,
      name: Tag.shape.name.optional(),
      add: z.array(MemberId).max(1_000).default([]),
      remove: z.array(MemberId).max(1_000).default([]),
    }),
    output: z.object({}),
    errors: ['directory.tag_not_found', 'directory.name_taken', 'directory.outside_scope'],
  }),
  removeTag: endpoint({
    method: 'DELETE',
    path: '/admin/tags/:tagId',
    summary: 'Remove a tag from everyone',
    who: 'admin:members',
    input: z.object({ tagId: TagId }),
    output: z.object({}),
    errors: ['directory.tag_not_found', 'directory.outside_scope'],
  }),
  listCustomFields: endpoint({
    method: 'GET',
    path: '/admin/custom-fields',
    summary: 'The fields this company added to its members',
    who: 'admin:members',
    input: z.object({}),
    output: z.object({ fields: z.array(CustomField) }),
    errors: [],
  }),
  createCustomField: endpoint({
    method: 'POST',
    path: '/admin/custom-fields',
    summary: 'Add a field to all members',
    who: 'admin:members',
    input: FieldInput,
    output: z.object({ id: CustomFieldId }),
    errors: ['directory.name_taken', 'directory.outside_scope'],
  }),
  changeCustomField: endpoint({
    method: 'PATCH',
    path: '/admin/custom-fields/:fieldId',
    summary: 'Rename, reorder, show or hide a field, or change its choices; its kind stays',
    who: 'admin:members',
    input: FieldInput.omit({ kind: true }).partial().extend({ fieldId: CustomFieldId }),
    output: z.object({}),
    errors: ['directory.field_not_found', 'directory.name_taken', 'directory.outside_scope'],
  }),
  removeCustomField: endpoint({
    method: 'DELETE',
    path: '/admin/custom-fields/:fieldId',
    summary: 'Remove a field and its values from everyone',
    who: 'admin:members',
    input: z.object({ fieldId: CustomFieldId }),
    output: z.object({}),
    errors: ['directory.field_not_found', 'directory.outside_scope'],
  }),
  getVisibility: endpoint({
    method: 'GET',
    path: '/admin/visibility',
    summary: 'Which departments see whom; a department without a rule follows the one above it',
    who: 'admin:members',
    input: z.object({}),
    output: z.object({ rules: z.array(VisibilityRule) }),
    errors: [],
  }),
  setVisibility: endpoint({
    method: 'PUT',
    path: '/admin/visibility',
    summary: 'Replace the visibility rules',
    who: 'admin:members',
    input: z.object({ rules: z.array(VisibilityRule).max(500) }),
    output: z.object({}),
    errors: ['directory.department_not_found', 'directory.outside_scope'],
  }),
};
