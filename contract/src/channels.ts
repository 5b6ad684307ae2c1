// Channels: the company's own accounts elsewhere, through which customers write and are answered.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { ChannelAccountId, CustomerId, MemberId } from './ids.ts';

export const ChannelKind = z.enum(['wechat', 'wechat_kf', 'wecom', 'email']);
export type ChannelKind = z.infer<typeof ChannelKind>;

export const ChannelAccount = z.object({
  id: ChannelAccountId,
  kind: z.string(),
  name: z.string(),
  /** what is not secret, by field */
  settings: z.record(z.string(), z.string()),
  /** which secrets are set; they are never shown again */
  secrets: z.array(z.string()),
  memberIds: z.array(MemberId),
  /** where the other side calls; null where it is asked instead */
  hookUrl: z.string().nullable(),
  state: z.enum(['new', 'ok', 'failing']),
  lastError: z.string(),
  lastOkAt: z.iso.datetime().nullable(),
});
export type ChannelAccount = z.infer<typeof ChannelAccount>;

/** A customer who has another member here and is passed to them over there. */
export const ChannelTransfer = z.object({
  accountId: ChannelAccountId,
  accountName: z.string(),
  customerId: CustomerId,
  customerName: z.string(),
  /** members, as the other side calls them */
  from: z.string(),
  to: z.string(),
  state: z.enum(['queued', 'asked', 'done', 'refused']),
  /** why it was refused; '' otherwise */
  why: z.string(),
  /** queued: not asked before it */
  dueAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type ChannelTransfer = z.infer<typeof ChannelTransfer>;

const fields = z.record(z.string().max(40), z.string().max(500));
const one = { accountId: ChannelAccountId };

export const channels = {
  listChannels: endpoint({
    method: 'GET',
    path: '/admin/channels',
    summary: 'Accounts elsewhere through which customers reach us, and which fields each kind has',
    who: 'admin:settings',
    input: z.object({}),
    output: z.object({
      accounts: z.array(ChannelAccount),
      kinds: z.array(
        z.object({
          kind: z.string(),
          fields: z.array(z.object({ name: z.string(), secret: z.boolean(), optional: z.boolean() })),
        }),
      ),
    }),
    errors: [],
    raw: true,
  }),
  listChannelTransfers: endpoint({
    method: 'GET',
    path: '/admin/channels/transfers',
    summary:
      'Customers who are passed to another member over there: how many in which state, and the latest 200, the open ones first',
    who: 'admin:settings',
    input: z.object({}),
    output: z.object({
      counts: z.object({
        queued: z.number().int(),
        asked: z.number().int(),
        done: z.number().int(),
        refused: z.number().int(),
      }),
      transfers: z.array(ChannelTransfer),
    }),
    errors: [],
  }),
  addChannel: endpoint({
    method: 'POST',
    path: '/admin/channels',
    summary: 'Connect an account; whoever writes there is served by these members in turn',
    who: 'admin:settings',
    input: z.object({
      kind: z.string().max(40),
      name: z.string().trim().min(1).max(60),
      fields,
      memberIds: z.array(MemberId).min(1).max(100),
    }),
    output: ChannelAccount,
    errors: ['channels.unknown_kind', 'channels.field_missing'],
    raw: true,
  }),
  changeChannel: endpoint({
    method: 'PATCH',
    path: '/admin/channels/:accountId',
    summary: 'Rename it, change who serves it, or fields of it; secrets that are not sent stay',
    who: 'admin:settings',
    input: z.object({
      ...one,
      name: z.string().trim().min(1).max(60).optional(),
      fields: fields.optional(),
      memberIds: z.array(MemberId).min(1).max(100).optional(),
    }),
    output: ChannelAccount,
    errors: ['channels.account_not_found', 'channels.field_missing'],
    raw: true,
  }),
  removeChannel: endpoint({
    method: 'DELETE',
    path: '/admin/channels/:accountId',
    summary: 'Disconnect an account; its secrets are forgotten, chats stay',
    who: 'admin:settings',
    input: z.object(one),
    output: z.object({}),
    errors: ['channels.account_not_found'],
  }),
  checkChannel: endpoint({
    method: 'POST',
    path: '/admin/channels/:accountId/check',
    summary: 'Ask the other side whether it lets us in; the answer is the state afterwards',
    who: 'admin:settings',
    input: z.object(one),
    output: ChannelAccount,
    errors: ['channels.account_not_found'],
    raw: true,
  }),
  wechatSignIn: endpoint({
    method: 'GET',
    path: '/c/:key/wechat',
    summary: 'Whether I can be known by my WeChat: an Official Account of the company is connected',
    who: 'customer',
    input: z.object({ key: z.string().max(100) }),
    output: z.object({ offered: z.boolean() }),
    errors: [],
  }),
  askWechat: endpoint({
    method: 'GET',
    path: '/c/:key/wechat/ask',
    summary: 'Goes to WeChat, which tells nothing but who stands here, and comes back',
    who: 'customer',
    input: z.object({
      key: z.string().max(100),
      /** which page of the customer to come back to: /c/…, /s/… or /g/… */
      page: z.enum(['c', 's', 'g']).default('c'),
    }),
    output: z.unknown(),
    errors: ['customers.way_not_offered'],
    raw: true,
  }),
  wechatSaid: endpoint({
    method: 'GET',
    path: '/c/:key/wechat/said',
    summary:
      'Back from WeChat: from now on I am the person who follows the account, or came from WeChat before',
    who: 'customer',
    input: z.object({
      key: z.string().max(100),
      code: z.string().max(200).default(''),
      state: z.string().max(200).default(''),
    }),
    output: z.unknown(),
    errors: ['customers.way_not_offered', 'customers.wrong_code'],
    raw: true,
  }),
  channelProof: endpoint({
    method: 'GET',
    path: '/channel-hooks/:key',
    summary: 'The other side proves that the address is ours',
    who: 'key:channel_hook',
    input: z.object({ key: z.string().max(100) }),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
  channelHook: endpoint({
    method: 'POST',
    path: '/channel-hooks/:key',
    summary: 'The other side tells what happened; signed by it',
    who: 'key:channel_hook',
    input: z.object({ key: z.string().max(100) }),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
};
