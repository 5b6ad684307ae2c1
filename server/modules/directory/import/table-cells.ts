import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { type Table, Unreadable } from './table.ts';

/** The rows of a CSV or of a workbook's first sheet that has any; undefined for what is no table. `times`: cells of a workbook that show a time of day give it. */
export async function tableCells(
  bytes: Uint8Array,
  asked: { times?: boolean } = {},
): Promise<Table['rows'] | undefined> {
  try {
    const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    const tables = zip ? await readXlsx(bytes, asked) : [await readCsv(bytes)];
    return tables.find((t) => t.rows.length)?.rows;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
