import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withSettingsTable } from './gen-settings-table.ts';

const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');

test('the README shows the settings as they are (npx tsx tools/gen-settings-table.ts)', () => {
  expect(readme).toBe(withSettingsTable(readme));
});

test('a README that tells another default is noticed', () => {
  expect(withSettingsTable(readme.replace('`8080`', '`9090`'))).toBe(readme);
});
