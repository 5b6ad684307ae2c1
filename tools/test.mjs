// `npm test`: installs what it needs, then every check in the order in which the first failure says most. Ends with one line of sums.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildClient, home, install } from './prepare.mjs';

install();
const bin = (name) => join(home, 'node_modules', '.bin', name);
const node = process.execPath;
const report = join(tmpdir(), `teahouse-tests-${process.pid}.json`);

const checks = [
  {
    name: 'generated files are fresh',
    command: node,
    words: ['--import', 'tsx', 'tools/check-generated.ts'],
  },
  { name: 'format', command: bin('oxfmt'), words: ['--check', '.'] },
  { name: 'types', command: bin('tsc'), words: ['--noEmit', '-p', '.'] },
  { name: 'types of the client', command: bin('tsc'), words: ['--noEmit', '-p', 'web'] },
  { name: 'house rules', command: node, words: ['--import', 'tsx', 'tools/check-house.ts'] },
  { name: 'lint', command: bin('oxlint'), words: ['--type-aware', '--deny-warnings'] },
  { name: 'nothing stands twice', command: node, words: ['--import', 'tsx', 'tools/check-duplicates.ts'] },
  { name: 'dead code', command: bin('knip'), words: ['--no-progress'] },
];

const sums = { passed: 0, failed: 0, skipped: 0 };
for (const { name, command, words } of checks) {
  const { code, output } = await run(command, words);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  if (code !== 0) console.log(output);
  sums[code === 0 ? 'passed' : 'failed']++;
}

buildClient();
const weight = await run(node, ['tools/check-budget.mjs']);
console.log(`${weight.code === 0 ? 'ok  ' : 'FAIL'} page weight`);
console.log(weight.output.trim());
sums[weight.code === 0 ? 'passed' : 'failed']++;
const chromium = await run(node, ['tools/ensure-chromium.mjs']);
if (chromium.code !== 0) console.log(chromium.output);
const env = { CHROMIUM_PATH: chromium.output.trim().split('\n').at(-1) ?? '' };
const tests = await run(
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile=${report}`],
  env,
  true,
);
try {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  sums.passed += numPassedTests;
  sums.skipped += numPendingTests;
  // A file that could not even be loaded has no tests to count.
  sums.failed +=
    numFailedTests +
    testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length;
  if (tests.code !== 0 && sums.failed === 0) sums.failed++;
} catch (error) {
  console.log(`The tests left no report: ${error.message}`);
  sums.failed++;
}
rmSync(report, { force: true });
console.log(`${sums.passed} passed, ${sums.failed} failed${sums.skipped ? `, ${sums.skipped} skipped` : ''}`);
process.exit(sums.failed === 0 ? 0 : 1);

function run(command, words, env = {}, show = false) {
  return new Promise((resolve) => {
    const child = spawn(command, words, {
      cwd: home,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (chunk) => {
      output += chunk;
      if (show) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
