// Journal templates as an administrator sees them: what is asked, of whom, when, and who receives it.
import * as z from 'zod';
import { Control } from './approvals-shapes.ts';
import { endpoint } from './define.ts';
import { ChatId, DepartmentId, JournalTemplateId, MemberId } from './ids.ts';

/** Who receives a journal besides those its author adds; found anew at every submission, and kept with it. */
export const ReceiverRule = z.discriminatedUnion('by', [
  z.object({ by: z.literal('manager') }),
  z.object({ by: z.literal('deptHead') }),
  z.object({ by: z.literal('user'), ids: z.array(MemberId).min(1).max(50) }),
  /** everybody in a chat, which gets a card too */
  z.object({ by: z.literal('chat'), chatId: ChatId }),
]);
export type ReceiverRule = z.infer<typeof ReceiverRule>;

export const JournalSchedule = z.object({
  /** RFC 5545 without 'RRULE:'; each time it gives begins a cycle that lasts to the next */
  rule: z.string().regex(/^FREQ=(DAILY|WEEKLY|MONTHLY)(;INTERVAL=[1-9]\d?)?$/),
  /** the first day of the first cycle: a Monday makes weeks from Monday on. Months begin on a day up to the 28th */
  startsOn: z.iso.date(),
  /** cycles without a working day are left out */
  workdays: z.boolean().default(true),
  /** days after the last day of a cycle; below zero: before it */
  dueAfter: z.number().int().min(-30).max(15).default(0),
  /** wall time of the company */
  dueTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** minutes before it is due that those who have not reported are reminded, once; null: never */
  remindMinutes: z.number().int().min(5).max(2_880).nullable().default(60),
});
export type JournalSchedule = z.infer<typeof JournalSchedule>;

export const JournalTemplateFacts = z.object({
  name: z.string().trim().min(1).max(40),
  en: z.string().trim().max(80).nullable().default(null),
  /** the controls of approvals, but for those that only a request can hold */
  controls: z.array(Control).min(1).max(50),
  schedule: JournalSchedule,
  receivers: z.array(ReceiverRule).max(10).default([]),
  /** who is asked for it */
  scope: z.object({
    all: z.boolean(),
    memberIds: z.array(MemberId).max(500).default([]),
    departmentIds: z.array(DepartmentId).max(200).default([]),
  }),
  /** within the scope, and not asked */
  exempt: z.array(MemberId).max(500).default([]),
  /** who besides receivers sees who has reported */
  managers: z.array(MemberId).max(20).default([]),
});
export type JournalTemplateFacts = z.infer<typeof JournalTemplateFacts>;

export const AdminJournalTemplate = JournalTemplateFacts.extend({
  id: JournalTemplateId,
  retired: z.boolean(),
  /** names of the departments in its scope, as far as they are still there */
  departments: z.array(z.object({ id: DepartmentId, name: z.string() })),
});
export type AdminJournalTemplate = z.infer<typeof AdminJournalTemplate>;

const one = z.object({ templateId: JournalTemplateId });
const faulty = [
  'journals.bad_template',
  'journals.unknown_member',
  'messaging.chat_not_found',
  'directory.department_not_found',
] as const;

export const journalsAdmin = {
  listJournalTemplates: endpoint({
    method: 'GET',
    path: '/admin/journals/templates',
    summary: 'Journal templates with all they say, those in use first',
    who: 'admin:settings',
    input: z.object({}),
    output: z.object({ templates: z.array(AdminJournalTemplate) }),
    errors: [],
  }),
  createJournalTemplate: endpoint({
    method: 'POST',
    path: '/admin/journals/templates',
    summary: 'A new journal template; its first cycle begins with the schedule',
    who: 'admin:settings',
    input: JournalTemplateFacts,
    output: AdminJournalTemplate,
    errors: faulty,
  }),
  changeJournalTemplate: endpoint({
    method: 'PUT',
    path: '/admin/journals/templates/:templateId',
    summary:
      'Say a journal template anew; what was reported stays, cycles nobody has begun to write for are planned anew',
    who: 'admin:settings',
    input: JournalTemplateFacts.extend(one.shape),
    output: AdminJournalTemplate,
    errors: ['journals.template_not_found', ...faulty],
  }),
  retireJournalTemplate: endpoint({
    method: 'PUT',
    path: '/admin/journals/templates/:templateId/retired',
    summary: 'Stop asking for a journal, or begin again; journals stay',
    who: 'admin:settings',
    input: one.extend({ retired: z.boolean() }),
    output: z.object({}),
    errors: ['journals.template_not_found'],
  }),
};
