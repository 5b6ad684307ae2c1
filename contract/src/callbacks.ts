// Addresses of apps that hear what happens here, and what became of each telling.
import * as z from 'zod';
import { endpoint, event } from './define.ts';
import { AppId, MemberId } from './ids.ts';

const when = z.iso.datetime();
const ofApp = z.object({ appId: AppId });

export const CallbackFormat = z.enum(['xml', 'json']);
export type CallbackFormat = z.infer<typeof CallbackFormat>;

/** Where an app listens, and the two secrets that it shares with us. */
export const CallbackWish = z.object({
  url: z.url({ protocol: /^https?$/ }).max(1_024),
  token: z.string().regex(/^[0-9A-Za-z]{3,32}$/),
  aesKey: z.string().regex(/^[0-9A-Za-z]{43}$/),
  format: CallbackFormat.default('xml'),
});

export const Callback = CallbackWish.extend({ format: CallbackFormat, verifiedAt: when });

export const Delivery = z.object({
  no: z.number().int(),
  /** 'text', 'change_contact/create_user' … */
  what: z.string(),
  state: z.enum(['waiting', 'done', 'dead']),
  attempts: z.number().int(),
  createdAt: when,
  /** when it is tried next */
  dueAt: when,
  endedAt: when.nullable(),
  /** why the last attempt failed, '' for none */
  error: z.string(),
});
export type Delivery = z.infer<typeof Delivery>;

export const callbacks = {
  listCallbackApps: endpoint({
    method: 'GET',
    path: '/admin/callback-apps',
    summary: 'Apps with how their callbacks are doing',
    who: 'admin:apps',
    input: z.object({}),
    output: z.object({
      apps: z.array(
        z.object({
          id: AppId,
          no: z.number().int(),
          name: z.string(),
          url: z.string().nullable(),
          waiting: z.number().int(),
          dead: z.number().int(),
        }),
      ),
    }),
    errors: [],
  }),
  getCallback: endpoint({
    method: 'GET',
    path: '/admin/apps/:appId/callback',
    summary: 'Where an app listens',
    who: 'admin:apps',
    input: ofApp,
    output: z.object({ callback: Callback.nullable() }),
    errors: ['apps.app_not_found'],
  }),
  setCallback: endpoint({
    method: 'PUT',
    path: '/admin/apps/:appId/callback',
    summary: 'Let an app hear what happens; its address is asked for a proof first',
    who: 'admin:apps',
    input: ofApp.extend(CallbackWish.shape),
    output: Callback,
    errors: ['apps.app_not_found', 'callbacks.not_proved', 'callbacks.private_address'],
  }),
  removeCallback: endpoint({
    method: 'DELETE',
    path: '/admin/apps/:appId/callback',
    summary: 'Tell an app nothing any more',
    who: 'admin:apps',
    input: ofApp,
    output: z.object({}),
    errors: ['apps.app_not_found'],
  }),
  listDeliveries: endpoint({
    method: 'GET',
    path: '/admin/apps/:appId/deliveries',
    summary: 'What an app was told, newest first',
    who: 'admin:apps',
    input: ofApp.extend({
      state: Delivery.shape.state.optional(),
      before: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ deliveries: z.array(Delivery), more: z.boolean() }),
    errors: ['apps.app_not_found'],
  }),
  countDeliveries: endpoint({
    method: 'GET',
    path: '/admin/apps/:appId/deliveries/counts',
    summary: 'How the callbacks of an app went: told within a week, waiting, and given up within a month',
    who: 'admin:apps',
    input: ofApp,
    output: z.object({
      /** the app listens somewhere */
      listens: z.boolean(),
      done: z.number().int(),
      waiting: z.number().int(),
      dead: z.number().int(),
      /** attempts that failed, of all of these */
      failed: z.number().int(),
    }),
    errors: ['apps.app_not_found'],
  }),
  replayDeliveries: endpoint({
    method: 'POST',
    path: '/admin/apps/:appId/deliveries/replay',
    summary: 'Tell an app again: one delivery, or all that are dead',
    who: 'admin:apps',
    input: ofApp.extend({ no: z.coerce.number().int().optional() }),
    output: z.object({ replayed: z.number().int() }),
    errors: ['apps.app_not_found'],
  }),
};

/** An app answered a telling with a text of its own: verified, decrypted, not yet looked at. */
export const callbackAnswered = event(
  'callbacks.callback_answered',
  'server',
  z.object({
    appId: AppId,
    no: z.number().int(),
    what: z.string(),
    /** whom the telling was about, where it was about one */
    memberId: MemberId.nullable(),
    /** facts that the teller laid down with the delivery */
    facts: z.record(z.string(), z.unknown()),
    format: CallbackFormat,
    plain: z.string(),
  }),
);
