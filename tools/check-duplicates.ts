// What is written twice will be changed once. Product code only: tests may repeat themselves to stay readable.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { duplicateRuns } from './duplicate-runs.ts';

const LEAST = 12;
const home = fileURLToPath(new URL('..', import.meta.url));
const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], {
  cwd: home,
  encoding: 'utf8',
});
const files = listed
  .split('\n')
  .filter(
    (path) =>
      path &&
      !/\.generated\.|\.(test|fixture|setup)\.|\/testing\/|^(testing|e2e|bench|conformance)\//.test(path),
  )
  .map((path) => ({ path, text: readFileSync(home + path, 'utf8') }));
const found = duplicateRuns(files, LEAST);
for (const { lines, places } of found)
  console.error(`${lines} lines stand twice: ${places.map((p) => `${p.path}:${p.line}`).join(' and ')}`);
process.exit(found.length === 0 ? 0 : 1);
