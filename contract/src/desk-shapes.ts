// The service desk: what its parts look like on the wire.
import * as z from 'zod';
import { DutyHours } from './contact-codes.ts';
import {
  ChatId,
  CustomerId,
  DeskArticleId,
  DeskId,
  DeskReplyId,
  DeskSessionId,
  FileId,
  MemberId,
} from './ids.ts';

/** The numbers of WeChat KF: 0 not yet answered, 1 the bot answers, 2 waits for a human, 3 with a human, 4 over. */
export const DeskState = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type DeskState = z.infer<typeof DeskState>;

const Skill = z.string().trim().min(1).max(20);

export const DeskServer = z.object({
  memberId: MemberId,
  /** what they can do; a queue may ask for one of them */
  skills: z.array(Skill).max(20).default([]),
  /** most sessions at once */
  cap: z.number().int().min(1).max(100).default(5),
  /** sees the desk's totals and every session of it */
  lead: z.boolean().default(false),
});

const Site = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .regex(/^https?:\/\/(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/);

export const deskSettings = {
  name: z.string().trim().min(1).max(16),
  logoFileId: FileId.nullable().default(null),
  /** '' greets nobody */
  greeting: z.string().trim().max(1_000).default(''),
  /** null: always open */
  hours: z.array(DutyHours).max(14).nullable().default(null),
  /** where the clock of these hours hangs; null: the company's zone */
  zone: z.string().max(60).nullable().default(null),
  /** closed on days the company's holiday calendar has off */
  holidays: z.boolean().default(true),
  how: z.enum(['turn', 'load']).default('turn'),
  /** what a customer may choose from when asking for a human */
  skills: z.array(Skill).max(20).default([]),
  bot: z.boolean().default(true),
  /** a program answers first; a question it leaves alone for a minute goes to people */
  program: z.boolean().default(false),
  /** origins of websites that may show the desk in a frame; none: any */
  sites: z.array(Site).max(50).default([]),
  /** minutes of open time within which a human answers first, and within which it is over; null: no promise */
  firstReplyMinutes: z.number().int().min(1).max(10_000).nullable().default(null),
  resolveMinutes: z.number().int().min(1).max(100_000).nullable().default(null),
  /** a customer's silence of so many hours ends a session */
  silenceHours: z.number().int().min(1).max(48).default(48),
};

export const Desk = z.object({
  id: DeskId,
  ...deskSettings,
  url: z.string(),
  /** the line to paste into a website */
  widget: z.string(),
  closed: z.boolean(),
  servers: z.array(DeskServer.extend({ name: z.string(), onDuty: z.boolean(), load: z.number().int() })),
});
export type Desk = z.infer<typeof Desk>;

export const DeskSession = z.object({
  id: DeskSessionId,
  deskId: DeskId,
  deskName: z.string(),
  customerId: CustomerId,
  customerName: z.string(),
  chatId: ChatId,
  state: DeskState,
  memberId: MemberId.nullable(),
  memberName: z.string(),
  skill: z.string(),
  openedAt: z.iso.datetime(),
  queuedAt: z.iso.datetime().nullable(),
  firstReplyAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  /** since when the customer waits for a word */
  waitingSince: z.iso.datetime().nullable(),
  firstDueAt: z.iso.datetime().nullable(),
  resolveDueAt: z.iso.datetime().nullable(),
  lateFirst: z.boolean(),
  lateResolve: z.boolean(),
  rating: z.number().int().nullable(),
  /** what was said last, shortened */
  preview: z.string(),
  /** messages the reader has not seen */
  unread: z.number().int(),
});
export type DeskSession = z.infer<typeof DeskSession>;

export const DeskReply = z.object({ id: DeskReplyId, title: z.string(), text: z.string() });

export const DeskArticle = z.object({
  id: DeskArticleId,
  /** null: every desk answers with it */
  deskId: DeskId.nullable(),
  question: z.string(),
  similar: z.array(z.string()),
  answer: z.string(),
  /** how often the bot answered with it */
  used: z.number().int(),
});
export type DeskArticle = z.infer<typeof DeskArticle>;
