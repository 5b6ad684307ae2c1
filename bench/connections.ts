// node --import tsx bench/connections.ts [clients] [at once]
// (c) memory of an idle, signed-in connection and (d) everybody cut in one moment and back: log-in, session look-up, permission and
// the answer what they missed. Beside it the C floor, which accepts and answers the upgrade and nothing else.
import { fileURLToPath } from 'node:url';
import { compile, fanload, openStage, printTable, range, withServer } from './stage.ts';

const [clients = 10_000, atOnce = 500] = process.argv.slice(2).map(Number);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const stage = await openStage({
  members: clients,
  groups: range(0, Math.ceil(clients / 100)).map((g) => range(g * 100, Math.min(clients, g * 100 + 100))),
});
const server = await stage.start();
const table = await stage.table(
  range(0, Math.ceil(clients / 100)).map((chat) => ({
    chat,
    members: range(chat * 100, Math.min(clients, chat * 100 + 100)),
  })),
);
const load = ['-n', String(clients), '-C', String(atOnce), '-T', '200'];
const ours = (script: string, more: string[]) =>
  fanload([
    '-s',
    here(`scripts/${script}.txt`),
    '-D',
    table,
    '-p',
    String(server.port),
    '-P',
    `${server.process.pid},${stage.postgres.pid}`,
    ...load,
    ...more,
  ]);

const rows: (string | number)[][] = [];
const floor = await compile('floor');
await withServer(
  (port) => [floor, String(port), 'send'],
  async (port, pid) => {
    const f = await fanload([
      '-s',
      here('scripts/ws-broadcast.txt'),
      '-p',
      String(port),
      '-P',
      String(pid),
      ...load,
      '-X',
    ]);
    rows.push([
      'C floor, everybody back',
      f['storm_s']!,
      f['storm_per_s']!,
      f['storm_srv_cpu_us']!,
      f['storm_p99_ms']!,
      f['storm_failed']!,
    ]);
  },
);
// The first round warms the code; the second one counts.
await ours('ours-idle', ['-X']);
const unchanged = await ours('ours-idle', ['-X']);
rows.push([
  'Teahouse, nothing missed',
  unchanged['storm_s']!,
  unchanged['storm_per_s']!,
  unchanged['storm_srv_cpu_us']!,
  unchanged['storm_p99_ms']!,
  unchanged['storm_failed']!,
]);
const open = await ours('ours-back', ['-X']);
const fresh = await ours('ours', ['-X']);
rows.push([
  'Teahouse, a chat on screen',
  open['storm_s']!,
  open['storm_per_s']!,
  open['storm_srv_cpu_us']!,
  open['storm_p99_ms']!,
  open['storm_failed']!,
]);
rows.push([
  'Teahouse, new devices that hold nothing',
  fresh['storm_s']!,
  fresh['storm_per_s']!,
  fresh['storm_srv_cpu_us']!,
  fresh['storm_p99_ms']!,
  fresh['storm_failed']!,
]);
printTable(['', 'seconds', 'log-ins/s', 'CPU µs each, with database', 'p99 ms', 'failed'], rows);

const idle = await stage.start();
const held = await fanload([
  '-s',
  here('scripts/ours-idle.txt'),
  '-D',
  table,
  '-p',
  String(idle.port),
  '-P',
  String(idle.process.pid),
  ...load,
  '-I',
  '5',
]);
console.log(
  `idle: ${held['idle_rss_kb_per_conn']} kB a connection, ${held['idle_cpu_pct']} % of a core for all ${clients}`,
);
await stage.close();
