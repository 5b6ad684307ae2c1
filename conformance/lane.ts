// A lane: programs in one language that run SDKs of others, unmodified, against the product.
import { spawn, type SpawnOptions, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openControl } from './control.ts';
import type { Installation } from './installation.ts';
import { type LaneSetting, type Row, rowsOf } from './rows.ts';

export interface Lane {
  name: string;
  /** Why this machine cannot run it; '' where it can. */
  missing(): string;
  /** Fetches and builds what `run` starts; `dir` is kept between runs. Fails with what the tool-chain said. */
  prepare(dir: string): Promise<void>;
  /** Starts the program in `dir`, with TEAHOUSE_LANE in `env`; resolves with what it printed. */
  run(dir: string, env: Record<string, string>, setting: LaneSetting): Promise<string>;
}

/** Runs a lane against an app of its own. A row that expects a message is good only when a person can read it. */
export async function runLane(installation: Installation, lane: Lane, dir: string): Promise<Row[]> {
  const given = await installation.openLane(lane.name);
  const control = await openControl(installation, { ...given, name: `相容 ${lane.name}` });
  const own = await mkdtemp(join(tmpdir(), 'teahouse-lane-'));
  try {
    const setting: LaneSetting = { ...given, control: control.url };
    const path = join(own, 'setting.json');
    await writeFile(path, JSON.stringify(setting));
    const rows = rowsOf(await lane.run(dir, { TEAHOUSE_LANE: path }, setting));
    return await Promise.all(rows.map((row) => witnessed(installation, row)));
  } finally {
    control.close();
    await rm(own, { recursive: true, force: true });
  }
}

async function witnessed({ witness }: Installation, row: Row): Promise<Row> {
  if (!row.ok || !row.expect || (await witness.saw(row.expect))) return row;
  return { ...row, ok: false, detail: `answered well, but nobody can read "${row.expect}"` };
}

/** Runs a program to its end; resolves with its output, rejects with both outputs where it fails. */
export function output(
  command: string,
  words: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const child = spawn(command, words, {
    ...options,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let all = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    all += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => (all += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${command} ended with ${code}:\n${all.slice(-3_000)}`)),
    );
  });
}

/** Whether a command is there at all. */
export const has = (command: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
