import type { ImportState } from '@teahouse/contract/member-import';
import type { ImportId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { wholeCompany } from '../directory.access.ts';
import { shownFault } from './import-members.ts';
import type { Current, ImportOptions, Plan, PlannedMember } from './import-plan.ts';
import type { Sheet } from './read-table.ts';

export interface ImportRecord {
  id: ImportId;
  made_by: MemberId;
  file_name: string;
  sheet: Sheet;
  options: ImportOptions;
  state: ImportState['state'];
  preview: Preview;
  error: string;
}
type Preview = Pick<
  ImportState,
  'counts' | 'faults' | 'added' | 'changed' | 'left' | 'departments' | 'ignored'
>;

const SHOWN = 500;

/** An import of this company, for whoever administers all of it. `held`: nobody else changes or starts it until the work is done. */
export async function importToWorkOn(work: Work, id: ImportId, held = false): Promise<ImportRecord> {
  await wholeCompany(work);
  return (await findImport(work, id, held)) ?? fail('directory.import_not_found');
}

export async function findImport(work: Work, id: ImportId, held = false): Promise<ImportRecord | undefined> {
  const [row] = await work.sql<ImportRecord>(
    `select id, made_by, file_name, sheet, options, state, preview, error from imports
      where corp_id = $1 and id = $2 ${held ? 'for update' : ''}`,
    [work.corpId, id],
  );
  return row;
}

/** How an import stands, without reading its table again. */
export async function importState(work: Work, id: ImportId): Promise<ImportState> {
  const [row] = await work.sql<Omit<ImportRecord, 'sheet'> & { done: number | null; total: number | null }>(
    `select i.id, i.file_name, i.options, i.state, i.preview, i.error, p.done, p.total
       from imports i left join import_progress p on p.corp_id = $1 and p.import_id = i.id
      where i.corp_id = $1 and i.id = $2`,
    [work.corpId, id],
  );
  if (!row) return fail('directory.import_not_found');
  const { leaveMissing, skipFaulty, createDepartments } = row.options;
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    error: row.error,
    options: { leaveMissing, skipFaulty, createDepartments },
    ...row.preview,
    progress: { done: row.done ?? 0, total: row.total ?? 0 },
  };
}

/** A plan as the page shows it: what is too long to read is counted only. */
export function toPreview(plan: Plan, sheet: Sheet, current: Current, locale: 'zh' | 'en'): Preview {
  const { header } = sheet;
  const cells = new Map(sheet.rows.map((r) => [r.no, r.cells]));
  const names = new Map(current.departments.map((d) => [d.id as string, d.name]));
  const fields = new Map<string, string>(current.fields.map((f) => [f.id, f.name]));
  const place = (p: NonNullable<PlannedMember['places']>[number]) =>
    'id' in p.department ? (names.get(p.department.id) ?? '') : p.department.key.split('\u0000').join('/');
  return {
    counts: {
      rows: sheet.rows.length,
      added: plan.added.length,
      changed: plan.changed.length,
      left: plan.left.length,
      unchanged: plan.unchanged,
      departments: plan.departments.length,
      faults: plan.faults.length,
    },
    faults: plan.faults.slice(0, SHOWN).map((fault) => {
      const index = fault.column === '' ? -1 : header.texts.indexOf(fault.column);
      return {
        ...shownFault(fault, locale),
        index: index < 0 ? null : index,
        value: (cells.get(fault.row)?.[index] ?? '').slice(0, 500),
      };
    }),
    added: plan.added.slice(0, SHOWN).map((m) => ({
      row: m.row,
      name: m.facts.name,
      userid: m.userid,
      what: (m.places ?? []).map(place),
    })),
    changed: plan.changed.slice(0, SHOWN).map((m) => ({
      row: m.row,
      name: m.facts.name,
      userid: m.userid,
      what: m.fields.map((f) => fields.get(f) ?? f),
    })),
    left: plan.left.slice(0, SHOWN).map((m) => ({ row: null, name: m.name, userid: m.userid, what: [] })),
    departments: plan.departments.slice(0, SHOWN).map((d) => d.key.split('\u0000').join('/')),
    ignored: header.ignored,
  };
}
