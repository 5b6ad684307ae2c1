// Whatever happens in whatever order, a session stays one that makes sense; and nobody is chosen who cannot serve.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseMember, type Server } from './choose-member.ts';
import { CLOSED, type Happening, HUMAN, NEW, QUEUED, type Session } from './state.ts';
import { opened, step } from './step.ts';

const member = fc.constantFrom('mbr_a' as const, 'mbr_b' as const, 'mbr_c' as const);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant('said' as const), at: fc.nat(1000) }),
  fc.record({ kind: fc.constant('bot_answered' as const), at: fc.nat(1000), hit: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('automated' as const, 'offered' as const), at: fc.nat(1000) }),
  fc.record({ kind: fc.constant('queued' as const), at: fc.nat(1000), skill: fc.constantFrom('', 'tyres') }),
  fc.record({
    kind: fc.constant('given' as const),
    at: fc.nat(1000),
    memberId: member,
    how: fc.constantFrom('turn' as const, 'took' as const, 'transfer' as const, 'program' as const),
  }),
  fc.record({ kind: fc.constant('replied' as const), at: fc.nat(1000), memberId: member }),
  fc.record({
    kind: fc.constant('late' as const),
    at: fc.nat(1000),
    what: fc.constantFrom('first' as const, 'resolve' as const),
  }),
  fc.record({
    kind: fc.constant('closed' as const),
    at: fc.nat(1000),
    by: fc.constantFrom('member' as const, 'customer' as const, 'silence' as const),
  }),
  fc.record({
    kind: fc.constant('rated' as const),
    at: fc.nat(1000),
    rating: fc.integer({ min: 1, max: 5 }),
  }),
);

const sound = (s: Session) => {
  expect(s.memberId !== null).toBe(s.state === HUMAN || (s.state === CLOSED && s.memberId !== null));
  if (s.state === HUMAN) expect(s.takenAt).not.toBeNull();
  if (s.state === QUEUED) expect([s.memberId, s.queuedAt === null]).toEqual([null, false]);
  if (s.state === NEW) expect([s.queuedAt, s.takenAt, s.botAnswers]).toEqual([null, null, 0]);
  expect(s.closedAt !== null).toBe(s.state === CLOSED);
  expect(s.abandoned).toBe(s.state === CLOSED && s.queuedAt !== null && s.takenAt === null);
  if (s.firstReplyAt !== null) expect(s.takenAt).not.toBeNull();
  if (s.rating !== null) expect(s.state).toBe(CLOSED);
};

test('any run of happenings keeps a session sound, and what is refused changes nothing', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (run) => {
      let s = opened(0);
      for (const h of run) {
        const before = structuredClone(s);
        const after = step(s, h);
        expect(s).toEqual(before);
        if ('session' in after) {
          // Nothing leaves the closed state, and after it only the rating moves.
          if (s.state === CLOSED) expect(after.session).toEqual({ ...s, rating: after.session.rating });
          s = after.session;
        }
        sound(s);
      }
    }),
    { numRuns: 3_000 },
  );
});

test('the first of its kind is kept: first wish, first human, first reply, one rating', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (run) => {
      let s = opened(0);
      for (const h of run) {
        const after = step(s, h);
        if (!('session' in after)) continue;
        for (const key of ['queuedAt', 'takenAt', 'firstReplyAt', 'closedAt', 'rating'] as const)
          if (s[key] !== null) expect(after.session[key]).toBe(s[key]);
        s = after.session;
      }
    }),
  );
});

test('a session in one hand is not taken by another, and only its holder answers', () => {
  const held = [
    { kind: 'queued', at: 1, skill: '' },
    { kind: 'given', at: 2, memberId: 'mbr_a', how: 'turn' },
  ] as const satisfies Happening[];
  let s = opened(0);
  for (const h of held) s = (step(s, h) as { session: Session }).session;
  expect(step(s, { kind: 'given', at: 3, memberId: 'mbr_b', how: 'took' })).toEqual({
    refused: 'desk.with_another',
  });
  expect(step(s, { kind: 'replied', at: 3, memberId: 'mbr_b' })).toEqual({ refused: 'desk.with_another' });
  expect(step(s, { kind: 'bot_answered', at: 3, hit: true })).toEqual({ refused: 'desk.with_another' });
  expect(step(s, { kind: 'given', at: 3, memberId: 'mbr_b', how: 'transfer' })).toMatchObject({
    session: { memberId: 'mbr_b', takenAt: 2 },
  });
});

const server: fc.Arbitrary<Server> = fc.record({
  memberId: fc.stringMatching(/^[a-z]{4}$/).map((x) => `mbr_${x}` as const),
  skills: fc.subarray(['tyres', 'brakes']),
  cap: fc.integer({ min: 1, max: 9 }),
  load: fc.nat(9),
  onDuty: fc.boolean(),
  lastTurn: fc.nat(20),
});

test('whoever is chosen is on duty, below the cap and able; nobody is chosen only when nobody fits', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(server, { selector: (s) => s.memberId, maxLength: 8 }),
      fc.constantFrom('turn' as const, 'load' as const),
      fc.constantFrom('', 'tyres', 'brakes', 'paint'),
      (servers, how, skill) => {
        const able = servers.some((s) => s.skills.includes(skill));
        const fit = servers.filter(
          (s) => s.onDuty && s.load < s.cap && (!able || skill === '' || s.skills.includes(skill)),
        );
        const chosen = chooseMember(servers, { how, skill });
        expect(chosen === undefined).toBe(fit.length === 0);
        const one = fit.find((s) => s.memberId === chosen);
        if (!chosen) return;
        expect(one).toBeDefined();
        const key = (s: Server) => (how === 'turn' ? s.lastTurn : s.load / s.cap);
        expect(key(one!)).toBe(Math.min(...fit.map(key)));
      },
    ),
    { numRuns: 2_000 },
  );
});
