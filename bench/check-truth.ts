// npm run check:truth: repeats the simulations behind "the truth about outreach", sets them beside the figures of the paper and writes docs/truth.md.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { coverage } from './truth/coverage.ts';
import { fatigue } from './truth/fatigue.ts';
import type { Finding } from './truth/finding.ts';
import { many } from './truth/many.ts';
import { money } from './truth/money.ts';
import { peeking } from './truth/peeking.ts';
import { staff } from './truth/staff.ts';

const chapters: [title: string, run: () => Finding[]][] = [
  ['Intervals (A, A2)', coverage],
  ['Looking every day (B, L4)', peeking],
  ['Members who choose (D)', staff],
  ['Past and money (E)', money],
  ['Many broadcasts (F, G)', many],
  ['Fatigue (G, F3)', fatigue],
];

const lines = [
  '# The truth about outreach, checked',
  '',
  'Written by `npm run check:truth`; do not edit. The figures of the paper, and what the product code gives in the same simulated worlds.',
  'Dice are seeded, so a run repeats to the last digit. Tolerances are about three standard errors of a simulation, or the rule of the test named.',
];
let broken = 0;
for (const [title, run] of chapters) {
  const findings = run();
  lines.push('', `## ${title}`, '', '| Check | Paper | Ours | Held within | |', '|---|---|---|---|---|');
  for (const { check, paper, ours, within, holds } of findings) {
    lines.push(`| ${check} | ${paper} | ${ours} | ${within} | ${holds ? 'holds' : '**off**'} |`);
    console.log(`${holds ? 'ok  ' : 'OFF '} ${check}: ${ours} (paper ${paper}, ${within})`);
    if (!holds) broken++;
  }
}
writeFileSync(fileURLToPath(new URL('../docs/truth.md', import.meta.url)), `${lines.join('\n')}\n`);
console.log(broken === 0 ? 'All hold.' : `${broken} off.`);
process.exit(broken === 0 ? 0 : 1);
