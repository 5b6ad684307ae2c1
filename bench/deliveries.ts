// node --import tsx bench/deliveries.ts [rounds] [seconds] [sizes] [deliveries/s]
// (b) deliveries/s and CPU seconds per million deliveries in groups of 100, 1,000 and 5,000 online members: the product (stored,
// permission checked, readers on) beside ejabberd with its archive on, a bare `ws` loop, and one C send() a frame.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, type Figures, fanload, median, openStage, printTable, range, withServer } from './stage.ts';

const [rounds = 2, seconds = 5] = process.argv.slice(2, 4).map(Number);
const sizes = (process.argv[4] ?? '100,1000,5000').split(',').map(Number);
const offered = Number(process.argv[5] ?? 10_000);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const floor = await compile('floor');
const ejabberd = existsSync('/usr/sbin/ejabberdctl') || existsSync('/usr/bin/ejabberdctl');
if (!ejabberd) console.log('ejabberd is not installed (apt-get install ejabberd); its rows are left out');

const stage = await openStage({ members: Math.max(...sizes), groups: sizes.map((n) => range(0, n)) });
const server = await stage.start();
const results = new Map<string, Figures[]>();

for (let round = 0; round < rounds; round++) {
  for (const [i, n] of sizes.entries()) {
    for (const perSecond of [offered / n, 0]) {
      const load = [
        '-n',
        String(n),
        '-S',
        String(Math.min(n, 50)),
        '-r',
        String(perSecond),
        '-W',
        '8',
        '-d',
        String(seconds),
        '-w',
        '1',
        '-C',
        '200',
        '-T',
        '120',
      ];
      const run = async (who: string, port: number, pids: number[], script: string, more: string[] = []) => {
        const key = `${n}|${perSecond ? 'steady' : 'saturated'}|${who}`;
        try {
          const figures = await fanload([
            '-s',
            here(`scripts/${script}.txt`),
            '-p',
            String(port),
            '-P',
            pids.join(','),
            ...load,
            ...more,
          ]);
          results.set(key, [...(results.get(key) ?? []), figures]);
        } catch (error) {
          console.log(`${key}: ${(error as Error).message.slice(0, 300)}`);
        }
      };
      await withServer(
        (port) => [floor, String(port), 'send'],
        (port, pid) => run('C send()', port, [pid], 'ws-broadcast'),
      );
      await withServer(
        (port) => [process.execPath, here('peers/ws-loop.mjs'), String(port)],
        (port, pid) => run('bare ws loop', port, [pid], 'ws-broadcast'),
      );
      const table = await stage.table([{ chat: i, members: range(0, n) }]);
      await run('Teahouse', server.port, [server.process.pid!, stage.postgres.pid], 'ours', ['-D', table]);
      if (ejabberd)
        await withServer(
          (port) => ['bash', here('peers/ejabberd.sh'), String(port)],
          (port, pid) => run('ejabberd', port, [pid], 'xmpp-muc'),
        );
    }
  }
}

const at = (figures: Figures[], name: string) => median(figures.map((f) => f[name] ?? NaN));
printTable(
  [
    'online',
    'load',
    'server',
    'deliveries/s',
    'CPU s a million',
    'to C send()',
    'p50 ms',
    'p99 ms',
    'missing',
  ],
  [...results].map(([key, figures]) => {
    const [n, load, who] = key.split('|') as [string, string, string];
    const c = results.get(`${n}|${load}|C send()`) ?? [];
    const ratio = median(
      figures.map((f, i) => f['srv_cpu_us_per_delivery']! / (c[i]?.['srv_cpu_us_per_delivery'] ?? NaN)),
    );
    return [
      n,
      load,
      who,
      Math.round(at(figures, 'deliveries_per_s')),
      at(figures, 'srv_cpu_us_per_delivery').toFixed(1),
      ratio.toFixed(2),
      at(figures, 'p50_ms').toFixed(1),
      at(figures, 'p99_ms').toFixed(0),
      at(figures, 'missing'),
    ];
  }),
);
await stage.close();
