/**
 * The client protocol, WebSocket subprotocol `teahouse.v1` on /api/socket. One JSON text frame is one event; short keys because a
 * frame is copied to every recipient. c chat, s seq (dense per chat over all events), n message number (only messages that raise
 * unread), u acting member, id message id, cid client id chosen by the sender, ts milliseconds since 1970, k kind, b body, re seq
 * of the message replied to, at mentioned member ids or 'all'.
 */
import * as z from 'zod';
import { ApprovalId, ChatId, FileId, MemberId, MessageId } from './ids.ts';
import type { ProgramDraft } from './program-messages.ts';

const seq = z.number().int().nonnegative();

export const TextBody = z.strictObject({ text: z.string().min(1).max(10_000) });
export const FileBody = z.strictObject({
  fileId: FileId,
  name: z.string().min(1).max(255),
  size: z.number().int().nonnegative(),
  mime: z.string().max(120),
  /** pixels, for images and video */
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  /** milliseconds, for voice and video */
  duration: z.number().int().nonnegative().optional(),
});
export const CardBody = z.strictObject({
  title: z.string().min(1).max(200),
  text: z.string().max(2_000).default(''),
  url: z.url({ protocol: /^https?$/ }).optional(),
  button: z.string().max(20).optional(),
  memberId: MemberId.optional(),
  /** a page of ours instead of an address elsewhere: it opens in the client, whatever the installation is called */
  page: z
    .string()
    .regex(/^\/[a-z][\w./-]{0,198}$/)
    .optional(),
  /** a request that can be decided right here by whoever it waits for */
  approvalId: ApprovalId.optional(),
});
/** A merged forward keeps where each line came from; bodies are copies, so later edits do not reach them. */
export const ForwardBody = z.strictObject({
  title: z.string().max(200),
  from: ChatId,
  items: z
    .array(z.strictObject({ u: z.string(), name: z.string(), ts: z.number(), k: z.string(), b: z.unknown() }))
    .min(1)
    .max(100),
});
/** Something that happened to the chat, told as a line in it: `what` picks the sentence, the rest fills it. */
export const SystemBody = z.strictObject({
  what: z.enum([
    'created',
    'joined',
    'left',
    'removed',
    'renamed',
    'announced',
    'owner',
    'admins',
    'posting',
    'rights',
    'archived',
    'notice',
  ]),
  members: z.array(MemberId).optional(),
  text: z.string().optional(),
});

/** What a person may send, by kind. */
export const Draft = z.discriminatedUnion('k', [
  z.strictObject({ k: z.literal('text'), b: TextBody }),
  z.strictObject({ k: z.literal('image'), b: FileBody }),
  z.strictObject({ k: z.literal('file'), b: FileBody }),
  z.strictObject({ k: z.literal('voice'), b: FileBody }),
  z.strictObject({ k: z.literal('video'), b: FileBody }),
  z.strictObject({ k: z.literal('card'), b: CardBody }),
  z.strictObject({ k: z.literal('forward'), b: ForwardBody }),
]);
export type Draft = z.output<typeof Draft>;
export type MessageKind = Draft['k'] | ProgramDraft['k'] | 'system';

export const Mentions = z.array(z.union([MemberId, z.literal('all')])).max(50);

/** A message as it stands now. `v` is the seq of the last event that changed it; an event with s <= v is already in it. */
export const MessageEvent = z.object({
  t: z.literal('msg'),
  c: ChatId,
  s: seq,
  n: seq,
  u: z.string(),
  id: MessageId,
  cid: z.string(),
  ts: z.number(),
  k: z.string(),
  b: z.record(z.string(), z.unknown()),
  at: Mentions.optional(),
  re: seq.optional(),
  v: seq.optional(),
  /** edited at, ms */
  ed: z.number().optional(),
  /** recalled by; the body is then empty */
  rc: z.string().optional(),
  /** emoji -> members, in the order they reacted */
  rx: z.record(z.string(), z.array(z.string())).optional(),
  /** pinned by */
  pin: z.string().optional(),
});
export type MessageEvent = z.infer<typeof MessageEvent>;

const change = { c: ChatId, s: seq, n: seq, u: z.string(), ts: z.number(), to: seq };
export const EditEvent = z.object({
  t: z.literal('edit'),
  ...change,
  b: z.record(z.string(), z.unknown()),
  at: Mentions.optional(),
});
export const RecallEvent = z.object({ t: z.literal('recall'), ...change });
export const ReactEvent = z.object({ t: z.literal('react'), ...change, e: z.string(), on: z.boolean() });
export const PinEvent = z.object({ t: z.literal('pin'), ...change, on: z.boolean() });

/** Everything that takes a seq. System lines (joins, renames, announcements) are messages of kind 'system'. */
export const ChatEvent = z.discriminatedUnion('t', [
  MessageEvent,
  EditEvent,
  RecallEvent,
  ReactEvent,
  PinEvent,
]);
export type ChatEvent = z.infer<typeof ChatEvent>;
export type ChangeEvent = Exclude<ChatEvent, MessageEvent>;

// ---- up ----
export const UpFrame = z.discriminatedUnion('t', [
  /** First frame. `usn`: last private event seen (0 = none); `since`: server ms of the last welcome or bump; `open`: chats on screen with the last s held. */
  z.strictObject({
    t: z.literal('hello'),
    device: z.string().max(64),
    usn: seq.default(0),
    since: z.number().default(0),
    open: z
      .array(z.tuple([ChatId, seq]))
      .max(50)
      .default([]),
    ticket: z.string().max(600).optional(),
  }),
  z.strictObject({
    t: z.literal('post'),
    c: ChatId,
    cid: z.uuid(),
    m: Draft,
    at: Mentions.optional(),
    re: seq.optional(),
  }),
  z.strictObject({ t: z.literal('open'), c: ChatId, s: seq }),
  z.strictObject({ t: z.literal('close'), c: ChatId }),
  /** `from`: events after s, oldest first; `before`: messages before s, newest window; answers with `page` carrying the same q. */
  z.strictObject({
    t: z.literal('pull'),
    q: z.number().int(),
    c: ChatId,
    from: seq.optional(),
    before: seq.optional(),
    limit: z.number().int().min(1).max(500).default(50),
  }),
  z.strictObject({ t: z.literal('read'), c: ChatId, n: seq }),
  z.strictObject({ t: z.literal('typing'), c: ChatId }),
  z.strictObject({ t: z.literal('watch'), u: z.array(MemberId).max(200) }),
  z.strictObject({ t: z.literal('foreground'), on: z.boolean() }),
]);
export type UpFrame = z.output<typeof UpFrame>;
export type SentUpFrame = z.input<typeof UpFrame>;

/** [chat, s, n, my read n, preview] of a chat that moved. */
export type Moved = [c: string, s: number, n: number, readN: number, preview: MessageEvent | null];

// ---- down ----
export type DownFrame =
  | ChatEvent
  | {
      t: 'welcome';
      me: string;
      usn: number;
      now: number;
      ping: number;
      ticket: string;
      same?: true;
      moved?: Moved[];
      reload?: true;
    }
  | { t: 'ack'; cid: string; c: string; s: number; n: number; id: string; ts: number }
  | { t: 'nack'; cid: string; code: string; text: string; retry: boolean }
  /** open succeeded: everything after the given s has been sent; s is the head now */
  | { t: 'opened'; c: string; s: number; n: number }
  | { t: 'page'; q: number; c: string; s: number; events: ChatEvent[]; more: boolean }
  /** the gap is too long to replay: drop the tail and pull the newest window */
  | { t: 'reset'; c: string; s: number }
  | { t: 'bump'; c: string; s: number; n: number; p: MessageEvent | null; at: number }
  | { t: 'dirty'; chats: [c: string, s: number][] }
  | { t: 'readers'; c: string; marks: [u: string, n: number][] }
  | { t: 'user'; usn: number; k: string; b: Record<string, unknown> }
  | { t: 'typing'; c: string; u: string }
  | { t: 'presence'; u: [u: string, online: boolean][] }
  | { t: 'gone'; c: string }
  | { t: 'bye'; after: number; reason: string };

/** Close codes of our own. */
export const closeCodes = { signedOut: 4001, slow: 4008, badFrame: 4002, restart: 1012 } as const;
