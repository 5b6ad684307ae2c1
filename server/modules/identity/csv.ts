/** One CSV line. Cells a spreadsheet would run as a formula are led by an apostrophe, which it shows as plain text. */
export function csvLine(cells: readonly (string | number)[]): string {
  return cells.map(cell).join(',') + '\r\n';
}

/** A cell of a spreadsheet that is never run as a formula. */
export const plainCell = <T extends string | number>(value: T): T | string =>
  typeof value === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;

function cell(value: string | number): string {
  const safe = String(plainCell(value));
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
