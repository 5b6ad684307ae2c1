// `npx tsx tools/gen-settings-table.ts`: writes the table of settings into README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { settingsTable } from '../server/kernel/settings.ts';

const readme = fileURLToPath(new URL('../README.md', import.meta.url));
const [opening, closing] = [
  '<!-- settings: made by tools/gen-settings-table.ts -->',
  '<!-- end of settings -->',
];

/** The README with today's table between its two marks. Throws when a mark is missing. */
export function withSettingsTable(text: string): string {
  const from = text.indexOf(opening);
  const to = text.indexOf(closing);
  if (from < 0 || to < from) throw new Error(`README.md needs the marks ${opening} and ${closing}.`);
  const rows = settingsTable.map(
    (row) =>
      `| \`${row.name}\` | ${row.default && `\`${row.default}\``} | ${row.meaning.replaceAll('|', '\\|')} |`,
  );
  const table = ['| Variable | Default | Meaning |', '|---|---|---|', ...rows].join('\n');
  return `${text.slice(0, from)}${opening}\n${table}\n${text.slice(to)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(readme, withSettingsTable(readFileSync(readme, 'utf8')));
}
