import type { Work } from '../../../kernel/work.ts';

/** The numbers under which programs know these, by id. Whatever has none yet gets the next. */
export async function numbersOf(
  work: Work,
  table: 'leave_types' | 'attendance_rules' | 'shifts',
): Promise<Map<string, number>> {
  const missing = await work.sql(`select 1 one from ${table} where corp_id = $1 and no is null limit 1`, [
    work.corpId,
  ]);
  if (missing.length > 0) {
    await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `numbers ${table} ${work.corpId}`,
    ]);
    await work.sql(
      `update ${table} t set no = n.no from (
         select id, (select coalesce(max(no), 0) from ${table} where corp_id = $1) + row_number() over (order by id) no
           from ${table} where corp_id = $1 and no is null) n
        where t.corp_id = $1 and t.id = n.id`,
      [work.corpId],
    );
  }
  const rows = await work.sql<{ id: string; no: number }>(`select id, no from ${table} where corp_id = $1`, [
    work.corpId,
  ]);
  return new Map(rows.map((r) => [r.id, r.no]));
}
