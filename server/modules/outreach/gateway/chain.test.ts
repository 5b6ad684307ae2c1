// Every stage of the gateway has its own reason, and they are asked in one order.
import type { Reason } from '@teahouse/contract/outreach';
import { expect, test } from 'vitest';
import { type Facts, judge } from './chain.ts';
import { quietUntil } from './quiet-hours.ts';

const now = new Date('2026-11-24T04:00:00Z');
const by = { now, expiresAt: new Date('2026-11-27T04:00:00Z') };
const fine: Facts = {
  consent: true,
  optedOut: false,
  muted: false,
  heldOut: false,
  withinCaps: true,
  quietUntil: undefined,
  windowOpen: true,
  counterFree: true,
  confirmed: true,
  contentFit: true,
};
const late = new Date('2026-11-28T01:00:00Z');
/** in the order of the gateway */
const faults: [Reason, Partial<Facts>][] = [
  ['no_consent', { consent: false }],
  ['opted_out', { optedOut: true }],
  ['muted', { muted: true }],
  ['held_out', { heldOut: true }],
  ['frequency_cap', { withinCaps: false }],
  ['quiet_hours', { quietUntil: late }],
  ['window_closed', { windowOpen: false }],
  ['channel_counter', { counterFree: false }],
  ['content_refused', { contentFit: false }],
];

test('whoever passes everything goes', () => {
  expect(judge(fine, by)).toEqual({ what: 'go' });
});

test.each(faults)('%s stops alone', (reason, fault) => {
  expect(judge({ ...fine, ...fault }, by)).toMatchObject({ what: 'stop', reason });
});

test('of two faults the earlier stage gives the reason; behind a hold-out the later one is the shadow', () => {
  for (const [i, [first, a]] of faults.entries())
    for (const [second, b] of faults.slice(i + 1)) {
      const verdict = judge({ ...fine, ...b, ...a }, by);
      if (second === 'held_out' || first !== 'held_out') expect(verdict).toMatchObject({ reason: first });
      else
        expect(verdict).toEqual({
          what: 'stop',
          reason: 'held_out',
          shadow: { what: 'stop', reason: second },
        });
    }
  expect(judge({ ...fine, heldOut: true }, by)).toMatchObject({ reason: 'held_out', shadow: { what: 'go' } });
});

test('the night and a missing confirmation are waited for, until the broadcast is over', () => {
  const until = new Date('2026-11-25T01:00:00Z');
  expect(judge({ ...fine, quietUntil: until }, by)).toEqual({ what: 'wait', reason: 'quiet_hours', until });
  const unasked = { ...fine, confirmed: false };
  expect(judge(unasked, by)).toEqual({ what: 'wait', reason: 'not_confirmed', until: by.expiresAt });
  expect(judge(unasked, { ...by, now: by.expiresAt })).toMatchObject({ reason: 'not_confirmed' });
  expect(judge(fine, { ...by, now: by.expiresAt })).toMatchObject({ reason: 'expired' });
});

test('the night lies where the customer is, to the second', () => {
  const night = { quietFrom: '21:00', quietTo: '09:00' };
  const at = (utc: string) => quietUntil(new Date(utc), 'Asia/Shanghai', night)?.toISOString();
  expect(at('2026-11-24T12:59:59Z')).toBeUndefined();
  expect(at('2026-11-24T13:00:00Z')).toBe('2026-11-25T01:00:00.000Z');
  expect(at('2026-11-25T00:59:59Z')).toBe('2026-11-25T01:00:00.000Z');
  expect(at('2026-11-25T01:00:00Z')).toBeUndefined();
  expect(quietUntil(now, 'Asia/Shanghai', { quietFrom: '09:00', quietTo: '09:00' })).toBeUndefined();
});
