import * as z from 'zod';

/** Every id says what it is: `chat_…`, `mbr_…`. One row per kind of thing that has ids. */
export const prefixes = {
  corps: 'corp',
  members: 'mbr',
  departments: 'dep',
  tags: 'tag',
  custom_fields: 'fld',
  join_links: 'join',
  join_requests: 'jrq',
  imports: 'imp',
  sessions: 'ses',
  passkeys: 'pk',
  audit: 'aud',
  chats: 'chat',
  messages: 'msg',
  files: 'file',
  uploads: 'upl',
  tasks: 'task',
  scheduled: 'sch',
  push: 'push',
  attendance_rules: 'atr',
  attendance_places: 'plc',
  shifts: 'sft',
  shift_swaps: 'swp',
  punches: 'pun',
  leave_types: 'lvt',
  leave_entries: 'lve',
  absences: 'abs',
  attendance_adjustments: 'adj',
  approval_templates: 'apt',
  approvals: 'apv',
  journal_templates: 'jtp',
  journal_cycles: 'jcy',
  journals: 'jnl',
  journal_comments: 'jcm',
  approval_tasks: 'aptk',
  approval_delegations: 'apd',
  calendars: 'cal',
  calendar_events: 'evt',
  meeting_rooms: 'mrm',
  expense_types: 'ext',
  expense_claims: 'clm',
  expense_budgets: 'bud',
  expense_advances: 'adv',
  payment_batches: 'pbt',
  payments: 'pmt',
  invoices: 'inv',
  assessment_templates: 'ast',
  assessment_cycles: 'asc',
  assessment_reviews: 'rvw',
  objectives: 'obj',
  key_results: 'krs',
  jobs: 'job',
  apps: 'app',
  robots: 'bot',
  customers: 'cus',
  contact_codes: 'ccd',
  group_codes: 'gcd',
  group_welcomes: 'gwl',
  customer_tags: 'ctg',
  customer_fields: 'cfd',
  customer_stages: 'cstg',
  customer_rules: 'crl',
  customer_tag_groups: 'ctgg',
  customer_events: 'cev',
  customer_transfers: 'ctf',
  broadcasts: 'brd',
  groupPosts: 'gpo',
  moments: 'mom',
  moment_comments: 'mcm',
  journeys: 'jrn',
  programmes: 'prg',
  capExperiments: 'cpx',
  channel_accounts: 'cha',
  app_messages: 'out',
  desks: 'desk',
  desk_sessions: 'dss',
  desk_events: 'dse',
  desk_notes: 'dsn',
  desk_replies: 'dsr',
  materials: 'mat',
  desk_articles: 'dsa',
  tickets: 'tkt',
  customer_orders: 'ord',
} as const;
export type Prefix = (typeof prefixes)[keyof typeof prefixes];
export type IdOf<P extends Prefix> = `${P}_${string}`;

export const idOf = <P extends Prefix>(prefix: P) =>
  z.templateLiteral([prefix, '_', z.string().regex(/[0-9A-Za-z]{6,40}/)]);

export type CorpId = IdOf<'corp'>;
export type MemberId = IdOf<'mbr'>;
export type DepartmentId = IdOf<'dep'>;
export type ChatId = IdOf<'chat'>;
export type FileId = IdOf<'file'>;
export type TagId = IdOf<'tag'>;
export type CustomFieldId = IdOf<'fld'>;
export type ImportId = IdOf<'imp'>;
export type JoinLinkId = IdOf<'join'>;
export type JoinRequestId = IdOf<'jrq'>;
export type AppId = IdOf<'app'>;
export type RobotId = IdOf<'bot'>;
export type CustomerId = IdOf<'cus'>;
export type ContactCodeId = IdOf<'ccd'>;
export type GroupCodeId = IdOf<'gcd'>;
export const GroupCodeId = idOf('gcd');
export type GroupWelcomeId = IdOf<'gwl'>;
export const GroupWelcomeId = idOf('gwl');
export type CustomerTagId = IdOf<'ctg'>;
export type CustomerFieldId = IdOf<'cfd'>;
export type CustomerTagGroupId = IdOf<'ctgg'>;
export type CustomerRuleId = IdOf<'crl'>;
export type CustomerTransferId = IdOf<'ctf'>;
export type ChannelAccountId = IdOf<'cha'>;
export const ChannelAccountId = idOf('cha');
export type BroadcastId = IdOf<'brd'>;
export type GroupPostId = IdOf<'gpo'>;
export type MomentId = IdOf<'mom'>;
export type MomentCommentId = IdOf<'mcm'>;
export type JourneyId = IdOf<'jrn'>;
export type ProgrammeId = IdOf<'prg'>;
export type CapExperimentId = IdOf<'cpx'>;

export const CorpId = idOf('corp');
export const MemberId = idOf('mbr');
export const DepartmentId = idOf('dep');
export const ChatId = idOf('chat');
export const MessageId = idOf('msg');
export const FileId = idOf('file');
export const UploadId = idOf('upl');
export type UploadId = IdOf<'upl'>;
export const TagId = idOf('tag');
export const CustomFieldId = idOf('fld');
export const ImportId = idOf('imp');
export const JoinLinkId = idOf('join');
export const JoinRequestId = idOf('jrq');
export const AppId = idOf('app');
export const RobotId = idOf('bot');
export const CustomerId = idOf('cus');
export const ContactCodeId = idOf('ccd');
export const CustomerTagId = idOf('ctg');
export const CustomerFieldId = idOf('cfd');
export const CustomerTagGroupId = idOf('ctgg');
export const CustomerRuleId = idOf('crl');
export const CustomerTransferId = idOf('ctf');
export const BroadcastId = idOf('brd');
export const GroupPostId = idOf('gpo');
export const MomentId = idOf('mom');
export const MomentCommentId = idOf('mcm');
export const JourneyId = idOf('jrn');
export const ProgrammeId = idOf('prg');
export const CapExperimentId = idOf('cpx');
export const TaskId = idOf('task');
export type TaskId = IdOf<'task'>;
export const CalendarId = idOf('cal');
export type CalendarId = IdOf<'cal'>;
export const CalendarEventId = idOf('evt');
export type CalendarEventId = IdOf<'evt'>;
export const MeetingRoomId = idOf('mrm');
export type MeetingRoomId = IdOf<'mrm'>;
export const InvoiceId = idOf('inv');
export type InvoiceId = IdOf<'inv'>;
export const IdOfScheduled = idOf('sch');
export const AttendanceRuleId = idOf('atr');
export type AttendanceRuleId = IdOf<'atr'>;
export const PlaceId = idOf('plc');
export type PlaceId = IdOf<'plc'>;
export const ShiftId = idOf('sft');
export type ShiftId = IdOf<'sft'>;
export const SwapId = idOf('swp');
export type SwapId = IdOf<'swp'>;
export const PunchId = idOf('pun');
export type PunchId = IdOf<'pun'>;
export const LeaveTypeId = idOf('lvt');
export type LeaveTypeId = IdOf<'lvt'>;
export const AbsenceId = idOf('abs');
export type AbsenceId = IdOf<'abs'>;
export const ApprovalTemplateId = idOf('apt');
export type ApprovalTemplateId = IdOf<'apt'>;
export const ApprovalId = idOf('apv');
export type ApprovalId = IdOf<'apv'>;
export const ApprovalTaskId = idOf('aptk');
export type ApprovalTaskId = IdOf<'aptk'>;
export const DelegationId = idOf('apd');
export type DelegationId = IdOf<'apd'>;
export const DeskId = idOf('desk');
export type DeskId = IdOf<'desk'>;
export const DeskSessionId = idOf('dss');
export type DeskSessionId = IdOf<'dss'>;
export const MaterialId = idOf('mat');
export type MaterialId = IdOf<'mat'>;
export const DeskReplyId = idOf('dsr');
export type DeskReplyId = IdOf<'dsr'>;
export const TicketId = idOf('tkt');
export type TicketId = IdOf<'tkt'>;
export const OrderId = idOf('ord');
export type OrderId = IdOf<'ord'>;
export const DeskArticleId = idOf('dsa');
export type DeskArticleId = IdOf<'dsa'>;
export const JournalTemplateId = idOf('jtp');
export type JournalTemplateId = IdOf<'jtp'>;
export const JournalCycleId = idOf('jcy');
export type JournalCycleId = IdOf<'jcy'>;
export const JournalId = idOf('jnl');
export type JournalId = IdOf<'jnl'>;
export const JournalCommentId = idOf('jcm');
export type JournalCommentId = IdOf<'jcm'>;
export const ExpenseTypeId = idOf('ext');
export type ExpenseTypeId = IdOf<'ext'>;
export const ClaimId = idOf('clm');
export type ClaimId = IdOf<'clm'>;
export const BudgetId = idOf('bud');
export type BudgetId = IdOf<'bud'>;
export const AdvanceId = idOf('adv');
export type AdvanceId = IdOf<'adv'>;
export const PaymentBatchId = idOf('pbt');
export type PaymentBatchId = IdOf<'pbt'>;
export const PaymentId = idOf('pmt');
export type PaymentId = IdOf<'pmt'>;
export const AssessmentTemplateId = idOf('ast');
export type AssessmentTemplateId = IdOf<'ast'>;
export const AssessmentCycleId = idOf('asc');
export type AssessmentCycleId = IdOf<'asc'>;
export const ReviewId = idOf('rvw');
export type ReviewId = IdOf<'rvw'>;
export const ObjectiveId = idOf('obj');
export type ObjectiveId = IdOf<'obj'>;
export const KeyResultId = idOf('krs');
export type KeyResultId = IdOf<'krs'>;
