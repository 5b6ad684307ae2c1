// The customer's own page: scan, chat, and what is held about them. `:key` is the code that was scanned.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { ChatId, FileId } from './ids.ts';
import { Draft } from './realtime.ts';

const key = { key: z.string().max(100) };

/** A message as the customer sees it. */
export const CustomerMessage = z.object({
  seq: z.number().int(),
  /** the customer's own id for it; '' for what others said */
  cid: z.string(),
  mine: z.boolean(),
  /** who said it, in a group, where others did */
  from: z.string().optional(),
  kind: z.string(),
  body: z.record(z.string(), z.unknown()),
  at: z.number(),
  recalled: z.boolean(),
});
export type CustomerMessage = z.infer<typeof CustomerMessage>;

export const CustomerChat = z.object({
  chatId: ChatId,
  memberName: z.string(),
  avatar: z.boolean(),
  position: z.string(),
  state: z.enum(['waiting', 'following', 'refused']),
  muted: z.boolean(),
  /** how many are in it; null: no group */
  people: z.number().int().nullable(),
});

export const Here = z.object({
  corpName: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  marketing: z.boolean(),
  marketingAt: z.iso.datetime().nullable(),
  /** the chat this code leads to */
  chatId: ChatId,
  chats: z.array(CustomerChat),
});

const chat = z.object({ ...key, chatId: ChatId });

export const customerPage = {
  contactMe: endpoint({
    method: 'GET',
    path: '/c/:key',
    summary: 'Whom a contact-me code leads to',
    who: 'key:contact_code',
    input: z.object(key),
    output: z.object({ corpName: z.string(), name: z.string() }),
    errors: [],
  }),
  contactMeQr: endpoint({
    method: 'GET',
    path: '/c/:key/qr.png',
    summary: 'The link of this code as a picture, for pages and programs that show it elsewhere',
    who: 'key:contact_code',
    input: z.object(key),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
  scan: endpoint({
    method: 'POST',
    path: '/c/:key/scan',
    summary:
      'Be in a chat with whoever serves this code; the session travels in a cookie. The same phone (cookie or device key) is the same person',
    who: 'key:contact_code',
    input: z.object({
      ...key,
      /** a secret the phone made for itself, so that two scans at once are one person */
      device: z.uuid(),
      locale: z.enum(['zh', 'en']).default('zh'),
      /** where the phone's clock stands, 'Asia/Shanghai'; one we do not know counts as none */
      zone: z.string().max(60).optional(),
    }),
    output: Here,
    errors: ['customers.nobody_serves'],
    raw: true,
  }),
  customerHere: endpoint({
    method: 'GET',
    path: '/c/:key/me',
    summary: 'What is held about me, and who serves me',
    who: 'customer',
    input: z.object(key),
    output: Here,
    errors: ['customers.nobody_serves'],
  }),
  changeMe: endpoint({
    method: 'PATCH',
    path: '/c/:key/me',
    summary: 'What I am called; whether I want news and offers',
    who: 'customer',
    input: z.object({
      ...key,
      name: z.string().trim().min(1).max(40).optional(),
      marketing: z.boolean().optional(),
    }),
    output: Here,
    errors: ['customers.nobody_serves'],
  }),
  heldAboutMe: endpoint({
    method: 'GET',
    path: '/c/:key/held',
    summary: 'Who holds what about me: facts, what members noted, and what happened, oldest first',
    who: 'customer',
    input: z.object(key),
    output: z.object({
      mobiles: z.array(z.string()),
      emails: z.array(z.string()),
      zone: z.string().nullable(),
      fields: z.array(z.object({ name: z.string(), value: z.string() })),
      holders: z.array(
        z.object({
          memberName: z.string(),
          since: z.iso.datetime(),
          remark: z.string(),
          description: z.string(),
          company: z.string(),
          mobiles: z.array(z.string()),
          channel: z.string(),
          /** how far the member says to have come, by its name */
          stage: z.string(),
          tags: z.array(z.string()),
          memberTags: z.array(z.string()),
        }),
      ),
      history: z.array(z.object({ at: z.iso.datetime(), kind: z.string(), detail: z.string() })),
    }),
    errors: [],
  }),
  customerHistory: endpoint({
    method: 'GET',
    path: '/c/:key/chats/:chatId/messages',
    summary:
      'My chat: the newest window, older than `before`, or everything after `after`; `wait` holds the answer up to so many seconds until there is something',
    who: 'customer',
    input: z.object({
      ...chat.shape,
      before: z.coerce.number().int().min(0).optional(),
      after: z.coerce.number().int().min(0).optional(),
      wait: z.coerce.number().int().min(0).max(25).default(0),
    }),
    output: z.object({
      messages: z.array(CustomerMessage),
      /** where to go on from with `after` */
      seq: z.number().int(),
      more: z.boolean(),
    }),
    errors: ['messaging.chat_not_found'],
    raw: true,
  }),
  customerPost: endpoint({
    method: 'POST',
    path: '/c/:key/chats/:chatId/messages',
    summary: 'Say something; repeats with the same cid are one message. The answer comes after it is stored',
    who: 'customer',
    input: z.object({ ...chat.shape, cid: z.uuid(), draft: Draft }),
    output: CustomerMessage,
    errors: [
      'messaging.chat_not_found',
      'messaging.chat_archived',
      'customers.refused',
      'files.not_found',
      'groups.link_stopped',
      'groups.word_stopped',
      'groups.flood_stopped',
      'groups.removed',
    ],
    raw: true,
  }),
  customerUpload: endpoint({
    method: 'POST',
    path: '/c/:key/files',
    summary: 'Keep a picture or another file (application/octet-stream, at most 20 MB) to send in a chat',
    who: 'customer',
    input: z.object({ ...key, name: z.string().min(1).max(255) }),
    output: z.object({
      fileId: FileId,
      name: z.string(),
      size: z.number().int(),
      mime: z.string(),
      kind: z.string(),
      width: z.number().int().nullable(),
      height: z.number().int().nullable(),
    }),
    errors: ['files.too_many_bytes'],
    raw: true,
  }),
  customerFile: endpoint({
    method: 'GET',
    path: '/c/:key/files/:fileId',
    summary: 'The bytes of a file shown in a chat of mine',
    who: 'customer',
    input: z.object({ ...key, fileId: FileId, thumb: z.enum(['1']).optional() }),
    output: z.unknown(),
    errors: ['files.not_found', 'files.no_preview'],
    raw: true,
  }),
  muteMember: endpoint({
    method: 'POST',
    path: '/c/:key/chats/:chatId/mute',
    summary: 'Hear nothing more from this member, or hear them again',
    who: 'customer',
    input: z.object({ ...chat.shape, muted: z.boolean() }),
    output: Here,
    errors: ['messaging.chat_not_found', 'customers.nobody_serves'],
  }),
  takeAway: endpoint({
    method: 'GET',
    path: '/c/:key/take-away',
    summary: 'Everything held about me, as JSON or as a page to read',
    who: 'customer',
    input: z.object({ ...key, as: z.enum(['json', 'html']).default('json') }),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
  signInWays: endpoint({
    method: 'GET',
    path: '/c/:key/sign-in',
    summary: 'How I can be known on another phone',
    who: 'customer',
    input: z.object(key),
    output: z.object({ sms: z.boolean(), email: z.boolean() }),
    errors: [],
    raw: true,
  }),
  sendSignInCode: endpoint({
    method: 'POST',
    path: '/c/:key/sign-in/code',
    summary: 'Send a code to my phone or mailbox; it works once, for ten minutes',
    who: 'customer',
    input: z.object({
      ...key,
      way: z.enum(['sms', 'email']),
      address: z.string().max(200),
      locale: z.enum(['zh', 'en']).default('zh'),
    }),
    output: z.object({}),
    errors: ['customers.way_not_offered'],
    raw: true,
  }),
  enterSignInCode: endpoint({
    method: 'POST',
    path: '/c/:key/sign-in',
    summary: 'Enter the code: from now on I am the person who proved this phone or mailbox before',
    who: 'customer',
    input: z.object({ ...key, way: z.enum(['sms', 'email']), code: z.string().regex(/^\d{6}$/) }),
    output: Here,
    errors: ['customers.wrong_code', 'customers.nobody_serves'],
    raw: true,
  }),
};
