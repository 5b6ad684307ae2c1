import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { BlobStore } from './blob-store.ts';
import { type Bus, localBus } from './bus.ts';
import { Database } from './database.ts';
import { CallLog } from './call-log.ts';
import { fail } from './fail.ts';
import { FrontDesk } from './front-desk.ts';
import { admitter, type Desk, type Guard, type Recognise } from './http/admit.ts';
import { foreign } from './http/browser-guards.ts';
import { ForeignSockets } from './http/foreign-sockets.ts';
import type { ForeignDoor } from './http/foreign.ts';
import { createHttp, type WatchAnswers } from './http/server.ts';
import { Installation, installationSecret, pushKeys } from './installation.ts';
import { type JobDef, JobRunner } from './jobs.ts';
import { openMailer } from './mail.ts';
import { migrate } from './migrate.ts';
import type { Module } from './module.ts';
import { WorkOpener } from './open-work.ts';
import { openBlobStore } from './open-blob-store.ts';
import { guardedFetch, type OutsideGuard } from './outbound.ts';
import { Outbox } from './outbox.ts';
import type { Ports } from './ports.ts';
import { Foreground } from './realtime/foreground.ts';
import { socketAdmission } from './realtime/admit-sockets.ts';
import { Gateway } from './realtime/gateway.ts';
import { RevocationWatch } from './realtime/revocation-watch.ts';
import type { Settings } from './settings.ts';
import type { Shift } from './shift.ts';
import { Throttles } from './throttle.ts';
import { type Actor, system } from './work.ts';

export interface HouseOptions {
  databaseUrl: string;
  settings: Settings;
  modules: readonly Module[];
  /** other people's interfaces, kept by our verbs */
  doors?: readonly ForeignDoor[];
  /** given by the module that knows sessions */
  recognise: Recognise;
  log: Logger;
  bus?: Bus;
  /** by default what the settings say */
  blobs?: BlobStore;
  /** whom the way out may resolve with and let through (tests) */
  outside?: OutsideGuard;
  /** tests move it */
  clock?: () => Date;
  /** hold every answer against its promise (tests) */
  strict?: boolean;
  /** skip migrations: the caller has just run them (tests) */
  migrated?: boolean;
  connections?: number;
  /** tests only: the house without one of its guards, to see that somebody notices; or without commits, so that asking changes nothing */
  without?: readonly (Guard | 'corp-filter' | 'commit')[];
  /** tests only: sees every answer before it leaves */
  onAnswer?: WatchAnswers;
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
  const without = options.without ?? [];
  if (!options.migrated) await migrate(options.databaseUrl, modules);
  const db = new Database(
    options.databaseUrl,
    (error) => log.warn({ why: error.message }, 'a database connection was lost'),
    options.connections,
  );
  const bus = options.bus ?? localBus();
  const secret = await installationSecret(db);
  const opener = new WorkOpener(db, bus, clock, {
    filtered: !without.includes('corp-filter'),
    commits: !without.includes('commit'),
  });
  for (const m of modules) {
    Object.assign(opener.viewers, m.fileViewers);
    Object.assign(opener.holders, m.holds);
    opener.judges.push(...m.judges);
  }
  const frontDesk = new FrontDesk(db, clock);
  const foreground = new Foreground(bus);
  const mail = openMailer(settings);
  const knowsApps = modules.find((m) => m.recogniseApp)?.recogniseApp;
  const keepCalls = modules.flatMap((m) => m.keepCalls ?? []);
  const callLog = new CallLog(async (corpId, calls) => {
    for (const keep of keepCalls) await opener.open(corpId, system, (work) => keep(work, calls));
  }, log);
  const ports: Ports = {
    settings,
    log,
    bus,
    frontDesk,
    fetchOutside: guardedFetch(options.outside),
    mail,
    foreground,
    pushKeys: await pushKeys(db),
    callLog,
    throttles: new Throttles(db, clock),
    installation: new Installation(db),
    blobs: options.blobs ?? openBlobStore(settings),
    openWork: opener.open,
    secret,
  };
  const shiftOf = (corpId: string): Shift => ({
    corpId,
    ports,
    now: clock(),
    work: (run, actor: Actor = system) => opener.open(corpId, actor, run),
  });
  const outbox = new Outbox(
    db,
    [...modules, ...(options.doors ?? [])].flatMap((m) => m.subscribers ?? []),
    opener.open,
    log,
    clock,
  );
  const jobs = new JobRunner(
    db,
    [...modules, ...(options.doors ?? [])].flatMap((m) => (m.jobs ?? []) as readonly JobDef<never>[]),
    shiftOf,
    log,
    clock,
  );
  opener.wakes = { outbox: (corpId) => outbox.wake(corpId), jobs: () => jobs.wake() };

  const desk: Desk = {
    frontDesk,
    openWork: opener.open,
    recognise: options.recognise,
    async recogniseApp(token, call) {
      const found = await knowsApps?.(token, { ...call, ports, now: clock() });
      return found ?? fail('common.token_unknown');
    },
    allow: admitter(without),
  };
  const http = createHttp(modules, desk, {
    ports,
    clock,
    strict: options.strict ?? false,
    doors: options.doors ?? [],
    onAnswer: options.onAnswer,
  });
  const foreignSockets = new ForeignSockets(options.doors ?? [], ports, clock);
  const gateway = new Gateway({
    openWork: opener.open,
    bus,
    log,
    clock,
    secret,
    foreground,
    parts: modules.flatMap((m) => m.socket ?? []),
    admit: socketAdmission(desk, settings.trustProxy),
    others: (request, socket, head) => foreignSockets.takes(request, socket, head),
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
      foreground.close();
      foreignSockets.close();
      await gateway.close();
      await closeHttp(http);
      await callLog.stop();
      await jobs.stop();
      await outbox.stop();
      mail?.close();
      await bus.close();
      await db.close();
    },
  };
}

const DRAIN_MS = 8_000;

/** Lets answers under way finish; a line is closed as soon as it is idle, and after a while in any case. */
async function closeHttp(http: FastifyInstance): Promise<void> {
  const idle = setInterval(() => http.server.closeIdleConnections(), 50);
  const late = setTimeout(() => http.server.closeAllConnections(), DRAIN_MS);
  try {
    await http.close();
  } finally {
    clearInterval(idle);
    clearTimeout(late);
  }
}
