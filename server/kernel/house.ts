import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { type Bus, localBus } from './bus.ts';
import { Database } from './database.ts';
import { FrontDesk } from './front-desk.ts';
import { type Desk, type Recognise, sessionSecret } from './http/admit.ts';
import { foreign } from './http/browser-guards.ts';
import { createHttp } from './http/server.ts';
import { installationSecret } from './installation.ts';
import { JobRunner } from './jobs.ts';
import { migrate } from './migrate.ts';
import type { Module } from './module.ts';
import { WorkOpener } from './open-work.ts';
import { Outbox } from './outbox.ts';
import type { Ports } from './ports.ts';
import { Gateway } from './realtime/gateway.ts';
import { RevocationWatch } from './realtime/revocation-watch.ts';
import type { Settings } from './settings.ts';
import type { Shift } from './shift.ts';
import { type Actor, system } from './work.ts';

export interface HouseOptions {
  databaseUrl: string;
  settings: Settings;
  modules: readonly Module[];
  /** given by the module that knows sessions */
  recognise: Recognise;
  log: Logger;
  bus?: Bus;
  /** tests move it */
  clock?: () => Date;
  /** hold every answer against its promise (tests) */
  strict?: boolean;
  /** skip migrations: the caller has just run them (tests) */
  migrated?: boolean;
  connections?: number;
}

/** Everything one running process holds, opened in order and closed in the opposite one. */
export interface House {
  db: Database;
  http: FastifyInstance;
  gateway: Gateway;
  ports: Ports;
  outbox: Outbox;
  jobs: JobRunner;
  openWork: WorkOpener['open'];
  close(): Promise<void>;
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const { settings, modules, log } = options;
  const clock = options.clock ?? (() => new Date());
  if (!options.migrated) await migrate(options.databaseUrl, modules);
  const db = new Database(
    options.databaseUrl,
    (error) => log.warn({ why: error.message }, 'a database connection was lost'),
    options.connections,
  );
  const bus = options.bus ?? localBus();
  const secret = await installationSecret(db);
  const opener = new WorkOpener(db, bus, clock);
  const frontDesk = new FrontDesk(db, clock);
  const ports: Ports = { settings, log, bus, frontDesk, openWork: opener.open, secret };
  const shiftOf = (corpId: string): Shift => ({
    corpId,
    ports,
    now: clock(),
    work: (run, actor: Actor = system) => opener.open(corpId, actor, run),
  });
  const outbox = new Outbox(
    db,
    modules.flatMap((m) => m.subscribers),
    opener.open,
    log,
    clock,
  );
  const jobs = new JobRunner(
    db,
    modules.flatMap((m) => m.jobs),
    shiftOf,
    log,
    clock,
  );
  opener.wakes = { outbox: (corpId) => outbox.wake(corpId), jobs: () => jobs.wake() };

  const desk: Desk = { frontDesk, openWork: opener.open, recognise: options.recognise };
  const http = createHttp(modules, desk, { ports, clock, strict: options.strict ?? false });
  const gateway = new Gateway({
    openWork: opener.open,
    bus,
    log,
    clock,
    secret,
    parts: modules.flatMap((m) => m.socket ?? []),
    admit: (request) => memberOf(desk, request),
    foreign: (request) => foreign(request as never, settings.publicUrl),
  });
  const revocations = new RevocationWatch(db, (corpId, hint) => gateway.revoke(corpId, hint), log);
  await revocations.start();
  gateway.listen(http.server);
  return {
    db,
    http,
    gateway,
    ports,
    outbox,
    jobs,
    openWork: opener.open,
    async close() {
      revocations.stop();
      await gateway.close();
      await http.close();
      await jobs.stop();
      await outbox.stop();
      await bus.close();
      await db.close();
    },
  };
}

async function memberOf(desk: Desk, request: IncomingMessage) {
  const secret = sessionSecret(request.headers.cookie);
  const key = secret ? await desk.frontDesk.whoseKey('session', secret) : undefined;
  if (!key) return undefined;
  const actor = await desk.openWork(key.corpId, system, (work) => desk.recognise(work, key.opens));
  return actor?.kind === 'member' ? { corpId: key.corpId, actor } : undefined;
}
