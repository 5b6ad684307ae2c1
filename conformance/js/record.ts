// What every program of this lane has in common: it reads its setting, tries one thing after another, and prints what it saw.
import { readFileSync } from 'node:fs';
import type { LaneSetting, Row } from '../rows.ts';

export const setting = JSON.parse(readFileSync(process.env['TEAHOUSE_LANE']!, 'utf8')) as LaneSetting;

/** The version that is installed, whatever the package exports. */
export function versionOf(name: string): string {
  const about = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(about, 'utf8')) as { version: string }).version;
}

export type Try = (endpoint: string, run: () => Promise<string | void>) => Promise<void>;

/** `run` throws where something is wrong; the text it may give back must stand in a message that a person reads. */
export function trying(sdk: string): Try {
  const version = versionOf(sdk);
  return async (endpoint, run) => {
    const row: Row = { sdk, version, endpoint, ok: true, detail: '' };
    try {
      const expect = await run();
      if (expect) row.expect = expect;
    } catch (error) {
      row.ok = false;
      row.detail = whyOf(error).split('\n')[0]!.slice(0, 300);
    }
    console.log(JSON.stringify(row));
  };
}

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : JSON.stringify(error);
  const { response } = error as { response?: { data?: unknown } };
  return response?.data ? `${error.message}: ${JSON.stringify(response.data)}` : error.message;
}

/** Fails with what was seen. */
export function must(right: boolean, seen: unknown): asserts right {
  if (!right) throw new Error(`seen: ${JSON.stringify(seen)}`);
}

/** Asks the harness to act; fails with its sentence. */
export async function ask<T>(wish: string, body: object): Promise<T> {
  const answer = await fetch(`${setting.control}${wish}`, { method: 'POST', body: JSON.stringify(body) });
  const got = (await answer.json()) as T & { error?: string };
  if (!answer.ok) throw new Error(`the harness: ${got.error}`);
  return got;
}

/** Resolves with the first value `look` finds; fails after ten seconds. */
export async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
