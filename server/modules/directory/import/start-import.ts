import { memberImport } from '@teahouse/contract/member-import';
import { type ImportId, ImportId as ImportIdShape } from '@teahouse/contract/ids';
import * as z from 'zod';
import { Failure, fail } from '../../../kernel/fail.ts';
import { job } from '../../../kernel/jobs.ts';
import { implement } from '../../../kernel/module.ts';
import { system, type Work } from '../../../kernel/work.ts';
import { importMembers } from './import-members.ts';
import { findImport, importToWorkOn } from './import-records.ts';

export const startImport = implement(memberImport.startImport, async (work, { importId }) => {
  const row = await importToWorkOn(work, importId, true);
  if (row.state !== 'preview' && row.state !== 'failed') return fail('directory.import_under_way');
  if (row.preview.counts.faults && !row.options.skipFaulty) return fail('directory.import_faulty');
  await setState(work, importId, 'applying', '');
  await work.sql(
    `insert into import_progress (corp_id, import_id, done, total) values ($1, $2, 0, $3)
     on conflict (corp_id, import_id) do update set done = 0, total = excluded.total`,
    [work.corpId, importId, row.preview.counts.added + row.preview.counts.changed],
  );
  await work.enqueue(applyImport, { importId });
  return {};
});

/** One transaction for the members; the progress is told beside it. Asked twice, the second finds the import done. */
export const applyImport = job(
  'directory.apply_import',
  z.object({ importId: ImportIdShape }),
  { tries: 5 },
  async (shift, { importId }) => {
    const tellProgress = (done: number, total: number) =>
      shift.work(async (work) => {
        await work.sql(
          'update import_progress set done = $3, total = $4 where corp_id = $1 and import_id = $2',
          [work.corpId, importId, done, total],
        );
      }, system);
    try {
      await shift.work(async (work) => {
        const row = await findImport(work, importId);
        if (row?.state !== 'applying') return;
        await importMembers(work, row.sheet, row.options, tellProgress, row.made_by);
        await setState(work, importId, 'done', '');
      }, system);
    } catch (error) {
      // The company changed since the preview; a person has to look again. Anything else is tried again.
      if (!(error instanceof Failure)) throw error;
      await shift.work((work) => setState(work, importId, 'failed', error.code), system);
    }
  },
);

async function setState(work: Work, id: ImportId, state: string, error: string): Promise<void> {
  await work.db.updateTable('imports').set({ state, error }).where('id', '=', id).execute();
}
