// A small world to test against: a real database of its own, real HTTP, real sockets, no mocks.
import type { Endpoint, OutputOf, SentInputOf } from '@teahouse/contract/define';
import type { ChatId, CorpId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { blobsOnDisk } from '../kernel/blobs-on-disk.ts';
import { type House, type HouseOptions, openHouse } from '../kernel/house.ts';
import { mountWeb } from '../kernel/http/web.ts';
import { newId } from '../kernel/ids.ts';
import { readSettings } from '../kernel/settings.ts';
import { system } from '../kernel/work.ts';
import { doors } from '../compat/all.ts';
import { modules } from '../modules/all.ts';
import { addMember, foundCorp } from '../modules/directory/index.ts';
import {
  hashPassword,
  openSession,
  recognise,
  refreshLogins,
  setPasswordHash,
} from '../modules/identity/index.ts';
import { Canaries } from './canaries.ts';
import { databaseAt, TEMPLATE } from './template.ts';

export interface Answer<T> {
  status: number;
  /** the promised answer, or the error */
  body: T & { error?: { code: string; text: string; fields?: { path: string; text: string }[] } };
  headers: Record<string, unknown>;
}

export interface Person {
  id: MemberId;
  corpId: CorpId;
  name: string;
  cookie: string;
  /** watches what this person is told */
  canaries?: Canaries;
  /** Calls an endpoint as this person, through the real HTTP door. */
  call<E extends Endpoint>(endpoint: E, input: SentInputOf<E>): Promise<Answer<OutputOf<E>>>;
}

export interface Company {
  id: CorpId;
  rootId: DepartmentId;
  owner: Person;
  /** A colleague, signed in. */
  hire(
    name: string,
    extra?: { userid?: string; email?: string; mobile?: string; departments?: DepartmentId[] },
  ): Promise<Person>;
  /** A department below the root. */
  department(name: string): Promise<DepartmentId>;
  /** Gives a colleague an administrator's role, for the whole company or for some departments. */
  appoint(
    person: Person,
    role: 'owner' | 'system' | 'security' | 'audit' | 'attendance' | 'outreach' | 'finance' | 'assessment',
    departments?: DepartmentId[],
  ): Promise<void>;
}

export interface World {
  house: House;
  url: string;
  databaseUrl: string;
  dataDir: string;
  /** Moves the clock of the house. */
  clock: { now: Date };
  company(name?: string): Promise<Company>;
  /** Somebody who is a member already, signed in. */
  signIn(company: Company, memberId: MemberId): Promise<Person>;
  /** Calls without any session. */
  stranger<E extends Endpoint>(endpoint: E, input: SentInputOf<E>): Promise<Answer<OutputOf<E>>>;
  /** Waits until committed events have reached their subscribers and due jobs have run. */
  settle(): Promise<void>;
  /** A second replica on the same database. */
  replica(options?: Partial<HouseOptions>): Promise<House>;
  /** What only one company may ever be told. An answer that tells another fails the test file. */
  canaries: Canaries;
  close(): Promise<void>;
}

/** One world per test file: a copy of the template database, a house on it, listening on a free port. */
export async function openWorld(
  options: Partial<HouseOptions> & { env?: Record<string, string>; client?: boolean } = {},
): Promise<World> {
  const name = `t_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: inject('clusterUrl') });
  await admin.connect();
  await admin.query(`create database ${name} template ${TEMPLATE}`);
  const databaseUrl = databaseAt(inject('clusterUrl'), name);
  const dataDir = await mkdtemp(join(tmpdir(), 'teahouse-world-'));
  const clock = { now: undefined as Date | undefined };
  const canaries = new Canaries();
  const houseOptions: HouseOptions = {
    databaseUrl,
    settings: readSettings({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...options.env }),
    modules,
    doors,
    recognise,
    log: pino({ level: 'silent' }),
    clock: () => clock.now ?? new Date(),
    strict: true,
    migrated: true,
    connections: 6,
    // How full the disk of this machine is must not decide whether tests pass.
    blobs: {
      ...blobsOnDisk(join(dataDir, 'files')),
      space: async () => ({ free: 1e12, total: 2e12 }),
    },
    onAnswer: (request, payload) => canaries.watch(request.url, request.headers, payload),
    ...options,
  };
  const house = await openHouse(houseOptions);
  if (options.client) await mountWeb(house.http, new URL('../../web/dist/', import.meta.url));
  canaries.desk = house.ports.frontDesk;
  await house.http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
  const url = `http://127.0.0.1:${(house.http.server.address() as { port: number }).port}`;
  const others: House[] = [];

  const as =
    (cookie: string) =>
    async <E extends Endpoint>(endpoint: E, input: SentInputOf<E>) =>
      (await callHttp(house, endpoint, input as Record<string, unknown>, cookie)) as Answer<OutputOf<E>>;

  const signedIn = async (corpId: CorpId, id: MemberId, memberName: string): Promise<Person> => {
    const session = await house.openWork(corpId, system, (work) => openSession(work, id));
    canaries.belong(corpId, [id]);
    const cookie = `th_session=${session.secret}`;
    return { id, corpId, name: memberName, cookie, canaries, call: as(cookie) };
  };

  return {
    house,
    url,
    databaseUrl,
    dataDir,
    clock: {
      get now() {
        return clock.now ?? new Date();
      },
      set now(at: Date) {
        clock.now = at;
      },
    },
    signIn: (company, memberId) => signedIn(company.id, memberId, memberId),
    stranger: as(''),
    async company(title = '茶馆') {
      const corpId = newId('corp');
      const { rootId } = await house.openWork(corpId, system, (work) => foundCorp(work, { name: title }));
      canaries.belong(corpId, [corpId, rootId]);
      let n = 0;
      const hire: Company['hire'] = async (person, extra = {}) => {
        const id = await house.openWork(corpId, system, async (work) => {
          const made = await addMember(work, {
            userid: `u${++n}`,
            name: person,
            departments: [rootId],
            ...extra,
          });
          await refreshLogins(work, made);
          return made;
        });
        return await signedIn(corpId, id, person);
      };
      const owner = await hire('老板', { userid: 'boss', email: `boss@${corpId}.example` });
      const hash = await hashPassword('correct horse battery');
      await house.openWork(corpId, system, async (work) => {
        await setPasswordHash(work, owner.id, hash);
        await work.db
          .insertInto('admins')
          .values({ member_id: owner.id, role: 'owner', since: work.now })
          .execute();
      });
      const department: Company['department'] = async (label) => {
        const id = newId('dep');
        await house.openWork(corpId, system, (work) =>
          work.sql(
            `insert into departments (id, no, name, parent_id, path, created_at)
             select $2, max(no) + 1, $3, $4, '/' || $4 || '/' || $2 || '/', $5 from departments where corp_id = $1`,
            [corpId, id, label, rootId, work.now],
          ),
        );
        canaries.belong(corpId, [id]);
        return id;
      };
      const appoint: Company['appoint'] = async (person, role, departments) => {
        await house.openWork(corpId, system, (work) =>
          work.db
            .insertInto('admins')
            .values({ member_id: person.id, role, departments: departments ?? null, since: work.now })
            .execute(),
        );
      };
      return { id: corpId, rootId, owner, hire, department, appoint };
    },
    async settle() {
      // So many repeating jobs of so many companies do not fit into a few rounds.
      for (let i = 0; i < 25; i++) {
        await house.outbox.sweep();
        await house.outbox.idle();
        await house.jobs.idle();
        if ((await house.jobs.runDue()) === 0) return;
      }
    },
    async replica(more = {}) {
      const other = await openHouse({ ...houseOptions, ...more });
      await other.http.listen({ port: 0, host: '127.0.0.1' });
      others.push(other);
      return other;
    },
    canaries,
    async close() {
      for (const other of others) await other.close();
      await house.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      await rm(dataDir, { recursive: true, force: true });
      canaries.mustLive();
    },
  };
}

async function callHttp(
  house: House,
  endpoint: Endpoint,
  input: Record<string, unknown>,
  cookie: string,
): Promise<Answer<unknown>> {
  const rest = { ...input };
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  const query = endpoint.method === 'GET' ? '?' + new URLSearchParams(asText(rest)).toString() : '';
  const response = await house.http.inject({
    method: endpoint.method,
    url: `/api${path}${query}`,
    headers: { cookie, 'accept-language': 'en' },
    ...(endpoint.method === 'GET' ? {} : { payload: rest }),
  });
  const body = response.headers['content-type']?.toString().includes('json')
    ? response.json()
    : response.rawPayload;
  return { status: response.statusCode, body, headers: response.headers };
}

function asText(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, v]) => v !== undefined)
      .map(([k, v]) => [k, String(v)]),
  );
}

export type { ChatId };
