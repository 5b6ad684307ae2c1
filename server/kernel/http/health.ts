import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { House } from '../house.ts';

/** /healthz: the process lives. /readyz: requests can be served. /metrics: Prometheus text. */
export function mountHealth(house: House): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  house.http.get('/healthz', async () => ({ ok: true }));
  house.http.get('/readyz', async (_request, reply) => {
    try {
      await house.db.asOwner('select 1');
      return { ready: true };
    } catch (error) {
      return reply.code(503).send({ ready: false, why: (error as Error).message });
    }
  });
  house.http.get('/metrics', async (_request, reply) => {
    const memory = process.memoryUsage();
    const [waiting] = await house.db.asOwner<{ jobs: number; events: number; dead: number }>(
      `select (select count(*) from jobs where dead_at is null) jobs, (select count(*) from outbox where dead_at is null) events,
              (select count(*) from jobs where dead_at is not null) + (select count(*) from outbox where dead_at is not null) dead`,
    );
    const gauges: [name: string, help: string, value: number][] = [
      ['teahouse_connections', 'Open client sockets', house.gateway.connections],
      ['teahouse_bus_connected', 'Hints reach other replicas', house.ports.bus.connected ? 1 : 0],
      ['teahouse_jobs_waiting', 'Jobs not done yet', waiting!.jobs],
      ['teahouse_events_waiting', 'Events not delivered yet', waiting!.events],
      ['teahouse_dead_letters', 'Jobs and events laid aside after too many failures', waiting!.dead],
      [
        'teahouse_db_connections',
        'Database connections in use',
        house.db.pool.totalCount - house.db.pool.idleCount,
      ],
      ['process_resident_memory_bytes', 'Resident memory', memory.rss],
      ['nodejs_heap_used_bytes', 'Heap in use', memory.heapUsed],
      ['nodejs_eventloop_delay_p99_seconds', 'Event loop delay', delay.percentile(99) / 1e9],
      [
        'process_cpu_seconds_total',
        'CPU time',
        process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
      ],
    ];
    const text = gauges
      .map(([name, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`)
      .join('');
    return reply.type('text/plain; version=0.0.4').send(text);
  });
}
