/** A table as it was read: cells as text, exactly as written; numbers keep their leading zeros. */
export interface Table {
  /** the rows that hold anything, each with its number in the file, counted from 1 */
  rows: { no: number; cells: string[] }[];
}

/** The file is not a table we can read. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

const EVERY = 2_000;

/** Lets other work of this process go on in between, now and then: a table of 100,000 rows takes seconds. */
export async function breathe(n: number): Promise<void> {
  if (n % EVERY === EVERY - 1) await new Promise((resolve) => setImmediate(resolve));
}
