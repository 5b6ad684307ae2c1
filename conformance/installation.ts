// A whole product with a company in it, set up by the commands that an operator has.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, type Replica, startReplica } from '../server/testing/replica.ts';
import type { LaneSetting, Robot } from './rows.ts';
import { signIn, type Witness } from './witness.ts';

export const home = fileURLToPath(new URL('../', import.meta.url));
const OWNER = { login: 'boss@conformance.example', password: 'oolong-spring-7421' };
const GROUP = '值班群';
const PEOPLE = `姓名,账号,手机,部门
张三,zhangsan,13900000001,研发
李四,lisi,13900000002,研发
王五,wangwu,13900000003,销售
`;
/** One pixel. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export interface Installation {
  url: string;
  corpId: string;
  witness: Witness;
  /** Runs `npx teahouse WORDS --json`; resolves with its object, rejects with its sentence. */
  teahouse: <T = Record<string, unknown>>(...words: string[]) => Promise<T>;
  /** An app of its own for a lane, with everything the lane is told but the address of the harness. */
  openLane(name: string): Promise<Omit<LaneSetting, 'control'>>;
  /** Starts the server again at the same address with its clock three hours ahead: every token out there has ended. */
  threeHoursLater: () => Promise<void>;
  close(): Promise<void>;
}

/** `databaseUrl`: a database of its own with or without tables; by default the server brings its own PostgreSQL. */
export async function openInstallation({
  databaseUrl,
}: { databaseUrl?: string } = {}): Promise<Installation> {
  const dir = await mkdtemp(join(tmpdir(), 'teahouse-conformance-'));
  const port = await freePort();
  const env = {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: join(dir, 'data'),
    OUTSIDE_ALLOW: '127.0.0.1',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  let server: Replica = await startReplica(env, { port, waitMs: 120_000 });
  const teahouse: Installation['teahouse'] = (...words) => runTeahouse(words, env);
  const { corpId } = await teahouse<{ corpId: string }>(
    ...['corp', 'create', '--name', '相容茶馆', '--owner-name', '老板'],
    ...['--owner-email', OWNER.login, '--password', OWNER.password],
  );
  const file = (name: string) => join(dir, name);
  await writeFile(file('people.csv'), PEOPLE);
  await writeFile(file('picture.png'), Buffer.from(PICTURE, 'base64'));
  await writeFile(file('note.txt'), '一壶茶，两个人。\n');
  const imported = await teahouse<{ faults: unknown[] }>(
    ...['members', 'import', file('people.csv'), '--corp', corpId],
  );
  if (imported.faults.length > 0)
    throw new Error(`the people have faults: ${JSON.stringify(imported.faults)}`);
  const witness = await signIn(server.url, { ...OWNER, corpId });
  await witness.openGroup(GROUP);
  const owner = (await witness.people()).find((p) => p.email === OWNER.login || p.name === '老板');
  if (!owner) throw new Error('the owner is not in the directory');

  const robotSecret = 'SECconformance';
  const robot = (kind: string, ...more: string[]) =>
    teahouse<Robot>('robot', 'create', '--corp', corpId, '--chat', GROUP, '--kind', kind, ...more);
  const [contacts, customers, wecomRobot, dingtalkRobot, feishuRobot] = await Promise.all([
    teahouse<{ secret: string }>('secret', 'show', '--corp', corpId, '--kind', 'contacts'),
    teahouse<{ secret: string }>('secret', 'show', '--corp', corpId, '--kind', 'external-contact'),
    robot('wecom'),
    robot('dingtalk', '--secret', robotSecret),
    // apprise, the one client here that posts to Feishu's robots, cannot sign for them.
    robot('feishu'),
  ]);
  const common = {
    contactsSecret: contacts.secret,
    customersSecret: customers.secret,
    wecomRobot,
    dingtalkRobot: { ...dingtalkRobot, secret: robotSecret },
    feishuRobot,
  };

  return {
    url: server.url,
    corpId,
    witness,
    teahouse,
    async openLane(name) {
      const app = await teahouse<{ corpId: string; agentId: number; secret: string }>(
        ...['app', 'create', '--corp', corpId, '--name', `相容 ${name}`, '--visible', 'all'],
      );
      return {
        url: server.url,
        ...app,
        ...common,
        member: owner.userid,
        memberName: '老板',
        colleague: 'zhangsan',
        token: 'TeahouseToken01',
        aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
        picture: file('picture.png'),
        note: file('note.txt'),
        mark: `${name}${randomBytes(3).toString('hex')}`,
      };
    },
    async threeHoursLater() {
      await server.stop();
      const later = new URL('three-hours-later.mjs', import.meta.url).href;
      const options = `${process.env['NODE_OPTIONS'] ?? ''} --import=${later}`;
      server = await startReplica({ ...env, NODE_OPTIONS: options }, { port, waitMs: 120_000 });
      await witness.signInAgain();
    },
    async close() {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function runTeahouse<T>(words: string[], env: Record<string, string>): Promise<T> {
  const child = spawn(process.execPath, [join(home, 'cli', 'teahouse.mjs'), ...words, '--json'], {
    cwd: home,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(JSON.parse(out) as T)
        : reject(new Error(`teahouse ${words.slice(0, 2).join(' ')}: ${err.trim() || out.trim()}`)),
    );
  });
}
