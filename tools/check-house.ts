// Says which sentence of the house is broken, in plain words.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brokenRules, floorsOf } from './house-rules.ts';

const home = fileURLToPath(new URL('..', import.meta.url));
const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'], {
  cwd: home,
  encoding: 'utf8',
});
const files = listed
  .split('\n')
  .filter((path) => path && !path.includes('.generated.'))
  .map((path) => ({ path, text: readFileSync(home + path, 'utf8') }));
const broken = brokenRules(files, floorsOf(readFileSync(home + 'server/modules/all.ts', 'utf8')));
for (const line of broken) console.error(line);
process.exit(broken.length === 0 ? 0 : 1);
