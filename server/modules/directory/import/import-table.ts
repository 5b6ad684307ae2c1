import type { Work } from '../../../kernel/work.ts';
import { customFieldsOf } from '../custom-fields.ts';
import type { Progress } from './apply-plan.ts';
import { importMembers, type ImportResult, previewImport, resultOf } from './import-members.ts';
import { type ImportOptions, usualOptions } from './import-plan.ts';
import { readSheet } from './read-table.ts';

/**
 * Reads a table and imports it, for machines. With faults nothing is written and nobody counts as added or changed, unless this is
 * a dry run or faulty rows are to be left out.
 */
export async function importTable(
  work: Work,
  bytes: Uint8Array,
  { dryRun, progress, ...options }: Partial<ImportOptions> & { dryRun: boolean; progress: Progress },
): Promise<ImportResult> {
  const sheet = await readSheet(bytes, await customFieldsOf(work));
  const all = { ...usualOptions, ...options };
  const [corp] = await work.sql<{ locale: 'zh' | 'en' }>('select locale from corps where corp_id = $1', [
    work.corpId,
  ]);
  const locale = corp?.locale ?? 'zh';
  const preview = resultOf(await previewImport(work, sheet, all), locale);
  if (dryRun) return preview;
  if (preview.faults.length && !all.skipFaulty) return { ...preview, added: 0, changed: 0 };
  return resultOf(await importMembers(work, sheet, all, progress), locale);
}
