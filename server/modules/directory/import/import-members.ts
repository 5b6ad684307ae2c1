import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { holdTree } from '../hold-tree.ts';
import { applyPlan, type Progress } from './apply-plan.ts';
import { type Fault, faultText } from './import-faults.ts';
import { type ImportOptions, type Plan, planImport } from './import-plan.ts';
import { loadCurrent } from './load-current.ts';
import type { Sheet } from './read-table.ts';

/** Numbers of rows; `left` are members the file does not name, whether or not they are made to leave. */
export interface ImportResult {
  added: number;
  changed: number;
  left: number;
  unchanged: number;
  faults: { row: number; column: string; code: string; text: string }[];
}

/** What an import would do. Writes nothing. */
export async function previewImport(work: Work, sheet: Sheet, options: ImportOptions): Promise<Plan> {
  return planImport(sheet, await loadCurrent(work), options);
}

/**
 * Imports a table of members in this one unit of work. With faults nothing is written, unless the options leave faulty rows out.
 * The company is held meanwhile, so what was planned is what is written. `actorId`: whose import it is, where the work runs as a job.
 */
export async function importMembers(
  work: Work,
  sheet: Sheet,
  options: ImportOptions,
  progress: Progress = () => undefined,
  actorId?: MemberId,
): Promise<Plan> {
  await holdTree(work);
  const plan = planImport(sheet, await loadCurrent(work), options);
  if (plan.faults.length && !options.skipFaulty) fail('directory.import_faulty');
  await applyPlan(work, plan, options.leaveMissing, progress);
  await work.audit({
    action: 'directory.members_imported',
    ...(actorId ? { actorId } : {}),
    detail: {
      added: plan.added.length,
      changed: plan.changed.length,
      left: options.leaveMissing ? plan.left.length : 0,
      skipped: new Set(plan.faults.map((f) => f.row)).size,
      departments: plan.departments.length,
    },
  });
  return plan;
}

export function resultOf(plan: Plan, locale: 'zh' | 'en'): ImportResult {
  return {
    added: plan.added.length,
    changed: plan.changed.length,
    left: plan.left.length,
    unchanged: plan.unchanged,
    faults: plan.faults.map((f) => shownFault(f, locale)),
  };
}

export function shownFault(fault: Fault, locale: 'zh' | 'en') {
  return { row: fault.row, column: fault.column, code: fault.code, text: faultText(fault, locale) };
}
