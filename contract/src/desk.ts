// The service desk as members see it: one shared inbox, what they know, and how it went.
import * as z from 'zod';
import { CustomerMessage } from './customer-page.ts';
import { endpoint, event } from './define.ts';
import { DeskArticle, DeskReply, DeskSession } from './desk-shapes.ts';
import { Page } from './directory.ts';
import { DeskId, DeskSessionId, MemberId } from './ids.ts';

const one = z.object({ sessionId: DeskSessionId });
const NOT_FOUND = 'desk.session_not_found';

export const MyDesk = z.object({
  id: DeskId,
  name: z.string(),
  lead: z.boolean(),
  onDuty: z.boolean(),
  cap: z.number().int(),
  open: z.boolean(),
  skills: z.array(z.string()),
  /** sessions that wait, that are mine, and all that are open */
  queue: z.number().int(),
  mine: z.number().int(),
  all: z.number().int(),
  colleagues: z.array(
    z.object({ memberId: MemberId, name: z.string(), onDuty: z.boolean(), skills: z.array(z.string()) }),
  ),
});

export const DeskNote = z.object({
  memberId: MemberId,
  memberName: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
});

/** Sums over sessions; times are seconds, null where there is nothing to average. */
export const DeskFigures = z.object({
  sessions: z.number().int(),
  bot: z.number().int(),
  queued: z.number().int(),
  taken: z.number().int(),
  abandoned: z.number().int(),
  closed: z.number().int(),
  lateFirst: z.number().int(),
  lateResolve: z.number().int(),
  /** from the wish for a human to a human's first word */
  firstReplySeconds: z.number().nullable(),
  /** from the first word to the end */
  resolveSeconds: z.number().nullable(),
  rated: z.number().int(),
  /** 1 to 5 */
  rating: z.number().nullable(),
});
export type DeskFigures = z.infer<typeof DeskFigures>;

export const desk = {
  listMyDesks: endpoint({
    method: 'GET',
    path: '/desks',
    summary: 'The service desks I serve at',
    who: 'member',
    input: z.object({}),
    output: z.object({ desks: z.array(MyDesk) }),
    errors: [],
  }),
  setDeskDuty: endpoint({
    method: 'POST',
    path: '/desks/:deskId/duty',
    summary: 'From now on I am given sessions of this desk, or no longer',
    who: 'member',
    input: z.object({ deskId: DeskId, onDuty: z.boolean() }),
    output: z.object({}),
    errors: ['desk.desk_not_found'],
  }),
  listDeskSessions: endpoint({
    method: 'GET',
    path: '/desk-sessions',
    summary: 'Sessions of my desks: those that wait, mine, all open ones, or those that are over',
    who: 'member',
    input: z.object({
      box: z.enum(['queue', 'mine', 'all', 'closed']),
      deskId: DeskId.optional(),
      ...Page,
    }),
    output: z.object({ sessions: z.array(DeskSession), next: z.string().nullable() }),
    errors: [],
  }),
  getDeskSession: endpoint({
    method: 'GET',
    path: '/desk-sessions/:sessionId',
    summary: 'One session with who the customer is, what colleagues noted and what was before',
    who: 'member',
    input: one,
    output: DeskSession.extend({
      notes: z.array(DeskNote),
      customer: z.object({
        name: z.string(),
        mobile: z.string().nullable(),
        email: z.string().nullable(),
        since: z.iso.datetime(),
        owners: z.array(z.string()),
        tags: z.array(z.string()),
      }),
      before: z.array(
        z.object({
          id: DeskSessionId,
          openedAt: z.iso.datetime(),
          memberName: z.string(),
          rating: z.number().int().nullable(),
        }),
      ),
      ratingNote: z.string(),
    }),
    errors: [NOT_FOUND],
  }),
  readDeskSession: endpoint({
    method: 'GET',
    path: '/desk-sessions/:sessionId/messages',
    summary:
      'What was said with this customer at the desk, newest window first; for reading before taking, and afterwards',
    who: 'member',
    input: z.object({ ...one.shape, before: z.coerce.number().int().min(0).optional() }),
    output: z.object({ messages: z.array(CustomerMessage), more: z.boolean() }),
    errors: [NOT_FOUND],
  }),
  takeDeskSession: endpoint({
    method: 'POST',
    path: '/desk-sessions/:sessionId/take',
    summary: 'Serve this customer: from the queue, or from the bot',
    who: 'member',
    input: one,
    output: DeskSession,
    errors: [NOT_FOUND, 'desk.session_over', 'desk.with_another', 'desk.full'],
  }),
  transferDeskSession: endpoint({
    method: 'POST',
    path: '/desk-sessions/:sessionId/transfer',
    summary: 'Hand my session to a colleague of the desk, or back to the queue for whoever has a skill',
    who: 'member',
    input: z.object({
      ...one.shape,
      memberId: MemberId.optional(),
      skill: z.string().trim().max(20).default(''),
      note: z.string().trim().max(2_000).default(''),
    }),
    output: DeskSession,
    errors: [NOT_FOUND, 'desk.session_over', 'desk.with_another', 'desk.full', 'desk.not_serving'],
  }),
  noteDeskSession: endpoint({
    method: 'POST',
    path: '/desk-sessions/:sessionId/notes',
    summary: 'A word to colleagues about this session. The customer never sees it',
    who: 'member',
    input: z.object({ ...one.shape, text: z.string().trim().min(1).max(2_000) }),
    output: DeskNote,
    errors: [NOT_FOUND],
  }),
  closeDeskSession: endpoint({
    method: 'POST',
    path: '/desk-sessions/:sessionId/close',
    summary: 'This session is over; the customer is asked how it went',
    who: 'member',
    input: one,
    output: DeskSession,
    errors: [NOT_FOUND, 'desk.session_over', 'desk.with_another'],
  }),
  listDeskReplies: endpoint({
    method: 'GET',
    path: '/desk-replies',
    summary: 'Canned replies, by words in title or text',
    who: 'member',
    input: z.object({ q: z.string().trim().max(60).default('') }),
    output: z.object({ replies: z.array(DeskReply) }),
    errors: [],
  }),
  searchDeskKnowledge: endpoint({
    method: 'GET',
    path: '/desk-knowledge',
    summary: 'Knowledge articles that answer a question, best first',
    who: 'member',
    input: z.object({ q: z.string().trim().min(1).max(500), deskId: DeskId.optional() }),
    output: z.object({
      found: z.array(z.object({ article: DeskArticle, score: z.number() })),
    }),
    errors: [],
  }),
  getDeskReport: endpoint({
    method: 'GET',
    path: '/desk-reports',
    summary:
      'By desk and day: for leads and administrators the totals of the desk, for everybody their own sessions. Nobody is ranked',
    who: 'member',
    input: z.object({
      whose: z.enum(['mine', 'desk']),
      deskId: DeskId,
      from: z.iso.date(),
      to: z.iso.date(),
    }),
    output: z.object({
      days: z.array(z.object({ day: z.iso.date(), figures: DeskFigures })),
      total: DeskFigures,
    }),
    errors: ['desk.desk_not_found', 'desk.leads_only'],
  }),
};

/** A session came, moved or ended. `state` as in WeChat KF. */
export const deskSessionMoved = event(
  'desk.session_moved',
  'apps',
  z.object({ sessionId: DeskSessionId, deskId: DeskId, state: z.number().int() }),
);
