import { Readable } from 'node:stream';
import { memberImport } from '@teahouse/contract/member-import';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement, implementRaw, type RawCall } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { customFieldsOf } from '../custom-fields.ts';
import { wholeCompany } from '../directory.access.ts';
import { type ImportOptions, planImport, usualOptions } from './import-plan.ts';
import { importState, importToWorkOn, toPreview } from './import-records.ts';
import { loadCurrent } from './load-current.ts';
import { readSheet, type Sheet } from './read-table.ts';

const MOST_BYTES = 64 * 1024 * 1024;
const DAYS_7 = 7 * 24 * 3_600_000;

export const uploadImport = implementRaw(memberImport.uploadImport, async (call, { fileName }) => {
  const fields = await call.work(async (work) => {
    await wholeCompany(work);
    return await customFieldsOf(work);
  });
  const sheet = await readSheet(await bodyOf(call), fields);
  return await call.work(async (work) => {
    await forgetOld(work);
    const id = newId('imp');
    const options: ImportOptions = { ...usualOptions, mayChangeAdmins: await isOwner(work) };
    await work.db
      .insertInto('imports')
      .values({
        id,
        made_by: actingMember(work),
        file_name: fileName,
        sheet: JSON.stringify(sheet),
        options: JSON.stringify(options),
        state: 'preview',
        preview: JSON.stringify(await lookAhead(work, sheet, options)),
        created_at: work.now,
      })
      .execute();
    return await importState(work, id);
  });
});

export const getImport = implement(memberImport.getImport, async (work, { importId }) => {
  await wholeCompany(work);
  return await importState(work, importId);
});

export const changeImport = implement(
  memberImport.changeImport,
  async (work, { importId, options, cells }) => {
    const row = await importToWorkOn(work, importId, true);
    if (row.state !== 'preview' && row.state !== 'failed') return fail('directory.import_under_way');
    const { sheet } = row;
    const byNo = new Map(sheet.rows.map((r) => [r.no, r.cells]));
    for (const { row: no, index, value } of cells) {
      const found = byNo.get(no);
      if (!found || index >= sheet.header.texts.length)
        return fail('common.invalid_input', `no cell ${no}:${index}`);
      while (found.length < index) found.push('');
      found[index] = value;
    }
    const given = Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined));
    const chosen: ImportOptions = { ...row.options, ...given, mayChangeAdmins: await isOwner(work) };
    await work.db
      .updateTable('imports')
      .set({
        sheet: JSON.stringify(sheet),
        options: JSON.stringify(chosen),
        preview: JSON.stringify(await lookAhead(work, sheet, chosen)),
        state: 'preview',
        error: '',
      })
      .where('id', '=', importId)
      .execute();
    return await importState(work, importId);
  },
);

async function lookAhead(work: Work, sheet: Sheet, options: ImportOptions) {
  const current = await loadCurrent(work);
  const [me] = await work.sql<{ locale: 'zh' | 'en' }>(
    `select coalesce(m.locale, c.locale) locale from corps c left join members m on m.corp_id = $1 and m.id = $2 where c.corp_id = $1`,
    [work.corpId, work.actor.id],
  );
  return toPreview(planImport(sheet, current, options), sheet, current, me?.locale ?? 'zh');
}

async function isOwner(work: Work): Promise<boolean> {
  const rows = await work.sql(`select from admins where corp_id = $1 and member_id = $2 and role = 'owner'`, [
    work.corpId,
    work.actor.id,
  ]);
  return rows.length > 0;
}

/** A table of people is not kept longer than it is of use. */
async function forgetOld(work: Work): Promise<void> {
  const old = new Date(work.now.getTime() - DAYS_7);
  await work.sql(
    `with gone as (delete from imports where corp_id = $1 and created_at < $2 and state <> 'applying' returning id)
     delete from import_progress where corp_id = $1 and import_id in (select id from gone)`,
    [work.corpId, old],
  );
}

async function bodyOf(call: RawCall): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Whoever sends JSON sends no table.
  if (!(call.body instanceof Readable)) return fail('directory.import_unreadable');
  for await (const chunk of call.body) {
    size += (chunk as Buffer).length;
    if (size > MOST_BYTES) return fail('directory.import_too_large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
