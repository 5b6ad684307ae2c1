import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { withClient } from '../../server/kernel/postgres/connect.ts';
import { openPostgres } from '../../server/kernel/postgres/open-postgres.ts';
import { CommandFailure, defineCommand } from './command.ts';
import { parseWords } from './parse-words.ts';

// Disks of busy machines are slow; this only bounds a test that hangs.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const checkout = fileURLToPath(new URL('../../', import.meta.url));
let home: string;
let dataDir: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'teahouse-cli-'));
  dataDir = join(home, 'data');
});
afterAll(() => rm(home, { recursive: true, force: true }));

interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

function call(command: string, words: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, words, {
      cwd: checkout,
      env: { ...process.env, DATA_DIR: dataDir, ...env },
    });
    const outcome: Outcome = { code: null, out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (outcome.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (outcome.err += chunk.toString()));
    child.on('close', (code) => resolve({ ...outcome, code }));
  });
}
const teahouse = (words: string[], env?: Record<string, string>) =>
  call(process.execPath, [join(checkout, 'cli', 'teahouse.mjs'), ...words], env);

const sample = defineCommand({
  name: 'tea pour',
  about: 'Pour tea.',
  args: ['CUP'],
  options: {
    kind: { type: 'text', value: 'KIND', about: 'Which tea.', required: true },
    cups: { type: 'number', value: 'N', about: 'How many.' },
    hot: { type: 'flag', about: 'Hot.' },
  },
  async run(_context, { args: [cup], options: { kind, cups, hot } }) {
    return { cup, kind, cups, hot };
  },
  tell: ({ cup }) => cup,
});
const read = (...words: string[]) => parseWords(words, [sample]).given;
const refusal = (...words: string[]) => {
  try {
    parseWords(words, [sample]);
  } catch (error) {
    if (error instanceof CommandFailure) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('words', () => {
  test('are read as declared', () => {
    const expected = { args: ['big'], options: { kind: '龙井', cups: 2, hot: true } };
    expect(read('tea', 'pour', 'big', '--kind', '龙井', '--cups=2', '--hot')).toEqual(expected);
    expect(read('tea', 'pour', '--json', '--kind=-x', 'big')).toEqual({
      args: ['big'],
      options: { kind: '-x', hot: false },
    });
  });

  test.each([
    [['tea', 'pour'], '"teahouse tea pour" needs CUP; add --help to see how it is called.'],
    [['tea', 'pour', 'a', 'b', '--kind', 'x'], '"teahouse tea pour" cannot use the word "b".'],
    [['tea', 'pour', 'a'], '"teahouse tea pour" needs --kind KIND.'],
    [['tea', 'pour', 'a', '--kind'], '--kind needs a value: --kind KIND.'],
    [['tea', 'pour', 'a', '--kind', '--hot'], '--kind needs a value: --kind KIND.'],
    [['tea', 'pour', 'a', '--kind', 'x', '--cups', 'two'], '--cups must be a whole number, not "two".'],
    [['tea', 'pour', 'a', '--kind', 'x', '--hot=yes'], '--hot takes no value.'],
    [
      ['tea', 'pour', 'a', '--kind', 'x', '--cold'],
      '"teahouse tea pour" has no option --cold; add --help to see what it has.',
    ],
    [
      ['tea', 'pour', 'a', '--kind', 'x', '--toString'],
      '"teahouse tea pour" has no option --toString; add --help to see what it has.',
    ],
    [['tea', 'drink'], 'There is no command "tea drink"; "npx teahouse --help" lists them all.'],
  ])('%j is answered with a sentence', (words, sentence) => {
    expect(refusal(...words)).toBe(sentence);
  });
});

describe('npx teahouse', () => {
  test('works from the checkout and lists its commands', async () => {
    const { code, out } = await call('npx', ['teahouse', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('Usage: npx teahouse COMMAND');
    expect(out).toContain('backup DIR');
  });

  test('a failure is one sentence on stderr, and an object on stdout with --json', async () => {
    const { code, out, err } = await teahouse(['restore', join(home, 'nothing'), '--json']);
    const text = `There is no complete backup in ${join(home, 'nothing')}.`;
    expect(code).toBe(1);
    expect(err).toBe(`${text}\n`);
    expect(JSON.parse(out)).toEqual({ error: { code: 'cli.failed', text } });
  });

  test('a wrong setting is named', async () => {
    const { code, err } = await teahouse(['restore', home], { PORT: 'abc' });
    expect(code).toBe(1);
    expect(err).toBe('PORT must be a whole number from 1 to 65535, not "abc".\n');
  });

  test('with a database of its own the operator is sent to the tools of that database', async () => {
    const { code, err } = await teahouse(['backup', home], { DATABASE_URL: 'postgres://db/tea' });
    expect(code).toBe(1);
    expect(err).toContain('back it up with its own tools');
  });

  test('backs up a running installation and one that stands still, and restores', async () => {
    const into = join(home, 'backups');
    const server = await openPostgres(join(dataDir, 'postgres'), { role: 'server' });
    await withClient(server.url, (client) => client.query('create table kept as select 7 as n'));
    const running = await teahouse(['backup', into, '--json']);
    expect(running).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(running.out)).toMatchObject({ removed: [] });
    expect((await withClient(server.url, (client) => client.query('select n from kept'))).rowCount).toBe(1);
    await server.stop();

    expect((await teahouse(['backup', into])).out).toMatch(/^Saved \d+ files \(\d+ MB\) in /);
    expect(await readdir(into)).toHaveLength(2);

    await rm(dataDir, { recursive: true });
    const restored = await teahouse(['restore', into]);
    expect(restored.out).toMatch(/^Restored from .*teahouse-\S+, as of \d{4}-/);
    const again = await openPostgres(join(dataDir, 'postgres'));
    expect((await withClient(again.url, (client) => client.query('select n from kept'))).rows).toEqual([
      { n: 7 },
    ]);
    await again.stop();
  });
});
