// `npm run conformance [LANE…]`: unmodified SDKs of others against the running product. Writes docs/conformance.md when all lanes ran.
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { implementedPaths } from './implemented-paths.ts';
import { home, openInstallation } from './installation.ts';
import { type Lane, runLane } from './lane.ts';
import { alertmanager } from './lanes/alertmanager.ts';
import { go } from './lanes/go.ts';
import { java } from './lanes/java.ts';
import { javascript } from './lanes/javascript.ts';
import { python } from './lanes/python.ts';
import type { Row } from './rows.ts';
import { pageOf, plain, sumOf } from './table.ts';

// Alertmanager comes last: it moves the clock.
const lanes: readonly Lane[] = [javascript, go, python, java, alertmanager];
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'teahouse-conformance');
const wanted = process.argv.slice(2);
const chosen = lanes.filter((l) => wanted.length === 0 || wanted.includes(l.name));
if (chosen.length === 0) {
  console.error(`Lanes are ${lanes.map((l) => l.name).join(', ')}.`);
  process.exit(2);
}

const skipped: { lane: string; why: string }[] = [];
const ready: { lane: Lane; dir: string }[] = [];
for (const lane of chosen) {
  const dir = join(cache, lane.name);
  await mkdir(dir, { recursive: true });
  const why = lane.missing() || (await lane.prepare(dir).then(() => '', sentence));
  if (why) skipped.push({ lane: lane.name, why });
  else ready.push({ lane, dir });
}

const installation = await openInstallation();
const rows: Row[] = [];
try {
  for (const { lane, dir } of ready) {
    const seen = await runLane(installation, lane, dir).catch((error: unknown) => {
      skipped.push({ lane: lane.name, why: sentence(error) });
      return [];
    });
    rows.push(...seen);
    for (const row of seen)
      console.log(
        `${row.ok ? 'ok  ' : 'FAIL'} ${row.sdk} ${row.version}  ${row.endpoint}  ${plain(row.detail)}`,
      );
  }
  for (const { lane, why } of skipped) console.log(`skip ${lane}: ${why}`);
  const implemented = await implementedPaths(installation.url);
  if (chosen.length === lanes.length) {
    await writeFile(join(home, 'docs', 'conformance.md'), pageOf(rows, skipped, implemented));
  }
  console.log(sumOf(rows, implemented));
} finally {
  await installation.close();
}
process.exit(rows.every((r) => r.ok) && skipped.length === 0 ? 0 : 1);

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
