// Robots of a chat: an address to which other systems post.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { ChatId, FileId, MemberId, RobotId } from './ids.ts';

/** Whose format it takes: WeCom's, DingTalk's or Feishu's. */
export const RobotKind = z.enum(['wecom', 'dingtalk', 'feishu']);
export type RobotKind = z.infer<typeof RobotKind>;

export const Robot = z.object({
  id: RobotId,
  chatId: ChatId,
  kind: RobotKind,
  name: z.string(),
  /** path under /api, or null */
  avatar: z.string().nullable(),
  enabled: z.boolean(),
  by: MemberId.nullable(),
  createdAt: z.iso.datetime(),
  /** where to post, and with what to sign; null for those who may not change it */
  url: z.string().nullable(),
  secret: z.string().nullable(),
  /** one of these must stand in a message; none: anything goes */
  keywords: z.array(z.string()),
});
export type Robot = z.infer<typeof Robot>;

const name = z.string().trim().min(1).max(40);
const keywords = z.array(z.string().trim().min(1).max(60)).max(10);
const inChat = z.object({ chatId: ChatId });
const one = inChat.extend({ robotId: RobotId });
const errors = [
  'messaging.chat_not_found',
  'messaging.chat_archived',
  'messaging.needs_admin',
  'robots.not_found',
  'files.not_found',
] as const;

export const robots = {
  listRobots: endpoint({
    method: 'GET',
    path: '/chats/:chatId/robots',
    summary: 'The robots of a chat, and their addresses for those who may change them',
    who: 'member',
    input: inChat,
    output: z.object({ robots: z.array(Robot), mayAdd: z.boolean() }),
    errors: ['messaging.chat_not_found'],
    raw: true,
  }),
  addRobot: endpoint({
    method: 'POST',
    path: '/chats/:chatId/robots',
    summary: 'Add a robot to a group; signed: messages must carry a signature',
    who: 'member',
    input: inChat.extend({
      name,
      kind: RobotKind.default('wecom'),
      picture: FileId.optional(),
      signed: z.boolean().default(false),
    }),
    output: Robot,
    errors: [...errors, 'robots.too_many'],
    raw: true,
  }),
  changeRobot: endpoint({
    method: 'PATCH',
    path: '/chats/:chatId/robots/:robotId',
    summary: 'Rename a robot, give it a picture, stop it, or say what its messages must hold',
    who: 'member',
    input: one.extend({
      name: name.optional(),
      picture: FileId.optional(),
      enabled: z.boolean().optional(),
      signed: z.boolean().optional(),
      keywords: keywords.optional(),
    }),
    output: Robot,
    errors,
    raw: true,
  }),
  renewRobot: endpoint({
    method: 'POST',
    path: '/chats/:chatId/robots/:robotId/renew',
    summary: 'A new address for a robot; the old one is dead at once',
    who: 'member',
    input: one,
    output: Robot,
    errors,
    raw: true,
  }),
  removeRobot: endpoint({
    method: 'DELETE',
    path: '/chats/:chatId/robots/:robotId',
    summary: 'Take a robot out of its chat; what it said stays',
    who: 'member',
    input: one,
    output: z.object({}),
    errors,
  }),
};
