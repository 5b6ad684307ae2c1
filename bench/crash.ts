// node --import tsx bench/crash.ts [cycles] [clients]: the long version of server/crash.test.ts; ends with 1 when a promise is broken.
import { crashCycles } from '../server/testing/crash-cycles.ts';

const [cycles = 20, clients = 200] = process.argv.slice(2).map(Number);
const verdict = await crashCycles({
  cycles,
  clients,
  acksPerCycle: clients * 10,
  pauseMs: 150,
  log: (line) => console.log(line),
});
const ready = verdict.readyMs.toSorted((a, b) => a - b);
console.log(
  JSON.stringify({
    cycles,
    clients,
    acknowledged: verdict.acked,
    stored: verdict.stored,
    shown: verdict.shown,
    readyMs: { median: ready[Math.floor(ready.length / 2)], max: ready.at(-1) },
    broken: verdict.broken.length,
  }),
);
for (const sentence of verdict.broken.slice(0, 20)) console.log(sentence);
process.exit(verdict.broken.length ? 1 : 0);
