/** One CSV line. Cells a spreadsheet would run as a formula are led by an apostrophe, which it shows as plain text. */
export function csvLine(cells: readonly (string | number)[]): string {
  return cells.map(cell).join(',') + '\r\n';
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
