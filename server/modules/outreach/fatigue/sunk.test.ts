import { expect, test } from 'vitest';
import { dice } from '../lift/dice.fixture.ts';
import { type ChatMessage, sunkAt } from './sunk.ts';

const DAY = 86_400_000;
const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * DAY);
const chat = (script: string): ChatMessage[] =>
  [...script].flatMap((letter, i) =>
    letter === '.'
      ? []
      : [{ from: letter === 'c' ? 'customer' : 'us', marketing: letter === 'm', at: day(i) }],
  );

test.each([
  ['ccs', 3, null],
  ['cmm', 3, null],
  ['cmmm', 4, 'unanswered'],
  ['mmm', 4, 'unanswered'],
  ['mmcm', 5, null],
  ['cmmsm', 5, 'unanswered'],
  ['c', 90, null],
  ['cs', 59, null],
  ['cs', 60, 'silent'],
  ['m', 59, null],
  ['m', 60, 'silent'],
  ['', 60, null],
])('%s, looked at on day %i: %s', (script, at, because) => {
  expect(sunkAt(chat(script), day(at))).toEqual({ sunk: because !== null, because });
});

// The labels come from the script itself: one letter a day, c customer, m marketing, s service, . nothing.
function label(script: string): boolean {
  const sinceHeard = /[^c]*$/.exec(script)![0];
  const run = sinceHeard.replaceAll(/[.s]/g, '').length >= 3;
  const heard = script.includes('c');
  const days = heard ? sinceHeard.length + 1 : script.replace(/^\.+/, '').length;
  return run || (days > 60 && /[ms]/.test(sinceHeard));
}

test('5,000 scripted chats carry their labels', () => {
  const roll = dice(2026);
  const counts = { sunk: 0, afloat: 0 };
  for (let i = 0; i < 5_000; i++) {
    const length = 1 + roll.whole(150);
    const often = [0.01, 0.05, 0.3][i % 3]!;
    const script = Array.from({ length }, () =>
      roll.uniform() >= often ? '.' : roll.uniform() < 0.2 ? 'c' : roll.uniform() < 0.7 ? 'm' : 's',
    ).join('');
    const messages = chat(script).toSorted(() => roll.uniform() - 0.5);
    const { sunk } = sunkAt(messages, day(length - 1));
    expect(sunk, script).toBe(label(script));
    counts[sunk ? 'sunk' : 'afloat']++;
  }
  expect(counts.sunk).toBeGreaterThan(1_000);
  expect(counts.afloat).toBeGreaterThan(1_000);
});
