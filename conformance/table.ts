// The page that says what was seen.
import type { Implemented } from './implemented-paths.ts';
import { p0, p1 } from './ranked-paths.ts';
import type { Row } from './rows.ts';

const pathOf = (row: Row) => row.endpoint.split(' ')[0]!;

/** One line of sums. */
export function sumOf(rows: readonly Row[], implemented: Implemented): string {
  const good = rows.filter((r) => r.ok).length;
  const seen = exercised(rows);
  return [
    `${good} of ${rows.length} checks passed`,
    `P0 paths: ${implemented.p0.length} of ${p0.length} implemented, ${p0.filter((p) => seen.has(p)).length} seen working from a foreign client`,
    `P1 paths: ${implemented.p1.length} of ${p1.length} implemented, ${p1.filter((p) => seen.has(p)).length} seen working from a foreign client`,
  ].join('; ');
}

export function pageOf(
  rows: readonly Row[],
  skipped: readonly { lane: string; why: string }[],
  implemented: Implemented,
): string {
  const sdks = [...new Map(rows.map((r) => [r.sdk, r.version]))];
  const endpoints = [...new Set(rows.map((r) => r.endpoint))].sort(byFamily);
  const cell = (endpoint: string, sdk: string) => {
    const mine = rows.filter((r) => r.endpoint === endpoint && r.sdk === sdk);
    if (mine.length === 0) return '';
    return mine.every((r) => r.ok) ? 'yes' : 'NO';
  };
  const failed = rows.filter((r) => !r.ok);
  const unknown = (ranked: readonly string[], known: readonly string[]) =>
    ranked.filter((p) => !known.includes(p));
  return [
    '# Conformance',
    'Written by `npm run conformance`. Programs that others wrote run unmodified against a running server: only their base address, or what a host name means, is another. "yes" means that what the call did was looked at from outside the program too: stored data read back, a message read by a member, an event decrypted by the program itself.',
    `${sumOf(rows, implemented)}.`,
    '## Programs',
    table(
      ['Program', 'Version', 'Checks', 'Passed'],
      sdks.map(([sdk, version]) => {
        const mine = rows.filter((r) => r.sdk === sdk);
        return [sdk, version, String(mine.length), String(mine.filter((r) => r.ok).length)];
      }),
    ),
    ...skipped.map(({ lane, why }) => `Skipped: ${lane}. ${why.split('\n')[0]}`),
    '## Endpoints',
    'Paths without a leading slash stand below `/cgi-bin/`.',
    table(
      ['Endpoint', ...sdks.map(([sdk]) => sdk)],
      endpoints.map((e) => [e, ...sdks.map(([sdk]) => cell(e, sdk))]),
    ),
    '## What failed',
    failed.length === 0
      ? 'Nothing.'
      : failed
          .map((r) => `- ${r.sdk}, ${r.endpoint}: ${plain(r.detail).replaceAll(/[<>|`*_]/g, ' ')}`)
          .join('\n'),
    '## Not implemented',
    `P0: ${unknown(p0, implemented.p0).join(', ') || 'none'}.`,
    `P1: ${unknown(p1, implemented.p1).join(', ') || 'none'}.`,
    '',
  ].join('\n\n');
}

/** Ranked paths that at least one foreign client saw working. */
function exercised(rows: readonly Row[]): Set<string> {
  return new Set(rows.filter((r) => r.ok).map(pathOf));
}

function byFamily(a: string, b: string): number {
  const key = (e: string) => (e.startsWith('/') ? `~${e}` : e);
  return key(a) < key(b) ? -1 : 1;
}

/** A refusal without the times and addresses of this one run. */
export const plain = (detail: string) =>
  detail.replaceAll(/, hint: \[.*?(\?e=-?\d+|$)/g, '').replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '');

const table = (head: readonly string[], lines: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
