// How a member away from the product hears of what was said: push, mail, and when to be left in peace.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { idOf } from './ids.ts';

export const PushId = idOf('push');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const QuietHours = z.object({
  /** 'HH:MM' in the member's zone; a `to` before `from` lies on the next day */
  from: clock,
  to: clock,
  /** days on which quiet hours begin, 1 Monday to 7 Sunday */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
});
export type QuietHours = z.infer<typeof QuietHours>;

export const NoticeSettings = z.object({
  push: z.boolean(),
  /** push for direct messages and mentions alone */
  mentionsOnly: z.boolean(),
  /** say that something came, not what */
  hideContent: z.boolean(),
  quiet: QuietHours.nullable(),
  /** nothing at all until then */
  dndUntil: z.iso.datetime().nullable(),
  /** IANA zone of the member; null: the company's */
  zone: z.string().max(60).nullable(),
  digest: z.enum(['off', 'hourly', 'daily']),
});
export type NoticeSettings = z.infer<typeof NoticeSettings>;

export const notices = {
  getNotices: endpoint({
    method: 'GET',
    path: '/me/notifications',
    summary: 'How I want to be told when I am away',
    who: 'member',
    input: z.object({}),
    output: NoticeSettings.extend({
      /** the company hides content for everybody */
      contentHidden: z.boolean(),
      /** digests can be sent: there is a mail server, and I have an address */
      mailReady: z.boolean(),
    }),
    errors: [],
  }),
  setNotices: endpoint({
    method: 'PUT',
    path: '/me/notifications',
    summary: 'Change how I want to be told; fields left out stay',
    who: 'member',
    input: NoticeSettings.partial(),
    output: NoticeSettings,
    errors: [],
  }),
  getPushKey: endpoint({
    method: 'GET',
    path: '/push/key',
    summary: 'The key a browser binds its subscription to',
    who: 'member',
    input: z.object({}),
    output: z.object({ key: z.string() }),
    errors: [],
  }),
  addPush: endpoint({
    method: 'POST',
    path: '/push/subscriptions',
    summary: 'Push to this device from now on; the session it was made in carries it',
    who: 'member',
    input: z.object({
      endpoint: z.url({ protocol: /^https?$/ }).max(1_000),
      keys: z.object({
        p256dh: z.string().regex(/^[\w-]{80,100}={0,2}$/),
        auth: z.string().regex(/^[\w-]{16,32}={0,2}$/),
      }),
    }),
    output: z.object({ pushId: PushId }),
    errors: [],
  }),
  removePush: endpoint({
    method: 'DELETE',
    path: '/push/subscriptions/:pushId',
    summary: 'No more pushes to this device',
    who: 'member',
    input: z.object({ pushId: PushId }),
    output: z.object({}),
    errors: [],
  }),
  testPush: endpoint({
    method: 'POST',
    path: '/push/test',
    summary: 'Push a word to all my devices, to see whether it arrives',
    who: 'member',
    input: z.object({}),
    output: z.object({ devices: z.number().int() }),
    errors: [],
  }),
  getNoticePolicy: endpoint({
    method: 'GET',
    path: '/admin/notifications',
    summary: 'What leaves the company in pushes and mails',
    who: 'admin:settings',
    input: z.object({}),
    output: z.object({ hideContent: z.boolean() }),
    errors: [],
  }),
  setNoticePolicy: endpoint({
    method: 'PUT',
    path: '/admin/notifications',
    summary: 'Hide the content of messages in every push and mail of this company',
    who: 'admin:settings',
    input: z.object({ hideContent: z.boolean() }),
    output: z.object({ hideContent: z.boolean() }),
    errors: [],
  }),
  askToStopDigest: endpoint({
    method: 'GET',
    path: '/mail/stop/:key',
    summary: 'The page behind the link in a digest: one button that ends them',
    who: 'key:digest',
    input: z.object({ key: z.string() }),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
  stopDigest: endpoint({
    method: 'POST',
    path: '/mail/stop/:key',
    summary: 'No more digests (also RFC 8058 one-click)',
    who: 'key:digest',
    input: z.object({ key: z.string() }),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
};
