import type * as z from 'zod';
import type { Work } from '../../kernel/work.ts';

/** One switch of the company, kept under its name; `shape` gives the value when nothing was set. */
export async function corpSetting<T>(work: Work, name: string, shape: z.ZodType<T>): Promise<T> {
  const [row] = await work.sql<{ value: unknown }>(
    'select settings -> $2 as value from corps where corp_id = $1',
    [work.corpId, name],
  );
  return shape.parse(row?.value ?? undefined);
}

/** The caller audits what changed. */
export async function setCorpSetting(work: Work, name: string, value: unknown): Promise<void> {
  await work.sql('update corps set settings = jsonb_set(settings, array[$2], $3::jsonb) where corp_id = $1', [
    work.corpId,
    name,
    JSON.stringify(value),
  ]);
}
