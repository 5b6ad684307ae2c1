// Journals: what people report every day, week or month, who reads it, and who has not reported yet.
import * as z from 'zod';
import { Control, FormValues } from './approvals-shapes.ts';
import { endpoint } from './define.ts';
import { JournalCommentId, JournalCycleId, JournalId, JournalTemplateId, MemberId } from './ids.ts';

const when = z.iso.datetime();
const day = z.iso.date();

/** A day, week or month of a template that is reported on. Days are wall time of the company. */
export const JournalCycle = z.object({
  id: JournalCycleId,
  templateId: JournalTemplateId,
  startsOn: day,
  /** the last day of it */
  endsOn: day,
  dueAt: when,
});
export type JournalCycle = z.infer<typeof JournalCycle>;

/** pending: not reported, and not due yet. late: reported after it was due. excused: on leave for all of it. */
export const JournalState = z.enum(['pending', 'reported', 'late', 'missing', 'excused']);
export type JournalState = z.infer<typeof JournalState>;

/** One journal a member is asked for, or has reported. */
export const AskedJournal = z.object({
  cycle: JournalCycle,
  name: z.string(),
  en: z.string().nullable(),
  state: JournalState,
  /** a draft is kept */
  draft: z.boolean(),
  journalId: JournalId.nullable(),
});
export type AskedJournal = z.infer<typeof AskedJournal>;

export const JournalListed = z.object({
  id: JournalId,
  templateId: JournalTemplateId,
  name: z.string(),
  en: z.string().nullable(),
  authorId: MemberId,
  startsOn: day,
  endsOn: day,
  late: z.boolean(),
  submittedAt: when,
  /** the first words of it */
  summary: z.string(),
  /** by the one who asks; always true for one's own */
  read: z.boolean(),
  likes: z.number().int(),
  comments: z.number().int(),
});
export type JournalListed = z.infer<typeof JournalListed>;

export const JournalComment = z.object({
  id: JournalCommentId,
  memberId: MemberId,
  /** the comment it answers */
  re: JournalCommentId.nullable(),
  text: z.string(),
  at: when,
});
export type JournalComment = z.infer<typeof JournalComment>;

export const ShownJournal = JournalListed.extend({
  cycleId: JournalCycleId,
  dueAt: when,
  controls: z.array(Control),
  form: FormValues,
  changedAt: when,
  /** by the one who asks: the author, until it is due */
  mayChange: z.boolean(),
  /** as they were found when it was submitted */
  receivers: z.array(z.object({ memberId: MemberId, readAt: when.nullable() })),
  liked: z.array(MemberId),
  thread: z.array(JournalComment),
});
export type ShownJournal = z.infer<typeof ShownJournal>;

/** How many; null is fewer than five, which is not told. The total is told only where every part is. */
export const GuardedCounts = z.object({
  total: z.number().int().nullable(),
  pending: z.number().int().nullable(),
  reported: z.number().int().nullable(),
  late: z.number().int().nullable(),
  missing: z.number().int().nullable(),
  excused: z.number().int().nullable(),
});
export type GuardedCounts = z.infer<typeof GuardedCounts>;

const oneCycle = z.object({ cycleId: JournalCycleId });
const oneJournal = z.object({ journalId: JournalId });
/** whom the author adds to those the template names */
const receivers = z.array(MemberId).max(20).default([]);

export const journals = {
  listAskedJournals: endpoint({
    method: 'GET',
    path: '/journals/asked',
    summary: 'The journals of running cycles that I am asked for, what is due first comes first',
    who: 'member',
    input: z.object({}),
    output: z.object({ asked: z.array(AskedJournal), unread: z.number().int() }),
    errors: [],
  }),
  getJournalToWrite: endpoint({
    method: 'GET',
    path: '/journals/cycles/:cycleId/mine',
    summary: 'The form of a cycle with what I have written so far, and who will receive it',
    who: 'member',
    input: oneCycle,
    output: AskedJournal.extend({
      controls: z.array(Control),
      form: FormValues,
      /** whom I added */
      receivers: z.array(MemberId),
      /** whom the template names, as things stand */
      named: z.array(MemberId),
      mayWrite: z.boolean(),
    }),
    errors: ['journals.cycle_not_found'],
  }),
  saveJournalDraft: endpoint({
    method: 'PUT',
    path: '/journals/cycles/:cycleId/draft',
    summary: 'Keep what I have written so far; nobody else sees it',
    who: 'member',
    input: oneCycle.extend({ form: FormValues, receivers }),
    output: z.object({ savedAt: when }),
    errors: ['journals.cycle_not_found', 'journals.too_late'],
  }),
  submitJournal: endpoint({
    method: 'PUT',
    path: '/journals/cycles/:cycleId/mine',
    summary: 'Report once per cycle; until it is due again to change it, and a repeat changes nothing',
    who: 'member',
    input: oneCycle.extend({ form: FormValues, receivers }),
    output: z.object({ journalId: JournalId, late: z.boolean() }),
    errors: [
      'journals.cycle_not_found',
      'journals.too_late',
      'journals.bad_form',
      'journals.unknown_member',
      'files.not_found',
    ],
  }),
  prefillJournal: endpoint({
    method: 'GET',
    path: '/journals/cycles/:cycleId/prefill',
    summary:
      'What I did within a cycle, as lines to put into a journal: tasks finished, events, approvals decided',
    who: 'member',
    input: oneCycle,
    output: z.object({
      tasks: z.array(z.string()),
      events: z.array(z.string()),
      approvals: z.array(z.string()),
    }),
    errors: ['journals.cycle_not_found'],
  }),
  listJournals: endpoint({
    method: 'GET',
    path: '/journals',
    summary: 'Journals I received, unread ones first, or wrote; newest first',
    who: 'member',
    input: z.object({
      box: z.enum(['received', 'mine']),
      templateId: JournalTemplateId.optional(),
      after: z.string().max(120).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ journals: z.array(JournalListed), next: z.string().nullable() }),
    errors: [],
  }),
  getJournal: endpoint({
    method: 'GET',
    path: '/journals/:journalId',
    summary: 'A journal whole; for its author and receivers',
    who: 'member',
    input: oneJournal,
    output: ShownJournal,
    errors: ['journals.not_found'],
  }),
  readJournal: endpoint({
    method: 'PUT',
    path: '/journals/:journalId/read',
    summary: 'I have read it; the author sees that',
    who: 'member',
    input: oneJournal,
    output: z.object({}),
    errors: ['journals.not_found'],
  }),
  likeJournal: endpoint({
    method: 'PUT',
    path: '/journals/:journalId/like',
    summary: 'Like a journal, or no longer',
    who: 'member',
    input: oneJournal.extend({ liked: z.boolean() }),
    output: z.object({ likes: z.number().int() }),
    errors: ['journals.not_found'],
  }),
  commentJournal: endpoint({
    method: 'POST',
    path: '/journals/:journalId/comments',
    summary: 'Comment on a journal, or answer a comment; a repeat with the same key is the same comment',
    who: 'member',
    input: oneJournal.extend({
      cid: z.uuid(),
      text: z.string().trim().min(1).max(2_000),
      re: JournalCommentId.optional(),
    }),
    output: JournalComment,
    errors: ['journals.not_found', 'journals.comment_not_found'],
  }),
  listJournalCycles: endpoint({
    method: 'GET',
    path: '/journals/cycles',
    summary: 'Cycles of the templates whose journals I receive or manage, newest first',
    who: 'member',
    input: z.object({ templateId: JournalTemplateId.optional() }),
    output: z.object({
      templates: z.array(
        z.object({
          id: JournalTemplateId,
          name: z.string(),
          en: z.string().nullable(),
          managed: z.boolean(),
        }),
      ),
      /** of the template asked for, at most 62 */
      cycles: z.array(JournalCycle),
    }),
    errors: ['journals.template_not_found'],
  }),
  getJournalCycle: endpoint({
    method: 'GET',
    path: '/journals/cycles/:cycleId',
    summary:
      'Who has reported, of those whose journals reach me or whom I manage; everybody else only as counts of five and more',
    who: 'member',
    input: oneCycle,
    output: z.object({
      cycle: JournalCycle,
      people: z.array(
        z.object({
          memberId: MemberId,
          state: JournalState,
          submittedAt: when.nullable(),
          /** where I may read it */
          journalId: JournalId.nullable(),
        }),
      ),
      /** those not named above; null where there is nobody else */
      others: GuardedCounts.nullable(),
    }),
    errors: ['journals.cycle_not_found'],
  }),
};
