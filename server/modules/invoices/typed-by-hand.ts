import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

/** Of these keys one that was typed by hand and counts, and the number of the paper it stands on. */
type Typed = (work: Work, keys: readonly string[]) => Promise<{ key: string; no: string } | undefined>;

let typed: Typed = () => Promise.resolve(undefined);

/** Whoever lets people type numbers of invoices tells which were. Called once, where the module is loaded. */
export function typedByHand(find: Typed): void {
  typed = find;
}

/**
 * Two papers with the same invoice wait for each other here, whether it lies in a folder or was typed; in one order, so that they
 * cannot lock each other out. Keys are code and number, in capitals.
 */
export async function holdKeys(work: Work, keys: readonly string[]): Promise<void> {
  await work.sql(
    `select pg_advisory_xact_lock(hashtextextended(k, 0)) from unnest($1::text[]) with ordinality u (k, n) order by n`,
    [[...new Set(keys)].toSorted().map((k) => `invoice ${work.corpId} ${k}`)],
  );
}

/** Fails with invoices.typed_elsewhere where one of these keys was typed on another paper that counts. */
export async function mustNotBeTyped(work: Work, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await holdKeys(work, keys);
  const found = await typed(work, keys);
  if (found)
    fail('invoices.typed_elsewhere', '', [
      { path: 'number', text: found.key },
      { path: 'claim', text: found.no },
    ]);
}
