// Importing members from a table: upload, look, mend, apply.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { ImportId } from './ids.ts';

export const ImportFault = z.object({
  /** counted from 1, as the file shows it */
  row: z.number().int(),
  /** the header as written; '' where the file has no such column */
  column: z.string(),
  /** where the column stands, to mend the cell; null where the file has none */
  index: z.number().int().nullable(),
  /** what stands there now */
  value: z.string(),
  code: z.string(),
  text: z.string(),
});
export type ImportFault = z.infer<typeof ImportFault>;

const Person = z.object({
  /** null for members the file does not name */
  row: z.number().int().nullable(),
  name: z.string(),
  userid: z.string(),
  /** for the added: their departments; for the changed: what changes */
  what: z.array(z.string()),
});

export const ImportOptions = z.object({
  /** members the file does not name leave the company */
  leaveMissing: z.boolean(),
  /** rows with faults stay out, the others go in */
  skipFaulty: z.boolean(),
  /** departments along the paths are created; otherwise unknown ones are faults */
  createDepartments: z.boolean(),
});

export const ImportState = z.object({
  id: ImportId,
  fileName: z.string(),
  state: z.enum(['preview', 'applying', 'done', 'failed']),
  /** the code of what stopped it, where it failed */
  error: z.string(),
  options: ImportOptions,
  counts: z.object({
    rows: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    left: z.number().int(),
    unchanged: z.number().int(),
    departments: z.number().int(),
    faults: z.number().int(),
  }),
  /** the first 500 of each; the counts say how many there are */
  faults: z.array(ImportFault),
  added: z.array(Person),
  changed: z.array(Person),
  left: z.array(Person),
  /** paths of departments to be created */
  departments: z.array(z.string()),
  /** headers nothing is done with */
  ignored: z.array(z.string()),
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
});
export type ImportState = z.infer<typeof ImportState>;

const One = z.object({ importId: ImportId });

export const memberImport = {
  uploadImport: endpoint({
    method: 'POST',
    path: '/admin/imports',
    summary:
      'Upload an XLSX or CSV table of members (the bytes are the body); answers the preview, writes no member',
    who: 'admin:members',
    input: z.object({ fileName: z.string().trim().min(1).max(200) }),
    output: ImportState,
    errors: [
      'directory.outside_scope',
      'directory.import_unreadable',
      'directory.import_no_header',
      'directory.import_too_large',
    ],
    raw: true,
  }),
  getImport: endpoint({
    method: 'GET',
    path: '/admin/imports/:importId',
    summary: 'How an import stands',
    who: 'admin:members',
    input: One,
    output: ImportState,
    errors: ['directory.outside_scope', 'directory.import_not_found'],
  }),
  changeImport: endpoint({
    method: 'PATCH',
    path: '/admin/imports/:importId',
    summary: 'Mend cells or change options, and look again',
    who: 'admin:members',
    input: One.extend({
      options: ImportOptions.partial().default({}),
      cells: z
        .array(
          z.object({
            row: z.number().int().min(1),
            index: z.number().int().min(0).max(500),
            value: z.string().max(2_000),
          }),
        )
        .max(1_000)
        .default([]),
    }),
    output: ImportState,
    errors: ['directory.outside_scope', 'directory.import_not_found', 'directory.import_under_way'],
  }),
  startImport: endpoint({
    method: 'POST',
    path: '/admin/imports/:importId/start',
    summary: 'Apply an import; its state tells how far it is',
    who: 'admin:members',
    input: One,
    output: z.object({}),
    errors: [
      'directory.outside_scope',
      'directory.import_not_found',
      'directory.import_under_way',
      'directory.import_faulty',
    ],
  }),
  importTemplate: endpoint({
    method: 'GET',
    path: '/admin/import-template',
    summary: 'An empty table to fill in',
    who: 'admin:members',
    input: z.object({
      kind: z.enum(['xlsx', 'csv']).default('xlsx'),
      locale: z.enum(['zh', 'en']).default('zh'),
    }),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
};
