import type { CustomFieldId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { findHeader, type Header } from './import-columns.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { type Table, Unreadable } from './table.ts';

export interface Sheet {
  header: Header;
  /** the rows below the header */
  rows: Table['rows'];
}

/**
 * Reads a table of members, whatever its kind: the bytes tell, not the name. Of a workbook the first sheet with headers counts.
 * Refuses what is no table, and a table without a name column.
 */
export async function readSheet(
  bytes: Uint8Array,
  fields: readonly { id: CustomFieldId; name: string }[],
): Promise<Sheet> {
  const tables = await tablesOf(bytes);
  for (const table of tables) {
    const header = findHeader(table, fields);
    if (header) return { header, rows: table.rows.filter((r) => r.no > header.no) };
  }
  return fail('directory.import_no_header');
}

/** The cells of the first table of a file, row by row, as text. Refuses what is no table. */
export async function readTable(bytes: Uint8Array): Promise<string[][]> {
  const [table] = await tablesOf(bytes);
  return (table?.rows ?? []).map((r) => r.cells);
}

async function tablesOf(bytes: Uint8Array): Promise<Table[]> {
  try {
    const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    return zip ? await readXlsx(bytes) : [await readCsv(bytes)];
  } catch (error) {
    if (error instanceof Unreadable) return fail('directory.import_unreadable', error.message);
    throw error;
  }
}
