import { expect, test } from 'vitest';
import { sameDay } from '../../lib/format.ts';
import { applyMoved, applyToChat, calledIn, newerChat, orderChats, unreadOf } from './chat-rules.ts';
import { applyEvents, extendLog, grouping, indexOfSeq, prependOlder } from './log-rules.ts';
import type { Chat, ChangeEvent, ChatLog, MessageEvent } from './model.ts';

const c = 'chat_tea0000001' as const;
const lin = 'mbr_lin0000001' as const;
const wu = 'mbr_wu0000001' as const;
const msg = (s: number, more: Partial<MessageEvent> = {}): MessageEvent => ({
  t: 'msg',
  c,
  s,
  n: s,
  u: wu,
  id: `msg_${String(s).padStart(8, '0')}`,
  cid: `cid-${s}`,
  ts: s * 1_000,
  k: 'text',
  b: { text: `m${s}` },
  ...more,
});
const edit = (s: number, to: number, text: string): ChangeEvent => ({
  t: 'edit',
  c,
  s,
  n: s,
  u: wu,
  ts: s,
  to,
  b: { text },
});
const recall = (s: number, to: number): ChangeEvent => ({ t: 'recall', c, s, n: s, u: wu, ts: s, to });
const log = (...messages: MessageEvent[]): ChatLog => ({ s: messages.at(-1)?.s ?? 0, messages, more: true });

const chat = (more: Partial<Chat> = {}, my: Partial<Chat['my']> = {}): Chat => ({
  id: c,
  kind: 'group',
  title: '茶话',
  peer: null,
  guest: null,
  desk: false,
  departmentId: null,
  ownerId: lin,
  memberCount: 3,
  announcement: null,
  settings: { mentionAll: 'all', pin: 'all', invite: 'all', rename: 'all', post: 'all' },
  archived: false,
  seq: 10,
  n: 10,
  lastAt: '2026-01-01T00:00:00.000Z',
  preview: null,
  my: {
    role: 'member',
    readN: 10,
    joinedN: 0,
    mentionN: 0,
    muted: false,
    top: false,
    markedUnread: false,
    hidden: false,
    draft: '',
    ...my,
  },
  ...more,
});

test('a log grows by what follows; the same events again change nothing', () => {
  const events = [msg(4), edit(5, 2, '改'), recall(6, 3)];
  const once = extendLog(log(msg(1), msg(2), msg(3)), events);
  expect(once.s).toBe(6);
  expect(once.messages.map((m) => [m.s, m.b['text'], m.rc])).toEqual([
    [1, 'm1', undefined],
    [2, '改', undefined],
    [3, undefined, wu],
    [4, 'm4', undefined],
  ]);
  expect(extendLog(once, events)).toBe(once);
});

test('older messages come in front, doubles and outdated copies lose', () => {
  const now = extendLog(log(msg(5), msg(6)), [edit(7, 5, '新')]);
  const joined = prependOlder(now, [msg(3), msg(4), msg(5)], false);
  expect(joined.messages.map((m) => [m.s, m.b['text']])).toEqual([
    [3, 'm3'],
    [4, 'm4'],
    [5, '新'],
    [6, 'm6'],
  ]);
  expect(joined).toMatchObject({ s: 7, more: false });
});

test('a newer copy of a message replaces the older one', () => {
  expect(applyEvents([msg(1)], [msg(1, { v: 9, b: { text: '九' } })])[0]?.b).toEqual({ text: '九' });
  expect(applyEvents([msg(1, { v: 9, b: { text: '九' } })], [msg(1)])[0]?.b).toEqual({ text: '九' });
});

test('a change of a message that is not held is left out', () => {
  expect(extendLog(log(msg(5)), [edit(6, 2, 'x')])).toMatchObject({ s: 6, messages: [msg(5)] });
});

test('seqs with holes between messages are found', () => {
  const messages = [msg(1), msg(4), msg(9)];
  expect([1, 4, 9, 5, 0, 10].map((s) => indexOfSeq(messages, s))).toEqual([0, 1, 2, -1, -1, -1]);
});

test('a block begins with another sender, another day, a pause or a reply', () => {
  const first = (a: MessageEvent | undefined, b: MessageEvent) => grouping(a, b, sameDay).first;
  expect(first(undefined, msg(1))).toBe(true);
  expect(first(msg(1), msg(2))).toBe(false);
  expect(first(msg(1), msg(2, { u: lin }))).toBe(true);
  expect(first(msg(1), msg(2, { ts: 1_000 + 6 * 60_000 }))).toBe(true);
  expect(first(msg(1), msg(2, { re: 1 }))).toBe(true);
  expect(grouping(msg(1), msg(2, { ts: 3 * 86_400_000 }), sameDay).newDay).toBe(true);
});

test('a message raises unread for others and not for its writer', () => {
  expect(unreadOf(applyToChat(chat(), msg(11), lin))).toBe(1);
  expect(unreadOf(applyToChat(chat(), msg(11, { u: lin }), lin))).toBe(0);
  expect(unreadOf(chat({ n: 30 }, { readN: 0, joinedN: 25 }))).toBe(5);
});

test('an old event does not move the chat back', () => {
  const now = chat({ seq: 20, n: 20 });
  expect(applyToChat(now, msg(15), lin)).toBe(now);
});

test('a mention of me or of everyone calls me, my own does not', () => {
  const called = (m: MessageEvent) => calledIn(applyToChat(chat(), m, lin));
  expect(called(msg(11, { at: [lin] }))).toBe(true);
  expect(called(msg(11, { at: ['all'] }))).toBe(true);
  expect(called(msg(11, { at: [wu] }))).toBe(false);
  expect(called(msg(11, { at: ['all'], u: lin }))).toBe(false);
});

test('a hidden chat comes back with the next message, and its preview follows a recall', () => {
  const back = applyToChat(chat({}, { hidden: true }), msg(11), lin);
  expect(back.my.hidden).toBe(false);
  expect(applyToChat(back, recall(12, 11), lin).preview?.rc).toBe(wu);
});

test('news from elsewhere never moves seq or the read mark back', () => {
  const now = chat({ seq: 20, n: 20, preview: msg(20) }, { readN: 18 });
  expect(applyMoved(now, [c, 15, 15, 12, msg(15)])).toMatchObject({ seq: 20, n: 20, my: { readN: 18 } });
  expect(newerChat(now, chat({ title: '新名字' }, { readN: 3 }))).toMatchObject({
    title: '新名字',
    seq: 20,
    my: { readN: 18 },
  });
  expect(applyMoved(now, [c, 25, 24, 0, msg(24)])).toMatchObject({ seq: 25, n: 24 });
});

test('the list: on top first, then the newest, hidden ones not at all', () => {
  const at = (id: string, lastAt: string, my: Partial<Chat['my']> = {}) =>
    chat({ id: id as typeof c, lastAt }, my);
  expect(
    orderChats([
      at('chat_a', '2026-01-01'),
      at('chat_b', '2026-01-03'),
      at('chat_c', '2025-01-01', { top: true }),
      at('chat_d', '2026-01-04', { hidden: true }),
    ]).map((x) => x.id),
  ).toEqual(['chat_c', 'chat_b', 'chat_a']);
});
