// Written by tools/gen-tables.ts from the migrations. Do not edit.
import type { ColumnType, Generated } from 'kysely';

export interface AbsencesTable {
  corp_id: Generated<string>;
  id: `abs_${string}`;
  member_id: `mbr_${string}`;
  kind: string;
  type_id: string | null;
  starts_at: Date;
  ends_at: Date;
  ref: string;
  note: Generated<string>;
  state: string;
  cost_sec: Generated<number>;
  created_at: Date;
  slices: ColumnType<unknown, string | null, string | null>;
}

export interface AccountingExportsTable {
  corp_id: Generated<string>;
  no: number;
  cid: string;
  made_by: string;
  made_at: Date;
  documents: number;
  lines: number;
  debit: number;
  credit: number;
  currency: string;
  sha256: string;
  csv: string;
  json: string;
}

export interface ActiveDaysTable {
  corp_id: Generated<string>;
  day: string;
  members: number;
}

export interface AdminsTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  role: string;
  departments: string[] | null;
  since: Date;
}

export interface AppCallHoursTable {
  corp_id: Generated<string>;
  app_id: `app_${string}`;
  hour: Date;
  route: string;
  code: string;
  calls: number;
  ms: number;
}

export interface AppCallSamplesTable {
  corp_id: Generated<string>;
  app_id: `app_${string}`;
  no: Generated<number>;
  at: Date;
  route: string;
  status: number;
  code: string;
  text: string;
  ms: number;
}

export interface AppChatsTable {
  corp_id: Generated<string>;
  name: string;
  app_id: `app_${string}`;
  chat_id: `chat_${string}`;
}

export interface AppJobRowsTable {
  corp_id: Generated<string>;
  job_id: `job_${string}`;
  no: number;
  result: ColumnType<unknown, string, string>;
}

export interface AppJobsTable {
  corp_id: Generated<string>;
  id: string;
  app_id: `app_${string}`;
  type: string;
  state: Generated<number>;
  asked: ColumnType<unknown, string, string>;
  result: ColumnType<unknown, string | null, string | null>;
  created_at: Date;
  ended_at: Date | null;
}

export interface AppMessageCopiesTable {
  corp_id: Generated<string>;
  message_id: `msg_${string}`;
  member_id: `mbr_${string}`;
  chat_id: `chat_${string}` | null;
  seq: number | null;
  dropped: Generated<boolean>;
}

export interface AppMessagesTable {
  corp_id: Generated<string>;
  id: `out_${string}`;
  app_id: `app_${string}`;
  kind: string;
  draft: ColumnType<unknown, string | null, string | null>;
  task_id: `task_${string}` | null;
  fingerprint: string;
  sent_at: Date;
  recalled_at: Date | null;
  no: Generated<number>;
}

export interface AppNumbersTable {
  corp_id: Generated<string>;
  last: number;
}

export interface AppTokensTable {
  corp_id: Generated<string>;
  app_id: `app_${string}`;
  key_hash: string;
  token_sealed: string;
  issued_at: Date;
  expires_at: Date;
}

export interface ApprovalCcTable {
  corp_id: Generated<string>;
  approval_id: `apv_${string}`;
  member_id: `mbr_${string}`;
  at: Date;
  read_at: Date | null;
}

export interface ApprovalCommandsTable {
  corp_id: Generated<string>;
  approval_id: `apv_${string}`;
  member_id: `mbr_${string}`;
  cid: string;
}

export interface ApprovalCommentReactionsTable {
  corp_id: Generated<string>;
  approval_id: `apv_${string}`;
  cid: string;
  member_id: `mbr_${string}`;
  emoji: string;
  at: Date;
}

export interface ApprovalCommentsTable {
  corp_id: Generated<string>;
  approval_id: `apv_${string}`;
  member_id: `mbr_${string}`;
  cid: string;
  text: string;
  files: string[];
  at: Date;
  reply_to: string | null;
}

export interface ApprovalDelegationsTable {
  corp_id: Generated<string>;
  id: `apd_${string}`;
  principal: string;
  agent: string;
  from_at: Date;
  until_at: Date;
  templates: string[] | null;
}

export interface ApprovalEventsTable {
  corp_id: Generated<string>;
  approval_id: `apv_${string}`;
  seq: number;
  type: string;
  actor: string | null;
  on_behalf_of: string | null;
  payload: ColumnType<unknown, string, string>;
  files: Generated<string[]>;
  at: Date;
  prev_hash: string;
  hash: string;
}

export interface ApprovalNumbersTable {
  corp_id: Generated<string>;
  day: string;
  last: number;
}

export interface ApprovalTasksTable {
  corp_id: Generated<string>;
  approval_id: `apv_${string}`;
  id: `aptk_${string}`;
  node: string;
  visit: number;
  agent: string;
  principal: string;
  state: string;
  batch: boolean;
  opened_at: Date;
  due_at: Date | null;
  decided_at: Date | null;
}

export interface ApprovalTemplateVersionsTable {
  corp_id: Generated<string>;
  template_id: string;
  version: number;
  flow: ColumnType<unknown, string, string>;
  sha256: string;
  made_by: string | null;
  made_at: Date;
}

export interface ApprovalTemplatesTable {
  corp_id: Generated<string>;
  id: `apt_${string}`;
  kind: string | null;
  name: string;
  en: string | null;
  about: Generated<string>;
  about_en: string | null;
  sort: number;
  draft: ColumnType<unknown, string, string>;
  draft_sha: string;
  version: number | null;
  admins: Generated<string[]>;
  retired_at: Date | null;
  created_at: Date;
  section: Generated<string>;
  managers: Generated<string[]>;
}

export interface ApprovalsTable {
  corp_id: Generated<string>;
  id: `apv_${string}`;
  no: string;
  template_id: string;
  version: number;
  kind: string | null;
  subject: Generated<string>;
  applicant: string;
  cid: string;
  title: string;
  title_en: string | null;
  status: string;
  state: ColumnType<unknown, string, string>;
  picks: ColumnType<unknown, string | undefined, string>;
  agents: Generated<string[]>;
  seq: number;
  submitted_at: Date;
  changed_at: Date;
  urged_at: Date | null;
}

export interface AppsTable {
  corp_id: Generated<string>;
  id: `app_${string}`;
  no: number;
  kind: string;
  name: string;
  description: Generated<string>;
  logo_file: string | null;
  home_url: Generated<string>;
  trusted_domain: Generated<string>;
  visible: ColumnType<unknown, string, string>;
  allowed_ips: Generated<string[]>;
  scopes: string[];
  menu: ColumnType<unknown, string | null, string | null>;
  report_location: Generated<boolean>;
  report_enter: Generated<boolean>;
  enabled: Generated<boolean>;
  secret_sealed: string;
  created_at: Date;
  changed_at: Date;
  calls_per_minute: Generated<number>;
  workbench: ColumnType<unknown, string | null, string | null>;
  sidebar: Generated<boolean>;
}

export interface AssessmentAcknowledgementsTable {
  corp_id: Generated<string>;
  cycle_id: string;
  member_id: `mbr_${string}`;
  version: number;
  at: Date;
}

export interface AssessmentActualsTable {
  corp_id: Generated<string>;
  cycle_id: string;
  member_id: `mbr_${string}`;
  item_id: string;
  metric: string;
  value: number | null;
  base: number | null;
  taken_at: Date;
}

export interface AssessmentAmendmentsTable {
  corp_id: Generated<string>;
  cycle_id: string;
  member_id: `mbr_${string}`;
  change: string;
  reason: string;
  by: string;
  at: Date;
}

export interface AssessmentAnswersTable {
  corp_id: Generated<string>;
  review_id: string;
  item_id: string;
  score: number | null;
  comment: Generated<string>;
  actual: Generated<string>;
}

export interface AssessmentAppealsTable {
  corp_id: Generated<string>;
  cycle_id: string;
  member_id: `mbr_${string}`;
  version: number;
  approval_id: `apv_${string}`;
  state: Generated<string>;
  at: Date;
}

export interface AssessmentCalibrationsTable {
  corp_id: Generated<string>;
  cycle_id: string;
  member_id: `mbr_${string}`;
  no: number;
  before: number | null;
  after: number;
  reason: string;
  by: string;
  at: Date;
}

export interface AssessmentCyclesTable {
  corp_id: Generated<string>;
  id: `asc_${string}`;
  plan: ColumnType<unknown, string, string>;
  template_id: string;
  version: number;
  state: Generated<string>;
  stage: string | null;
  stage_at: Date | null;
  reminded_at: Date | null;
  published_at: Date | null;
  waiver: Generated<string>;
  created_at: Date;
}

export interface AssessmentResultsTable {
  corp_id: Generated<string>;
  cycle_id: string;
  member_id: `mbr_${string}`;
  version: number;
  score: number;
  computed: number | null;
  grade: string;
  source: string;
  detail: ColumnType<unknown, string, string>;
  at: Date;
}

export interface AssessmentRevieweesTable {
  corp_id: Generated<string>;
  cycle_id: string;
  member_id: `mbr_${string}`;
  leader_id: string | null;
}

export interface AssessmentReviewsTable {
  corp_id: Generated<string>;
  id: `rvw_${string}`;
  cycle_id: string;
  reviewee_id: string;
  reviewer_id: string;
  relation: string;
  state: Generated<string>;
  comment: Generated<string>;
  saved_at: Date | null;
}

export interface AssessmentTemplateVersionsTable {
  corp_id: Generated<string>;
  template_id: string;
  version: number;
  form: ColumnType<unknown, string, string>;
  made_by: string;
  made_at: Date;
}

export interface AssessmentTemplatesTable {
  corp_id: Generated<string>;
  id: `ast_${string}`;
  name: string;
  en: string | null;
  version: number;
  retired_at: Date | null;
  created_at: Date;
}

export interface AttendanceAdjustmentsTable {
  corp_id: Generated<string>;
  id: `adj_${string}`;
  member_id: `mbr_${string}`;
  origin: string;
  month: string;
  difference: ColumnType<unknown, string, string>;
  created_at: Date;
}

export interface AttendanceClosingsTable {
  corp_id: Generated<string>;
  month: string;
  state: string;
  holidays: string;
  closed_by: string;
  closed_at: Date;
  done: Generated<number>;
  total: Generated<number>;
}

export interface AttendanceLooksTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  viewer_id: string;
  what: string;
  of: string;
  hour: Date;
  at: Date;
  times: Generated<number>;
  program_name: string | null;
}

export interface AttendanceMonthsTable {
  corp_id: Generated<string>;
  month: string;
  member_id: `mbr_${string}`;
  figures: ColumnType<unknown, string, string>;
  days: ColumnType<unknown, string, string>;
  rules: ColumnType<unknown, string, string>;
}

export interface AttendancePlacesTable {
  corp_id: Generated<string>;
  id: `plc_${string}`;
  name: string;
  lat: number;
  lng: number;
  radius_m: number;
  networks: Generated<string[]>;
  wifi: ColumnType<unknown, string | undefined, string>;
  member_ids: Generated<string[]>;
  removed_at: Date | null;
}

export interface AttendanceRuleVersionsTable {
  corp_id: Generated<string>;
  rule_id: string;
  version: number;
  since: string;
  config: ColumnType<unknown, string, string>;
}

export interface AttendanceRulesTable {
  corp_id: Generated<string>;
  id: `atr_${string}`;
  name: string;
  created_at: Date;
  removed_at: Date | null;
  no: number | null;
}

export interface AttendanceScopesTable {
  corp_id: Generated<string>;
  target: string;
  rule_id: string;
}

export interface AuditEntriesTable {
  corp_id: Generated<string>;
  no: number;
  at: Date;
  actor: string;
  action: string;
  object: string;
  detail: ColumnType<unknown, string, string>;
  sha: string;
}

export interface AuditHeadsTable {
  corp_id: Generated<string>;
  last_no: Generated<number>;
  last_sha: Generated<string>;
}

export interface BotEventsTable {
  corp_id: Generated<string>;
  app_id: `app_${string}`;
  no: Generated<number>;
  event_id: string;
  req_id: string;
  member_id: `mbr_${string}`;
  body: ColumnType<unknown, string, string>;
  facts: ColumnType<unknown, string, string>;
  streams: ColumnType<unknown, string | undefined, string>;
  created_at: Date;
  sent_at: Date | null;
}

export interface BotsTable {
  corp_id: Generated<string>;
  app_id: `app_${string}`;
  holder: string | null;
  connected_at: Date;
  left_at: Date | null;
}

export interface BroadcastLooksTable {
  corp_id: Generated<string>;
  broadcast_id: `brd_${string}`;
  no: number;
  at: Date;
  information: number;
  counts: ColumnType<unknown, string, string>;
}

export interface BroadcastPeopleTable {
  corp_id: Generated<string>;
  broadcast_id: `brd_${string}`;
  person_id: string;
  customer_id: `cus_${string}`;
  member_id: `mbr_${string}`;
  chat_id: `chat_${string}`;
  arm: string;
  state: Generated<string>;
  due_at: Date | null;
  confirmed_at: Date | null;
  claimed_at: Date | null;
  tries: Generated<number>;
  reason: string | null;
  shadow: string | null;
  would_send_at: Date | null;
  contaminated: Generated<boolean>;
  ended_at: Date | null;
  sent_at: Date | null;
  receipt: Generated<string>;
  delivered_at: Date | null;
  read_at: Date | null;
  expires_at: Date | null;
  kept_back: Generated<boolean>;
}

export interface BroadcastsTable {
  corp_id: Generated<string>;
  id: `brd_${string}`;
  name: string;
  made_by: string;
  audience: ColumnType<unknown, string, string>;
  contents: ColumnType<unknown, string, string>;
  content_hash: string | null;
  channel: string;
  hold_out: number;
  salt: string;
  confirm: boolean;
  outcome: string;
  outcome_days: number;
  state: string;
  created_at: Date;
  start_at: Date | null;
  launched_at: Date | null;
  expires_at: Date | null;
  finished_at: Date | null;
  eligible: Generated<number>;
  audience_hash: string | null;
  expected: Generated<number>;
  pick: Generated<boolean>;
  reminded_at: Generated<never /* _timestamptz */>;
  journey_id: `jrn_${string}` | null;
  journey_version: number | null;
  journey_step: number | null;
}

export interface CalendarAttendeesTable {
  corp_id: Generated<string>;
  event_id: string;
  occurrence: Generated<string>;
  member_id: `mbr_${string}`;
  answer: string;
}

export interface CalendarEventsTable {
  corp_id: Generated<string>;
  id: `evt_${string}`;
  calendar_id: `cal_${string}`;
  uid: string;
  organizer: string;
  title: string;
  note: string;
  place: string;
  room_id: string | null;
  zone: string;
  all_day: boolean;
  start_local: string;
  minutes: number;
  rule: string | null;
  workdays: boolean;
  private: boolean;
  free: boolean;
  remind: number[];
  starts_at: Date;
  ends_at: Date | null;
  revision: Generated<number>;
  changed_at: Date;
  program_id: string | null;
  admins: Generated<string[]>;
  change_no: Generated<number>;
}

export interface CalendarGoneTable {
  corp_id: Generated<string>;
  event_id: string;
  calendar_id: `cal_${string}`;
  uid: string;
  change_no: number;
  program_id: string | null;
  said: ColumnType<unknown, string | null, string | null>;
}

export interface CalendarOverridesTable {
  corp_id: Generated<string>;
  event_id: string;
  occurrence: string;
  cancelled: boolean;
  title: string | null;
  note: string | null;
  place: string | null;
  start_local: string;
  minutes: number;
  starts_at: Date;
  ends_at: Date;
}

export interface CalendarRemindersTable {
  corp_id: Generated<string>;
  event_id: string;
  occurrence: string;
  member_id: `mbr_${string}`;
  minutes: number;
  at: Date;
}

export interface CalendarSharesTable {
  corp_id: Generated<string>;
  calendar_id: `cal_${string}`;
  member_id: `mbr_${string}`;
  role: string;
}

export interface CalendarsTable {
  corp_id: Generated<string>;
  id: `cal_${string}`;
  owner_id: string;
  title: string;
  colour: string;
  first: boolean;
  created_at: Date;
  program_id: string | null;
  program_default: Generated<boolean>;
  colour_code: string | null;
  note: Generated<string>;
  owner_reads: Generated<boolean>;
  change_no: Generated<number>;
}

export interface CallGapsTable {
  corp_id: Generated<string>;
  path: string;
  calls: Generated<number>;
  last_at: Date;
}

export interface CallbackAnswersTable {
  corp_id: Generated<string>;
  app_id: `app_${string}`;
  signature: string;
  seen_at: Date;
}

export interface CallbacksTable {
  corp_id: Generated<string>;
  app_id: `app_${string}`;
  url: string;
  token_sealed: string;
  key_sealed: string;
  format: string;
  inside: boolean;
  verified_at: Date;
  lane_holder: string | null;
  lane_until: Date | null;
}

export interface CapExperimentsTable {
  corp_id: Generated<string>;
  id: string;
  salt: string;
  caps: number[];
  weeks: number;
  outcome: string;
  opt_out_limit: number;
  started_at: Date;
  ends_at: Date;
  ended_at: Date | null;
  arms: ColumnType<unknown, string | null, string | null>;
}

export interface CapPeopleTable {
  corp_id: Generated<string>;
  experiment_id: string;
  person_id: string;
  cap: number;
  at: Date;
}

export interface CardCodesTable {
  corp_id: Generated<string>;
  code: string;
  app_id: `app_${string}`;
  message_id: `msg_${string}`;
  expires_at: Date;
  used_at: Date | null;
}

export interface ChannelAccountsTable {
  corp_id: Generated<string>;
  id: `cha_${string}`;
  kind: string;
  name: string;
  settings: ColumnType<unknown, string | undefined, string>;
  sealed: string;
  hook_sealed: string;
  member_ids: string[];
  turns: Generated<number>;
  cursor: Generated<string>;
  token_sealed: string | null;
  token_until: Date | null;
  state: Generated<string>;
  last_error: Generated<string>;
  last_ok_at: Date | null;
  created_at: Date;
}

export interface ChannelContactsTable {
  corp_id: Generated<string>;
  account_id: string;
  outside_id: string;
  union_id: string | null;
  customer_id: `cus_${string}`;
  chat_id: `chat_${string}`;
  heard_at: Date | null;
  heard_seq: Generated<number>;
  heard_sent: Generated<number>;
  entered_at: Date | null;
  entered_sent: Generated<number>;
  reachable: Generated<boolean>;
  thread: ColumnType<unknown, string | undefined, string>;
}

export interface ChannelSendsTable {
  corp_id: Generated<string>;
  account_id: string;
  key: string;
  outside_id: string;
  grant_used: string;
  state: string;
  ref: Generated<string>;
  error: Generated<string>;
  at: Date;
}

export interface ChannelTaskBatchesTable {
  corp_id: Generated<string>;
  account_id: string;
  id: string;
  contents: ColumnType<unknown, string, string>;
}

export interface ChannelTasksTable {
  corp_id: Generated<string>;
  account_id: string;
  key: string;
  batch_id: string;
  outside_id: string;
  sender: string;
  member_id: `mbr_${string}`;
  chat_id: `chat_${string}`;
  state: string;
  ref: Generated<string>;
  why: Generated<string>;
  at: Date;
}

export interface ChannelTransfersTable {
  corp_id: Generated<string>;
  account_id: string;
  outside_id: string;
  no: number;
  customer_id: `cus_${string}`;
  from_id: string;
  to_id: string;
  gone: boolean;
  state: string;
  why: Generated<string>;
  due_at: Date;
  asked_at: Date | null;
  ended_at: Date | null;
}

export interface ChatEntriesTable {
  corp_id: Generated<string>;
  chat_id: `chat_${string}`;
  seq: number;
  n: number;
  event: string;
  sender_id: string;
  client_id: string;
  sent_at: Date;
  id: string | null;
  kind: string | null;
  body: ColumnType<unknown, string, string>;
  at_ids: string[] | null;
  reply_to: number | null;
  target: number | null;
  version: number | null;
  edited_at: Date | null;
  recalled_by: string | null;
  reactions: ColumnType<unknown, string | null, string | null>;
  pinned_by: string | null;
}

export interface ChatGuestsTable {
  corp_id: Generated<string>;
  chat_id: `chat_${string}`;
  speaker_id: string;
  since_seq: Generated<number>;
  left_at: Date | null;
}

export interface ChatHeadsTable {
  corp_id: Generated<string>;
  chat_id: `chat_${string}`;
  last_seq: Generated<number>;
  last_n: Generated<number>;
  last_msg: Generated<number>;
  all_n: Generated<number>;
  member_count: Generated<number>;
  posting: Generated<string>;
  mention_all: Generated<string>;
  last_at: Date;
  followed: Generated<boolean>;
}

export interface ChatOffersTable {
  corp_id: Generated<string>;
  chat_id: `chat_${string}`;
  cid: string;
}

export interface ChatSeatsTable {
  corp_id: Generated<string>;
  chat_id: `chat_${string}`;
  member_id: `mbr_${string}`;
  role: Generated<string>;
  joined_n: Generated<number>;
  read_n: Generated<number>;
  muted: Generated<boolean>;
  on_top: Generated<boolean>;
  marked_unread: Generated<boolean>;
  hidden_seq: number | null;
  draft: Generated<string>;
  joined_at: Date;
}

export interface ChatsTable {
  corp_id: Generated<string>;
  id: `chat_${string}`;
  kind: string;
  title: Generated<string>;
  pinyin: Generated<string>;
  initials: Generated<string>;
  pair: string | null;
  department_id: `dep_${string}` | null;
  owner_id: string | null;
  announcement: ColumnType<unknown, string | null, string | null>;
  settings: ColumnType<unknown, string, string>;
  archived_at: Date | null;
  created_at: Date;
}

export interface ContactCodeMembersTable {
  corp_id: Generated<string>;
  code_id: string;
  member_id: `mbr_${string}`;
  last_turn: Generated<number>;
  hours: ColumnType<unknown, string | null, string | null>;
  daily_cap: number | null;
  day: string | null;
  today: Generated<number>;
}

export interface ContactCodeTagsTable {
  corp_id: Generated<string>;
  code_id: string;
  tag_id: `tag_${string}`;
}

export interface ContactCodesTable {
  corp_id: Generated<string>;
  id: `ccd_${string}`;
  code: string;
  name: string;
  kind: string;
  department_id: `dep_${string}` | null;
  made_by: string;
  channel: Generated<string>;
  how: Generated<string>;
  confirm: Generated<boolean>;
  welcome: ColumnType<unknown, string, string>;
  scans: Generated<number>;
  customers: Generated<number>;
  turns: Generated<number>;
  closed_at: Date | null;
  created_at: Date;
  program: ColumnType<unknown, string | null, string | null>;
}

export interface CorpsTable {
  corp_id: Generated<string>;
  id: `corp_${string}`;
  name: string;
  locale: Generated<string>;
  zone: Generated<string>;
  kept_back: Generated<string[]>;
  settings: ColumnType<unknown, string | undefined, string>;
  created_at: Date;
}

export interface CredentialsTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  password_hash: string | null;
  changed_at: Date;
}

export interface CustomFieldsTable {
  corp_id: Generated<string>;
  id: `fld_${string}`;
  name: string;
  kind: string;
  options: Generated<string[]>;
  shown: Generated<boolean>;
  sort: Generated<number>;
}

export interface CustomerCodesTable {
  corp_id: Generated<string>;
  customer_id: `cus_${string}`;
  way: string;
  address: string;
  code_hash: string;
  tries: Generated<number>;
  expires_at: Date;
}

export interface CustomerEventsTable {
  corp_id: Generated<string>;
  id: `cev_${string}`;
  customer_id: `cus_${string}`;
  member_id: `mbr_${string}` | null;
  kind: string;
  detail: Generated<string>;
  at: Date;
  no: Generated<number>;
}

export interface CustomerFieldsTable {
  corp_id: Generated<string>;
  id: `cfd_${string}`;
  name: string;
  kind: string;
  options: ColumnType<unknown, string | undefined, string>;
  required: Generated<boolean>;
  sort: number;
  archived_at: Date | null;
  created_at: Date;
}

export interface CustomerFollowTagsTable {
  corp_id: Generated<string>;
  customer_id: `cus_${string}`;
  member_id: `mbr_${string}`;
  tag_id: `tag_${string}`;
}

export interface CustomerFollowsTable {
  corp_id: Generated<string>;
  customer_id: `cus_${string}`;
  member_id: `mbr_${string}`;
  chat_id: `chat_${string}`;
  state: string;
  remark: Generated<string>;
  description: Generated<string>;
  company: Generated<string>;
  stage: Generated<string>;
  personal: Generated<string[]>;
  code_id: string | null;
  channel: Generated<string>;
  added_at: Date;
  last_at: Date;
  muted_at: Date | null;
  search: Generated<string>;
  mobiles: Generated<string[]>;
  seen_seq: Generated<number>;
  tag_ids: Generated<string[]>;
  spoke_at: Date | null;
}

export interface CustomerGroupDaysTable {
  corp_id: Generated<string>;
  chat_id: `chat_${string}`;
  day: string;
  joined: Generated<number>;
  gone: Generated<number>;
  messages: Generated<number>;
  active: Generated<number>;
}

export interface CustomerGroupPeopleTable {
  corp_id: Generated<string>;
  chat_id: `chat_${string}`;
  customer_id: `cus_${string}`;
  how: string;
  invited_by: string | null;
  state: Generated<string>;
  joined_at: Date;
  left_at: Date | null;
  removed: Generated<boolean>;
  greeted: Generated<boolean>;
  warnings: Generated<number>;
  active_day: string | null;
  minute_at: Date | null;
  minute_n: Generated<number>;
  stopped_cid: string | null;
}

export interface CustomerGroupsTable {
  corp_id: Generated<string>;
  chat_id: `chat_${string}`;
  settings: ColumnType<unknown, string, string>;
  counted_seq: Generated<number>;
  welcomed_at: Date | null;
  created_at: Date;
}

export interface CustomerNotSameTable {
  corp_id: Generated<string>;
  one: string;
  other: string;
  said_at: Date;
}

export interface CustomerOrdersTable {
  corp_id: Generated<string>;
  id: `ord_${string}`;
  customer_id: `cus_${string}`;
  source: string;
  ref: string;
  amount: number | null;
  currency: string;
  items: ColumnType<unknown, string, string>;
  state: string;
  ordered_at: Date;
  note: Generated<string>;
  made_by: string | null;
  created_at: Date;
}

export interface CustomerProofsTable {
  corp_id: Generated<string>;
  way: string;
  address: string;
  customer_id: `cus_${string}`;
  proved_at: Date;
}

export interface CustomerRulesTable {
  corp_id: Generated<string>;
  id: `crl_${string}`;
  no: number;
  parent_id: string | null;
  name: string;
  leader_ids: string[];
  member_ids: Generated<string[]>;
  department_ids: Generated<string[]>;
  rights: Generated<string[]>;
  created_at: Date;
}

export interface CustomerStagesTable {
  corp_id: Generated<string>;
  id: `cstg_${string}`;
  name: string;
  sort: number;
  archived_at: Date | null;
}

export interface CustomerTagGroupsTable {
  corp_id: Generated<string>;
  id: `ctgg_${string}`;
  name: string;
  sort: Generated<number>;
  created_at: Date;
}

export interface CustomerTagsTable {
  corp_id: Generated<string>;
  id: `ctg_${string}`;
  name: string;
  sort: Generated<number>;
  created_at: Date;
  group_id: string;
}

export interface CustomerTransferRowsTable {
  corp_id: Generated<string>;
  transfer_id: string;
  customer_id: `cus_${string}`;
  state: Generated<string>;
  moved_at: Date | null;
}

export interface CustomerTransfersTable {
  corp_id: Generated<string>;
  id: `ctf_${string}`;
  from_member: string;
  to_member: string;
  reason: string;
  message: Generated<string>;
  made_by: string;
  started_at: Date;
  done_at: Date | null;
}

export interface CustomerValuesTable {
  corp_id: Generated<string>;
  customer_id: `cus_${string}`;
  field_id: string;
  value: string;
  number: number | null;
}

export interface CustomersTable {
  corp_id: Generated<string>;
  id: `cus_${string}`;
  root_id: string;
  name: Generated<string>;
  mobile: string | null;
  email: string | null;
  locale: Generated<string>;
  device_hash: string | null;
  marketing: Generated<boolean>;
  marketing_at: Date | null;
  created_at: Date;
  zone: string | null;
  fields: ColumnType<unknown, string | undefined, string>;
  own_fields: ColumnType<unknown, string | null, string | null>;
  phone: string | null;
  mailbox: string | null;
}

export interface DeliveriesTable {
  corp_id: Generated<string>;
  app_id: `app_${string}`;
  no: Generated<number>;
  event_id: string;
  what: string;
  member_id: `mbr_${string}` | null;
  facts: ColumnType<unknown, string, string>;
  body: string;
  state: string;
  attempts: Generated<number>;
  created_at: Date;
  due_at: Date;
  ended_at: Date | null;
  error: Generated<string>;
}

export interface DepartmentMembersTable {
  corp_id: Generated<string>;
  department_id: `dep_${string}`;
  member_id: `mbr_${string}`;
  leader: Generated<boolean>;
  main: Generated<boolean>;
  sort: Generated<number>;
}

export interface DepartmentsTable {
  corp_id: Generated<string>;
  id: `dep_${string}`;
  no: number;
  name: string;
  name_en: Generated<string>;
  pinyin: Generated<string>;
  initials: Generated<string>;
  parent_id: string | null;
  path: string;
  sort: Generated<number>;
  hidden: Generated<boolean>;
  member_count: Generated<number>;
  shown_count: Generated<number>;
  created_at: Date;
}

export interface DeskArticlesTable {
  corp_id: Generated<string>;
  id: `dsa_${string}`;
  desk_id: `desk_${string}` | null;
  question: string;
  similar_questions: Generated<string[]>;
  answer: string;
  tokens: string[];
  used: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

export interface DeskChatsTable {
  corp_id: Generated<string>;
  chat_id: `chat_${string}`;
  desk_id: `desk_${string}`;
  customer_id: `cus_${string}`;
  heard_at: Date | null;
  said: Generated<number>;
  scene: Generated<string>;
  scene_param: Generated<string>;
}

export interface DeskEventsTable {
  corp_id: Generated<string>;
  id: `dse_${string}`;
  session_id: `ses_${string}`;
  n: number;
  kind: string;
  member_id: `mbr_${string}` | null;
  detail: ColumnType<unknown, string | undefined, string>;
  chat_id: `chat_${string}`;
  seq: number | null;
  at: Date;
}

export interface DeskFeedTable {
  corp_id: Generated<string>;
  desk_id: `desk_${string}`;
  n: number;
  kind: string;
  chat_id: `chat_${string}` | null;
  customer_id: `cus_${string}` | null;
  member_id: `mbr_${string}` | null;
  seq: number | null;
  detail: ColumnType<unknown, string | undefined, string>;
  at: Date;
}

export interface DeskMembersTable {
  corp_id: Generated<string>;
  desk_id: `desk_${string}`;
  member_id: `mbr_${string}`;
  skills: Generated<string[]>;
  cap: Generated<number>;
  lead: Generated<boolean>;
  on_duty: Generated<boolean>;
  last_turn: Generated<number>;
}

export interface DeskNotesTable {
  corp_id: Generated<string>;
  id: `dsn_${string}`;
  session_id: `ses_${string}`;
  chat_id: `chat_${string}`;
  member_id: `mbr_${string}`;
  text: string;
  at: Date;
}

export interface DeskPassesTable {
  corp_id: Generated<string>;
  hash: string;
  kind: string;
  desk_id: `desk_${string}`;
  chat_id: `chat_${string}` | null;
  expires_at: Date;
  used_at: Date | null;
}

export interface DeskRepliesTable {
  corp_id: Generated<string>;
  id: `dsr_${string}`;
  title: string;
  text: string;
  search: string;
  created_at: Date;
}

export interface DeskSessionsTable {
  corp_id: Generated<string>;
  id: `dss_${string}`;
  desk_id: `desk_${string}`;
  customer_id: `cus_${string}`;
  chat_id: `chat_${string}`;
  previous_id: string | null;
  state: number;
  member_id: `mbr_${string}` | null;
  skill: Generated<string>;
  opened_at: Date;
  queued_at: Date | null;
  taken_at: Date | null;
  first_reply_at: Date | null;
  last_customer_at: Date;
  waiting_since: Date | null;
  first_due_at: Date | null;
  resolve_due_at: Date | null;
  late_first: Generated<boolean>;
  late_resolve: Generated<boolean>;
  bot_answers: Generated<number>;
  bot_misses: Generated<number>;
  closed_at: Date | null;
  closed_by: string | null;
  abandoned: Generated<boolean>;
  rating: number | null;
  rating_note: Generated<string>;
}

export interface DesksTable {
  corp_id: Generated<string>;
  id: `desk_${string}`;
  code: string;
  name: string;
  logo_file: string | null;
  greeting: Generated<string>;
  hours: ColumnType<unknown, string | null, string | null>;
  zone: string | null;
  holidays: Generated<boolean>;
  how: Generated<string>;
  skills: Generated<string[]>;
  bot: Generated<boolean>;
  first_reply_minutes: number | null;
  resolve_minutes: number | null;
  silence_hours: Generated<number>;
  turns: Generated<number>;
  closed_at: Date | null;
  created_at: Date;
  program: Generated<boolean>;
  fed: Generated<number>;
  sites: Generated<string[]>;
}

export interface DigestDaysTable {
  corp_id: Generated<string>;
  day: string;
  after: Generated<string>;
}

export interface ExpenseAdvancesTable {
  corp_id: Generated<string>;
  id: `adv_${string}`;
  no: string;
  member_id: `mbr_${string}`;
  cid: string;
  amount: number;
  outstanding: number;
  note: string;
  given_by: string;
  given_at: Date;
}

export interface ExpenseBudgetEntriesTable {
  corp_id: Generated<string>;
  budget_id: string;
  claim_id: string;
  line: number;
  amount: number;
  state: string;
  waived: boolean;
}

export interface ExpenseBudgetsTable {
  corp_id: Generated<string>;
  id: `bud_${string}`;
  name: string;
  department_id: `dep_${string}` | null;
  cost_centre: Generated<string>;
  type_id: string | null;
  from_day: string;
  until_day: string;
  amount: number;
  strict: boolean;
}

export interface ExpenseClaimsTable {
  corp_id: Generated<string>;
  id: `clm_${string}`;
  no: string;
  member_id: `mbr_${string}`;
  cid: string;
  state: string;
  purpose: string;
  currency: string;
  total: number;
  settled: Generated<number>;
  payable: Generated<number>;
  over_limit: Generated<boolean>;
  over_budget: Generated<boolean>;
  over_reason: Generated<string>;
  files: Generated<string[]>;
  attempt: Generated<number>;
  approval_id: `apv_${string}` | null;
  created_at: Date;
  submitted_at: Date | null;
  decided_at: Date | null;
  paid_at: Date | null;
}

export interface ExpenseLinesTable {
  corp_id: Generated<string>;
  claim_id: string;
  no: number;
  type_id: string;
  day: string;
  amount: number;
  tax: number;
  currency: string;
  rate_e8: number;
  claimed: number;
  claimed_tax: number;
  approved: number;
  cut_reason: Generated<string>;
  cost_centre: Generated<string>;
  city: Generated<string>;
  note: Generated<string>;
  invoice_id: `inv_${string}` | null;
  invoice_code: Generated<string>;
  invoice_no: Generated<string>;
  invoice_key: Generated<string>;
  over: Generated<boolean>;
  live: Generated<boolean>;
}

export interface ExpenseNumbersTable {
  corp_id: Generated<string>;
  kind: string;
  day: string;
  last: number;
}

export interface ExpenseSettlementsTable {
  corp_id: Generated<string>;
  claim_id: string;
  advance_id: string;
  amount: number;
}

export interface ExpenseTypesTable {
  corp_id: Generated<string>;
  id: `ext_${string}`;
  name: string;
  en: string | null;
  account: string;
  needs_invoice: boolean;
  per_day: number | null;
  per_claim: number | null;
  tiers: ColumnType<unknown, string | undefined, string>;
  sort: number;
  retired_at: Date | null;
}

export interface FilePlacesTable {
  corp_id: Generated<string>;
  file_id: `file_${string}`;
  place_kind: string;
  place_id: string;
  since: Date;
  uses: Generated<number>;
}

export interface FilesTable {
  corp_id: Generated<string>;
  id: `file_${string}`;
  uploader_id: string;
  name: string;
  size: number;
  mime: string;
  kind: string;
  width: number | null;
  height: number | null;
  sha: string;
  created_at: Date;
  removed_at: Date | null;
}

export interface FrontDeskTable {
  kind: string;
  key_hash: string;
  corp_id: string;
  opens: string;
  holder: string;
  expires_at: Date | null;
}

export interface GroupCodeChatsTable {
  corp_id: Generated<string>;
  code_id: string;
  chat_id: `chat_${string}`;
  place: number;
}

export interface GroupCodesTable {
  corp_id: Generated<string>;
  id: `gcd_${string}`;
  code: string;
  name: string;
  base_name: string;
  base_no: number;
  opens: boolean;
  cap: number;
  state: string;
  tag_ids: string[];
  made_by: string;
  program: ColumnType<unknown, string | null, string | null>;
  scans: Generated<number>;
  closed_at: Date | null;
  created_at: Date;
}

export interface GroupPostChatsTable {
  corp_id: Generated<string>;
  post_id: string;
  chat_id: `chat_${string}`;
  owner_id: string;
  people: number;
  arm: string;
  state: Generated<string>;
  due_at: Date | null;
  confirmed_at: Date | null;
  reason: string | null;
  shadow: string | null;
  sent_at: Date | null;
}

export interface GroupPostsTable {
  corp_id: Generated<string>;
  id: string;
  name: string;
  made_by: string;
  contents: ColumnType<unknown, string, string>;
  content_hash: string;
  hold_out: number;
  salt: string;
  confirm: boolean;
  outcome: string;
  outcome_days: number;
  state: string;
  created_at: Date;
  start_at: Date;
  expires_at: Date;
  looked_at: Date | null;
  difference: ColumnType<unknown, string | null, string | null>;
  reminded_at: Generated<never /* _timestamptz */>;
}

export interface GroupWelcomesTable {
  corp_id: Generated<string>;
  id: `gwl_${string}`;
  made_by: string;
  body: ColumnType<unknown, string, string>;
  created_at: Date;
}

export interface HolidayYearsTable {
  corp_id: Generated<string>;
  year: number;
  version: number;
  days: ColumnType<unknown, string, string>;
  source: string;
  set_by: string;
  set_at: Date;
}

export interface ImportProgressTable {
  corp_id: Generated<string>;
  import_id: `imp_${string}`;
  done: Generated<number>;
  total: Generated<number>;
}

export interface ImportsTable {
  corp_id: Generated<string>;
  id: `imp_${string}`;
  made_by: string;
  file_name: string;
  sheet: ColumnType<unknown, string, string>;
  options: ColumnType<unknown, string, string>;
  state: string;
  preview: ColumnType<unknown, string, string>;
  error: Generated<string>;
  created_at: Date;
}

export interface InstallationTable {
  name: string;
  value: ColumnType<unknown, string, string>;
}

export interface InvoiceHoldsTable {
  corp_id: Generated<string>;
  invoice_id: `inv_${string}`;
  claim_id: string;
  amount: number;
  used: Generated<boolean>;
  since: Date;
}

export interface InvoicesTable {
  corp_id: Generated<string>;
  id: `inv_${string}`;
  owner: string;
  kind: string;
  code: Generated<string>;
  number: Generated<string>;
  issued_on: string | null;
  excl_tax: number | null;
  tax: number | null;
  total: number | null;
  seller_name: Generated<string>;
  seller_tax_id: Generated<string>;
  buyer_name: Generated<string>;
  buyer_tax_id: Generated<string>;
  check_code: Generated<string>;
  lines: ColumnType<unknown, string | undefined, string>;
  confidence: ColumnType<unknown, string | undefined, string>;
  source: string;
  file_id: `file_${string}` | null;
  file_sha: Generated<string>;
  added_at: Date;
}

export interface JobsTable {
  corp_id: Generated<string>;
  id: `job_${string}`;
  name: string;
  key: string | null;
  payload: ColumnType<unknown, string, string>;
  due_at: Date;
  attempts: Generated<number>;
  locked_until: Date | null;
  last_error: string | null;
  dead_at: Date | null;
}

export interface JoinLinksTable {
  corp_id: Generated<string>;
  id: `join_${string}`;
  department_id: `dep_${string}`;
  needs_approval: boolean;
  made_by: string;
  sealed: string;
  uses: Generated<number>;
  expires_at: Date;
  closed_at: Date | null;
  created_at: Date;
}

export interface JoinRequestsTable {
  corp_id: Generated<string>;
  id: `jrq_${string}`;
  link_id: string;
  department_id: `dep_${string}`;
  name: string;
  mobile: string | null;
  email: string | null;
  password_hash: string | null;
  state: string;
  member_id: `mbr_${string}` | null;
  decided_by: string | null;
  asked_at: Date;
}

export interface JournalCommentsTable {
  corp_id: Generated<string>;
  id: `jcm_${string}`;
  no: Generated<number>;
  journal_id: `jnl_${string}`;
  member_id: `mbr_${string}`;
  cid: string;
  re: string | null;
  text: string;
  at: Date;
}

export interface JournalCyclesTable {
  corp_id: Generated<string>;
  id: `jcy_${string}`;
  template_id: string;
  starts_on: string;
  ends_on: string;
  due_at: Date;
  remind_at: Date | null;
  closed_at: Date | null;
}

export interface JournalDutiesTable {
  corp_id: Generated<string>;
  cycle_id: string;
  member_id: `mbr_${string}`;
  state: Generated<string>;
}

export interface JournalLikesTable {
  corp_id: Generated<string>;
  journal_id: `jnl_${string}`;
  member_id: `mbr_${string}`;
}

export interface JournalReceiversTable {
  corp_id: Generated<string>;
  journal_id: `jnl_${string}`;
  member_id: `mbr_${string}`;
  read_at: Date | null;
}

export interface JournalTemplatesTable {
  corp_id: Generated<string>;
  id: `jtp_${string}`;
  kind: string | null;
  facts: ColumnType<unknown, string, string>;
  sort: Generated<number>;
  retired_at: Date | null;
  created_at: Date;
}

export interface JournalsTable {
  corp_id: Generated<string>;
  id: `jnl_${string}`;
  cycle_id: string;
  template_id: string;
  author_id: string;
  form: ColumnType<unknown, string, string>;
  added: Generated<string[]>;
  name: Generated<string>;
  en: string | null;
  controls: ColumnType<unknown, string | undefined, string>;
  summary: Generated<string>;
  late: Generated<boolean>;
  submitted_at: Date | null;
  changed_at: Date;
}

export interface JourneyPeopleTable {
  corp_id: Generated<string>;
  journey_id: `jrn_${string}`;
  person_id: string;
  customer_id: `cus_${string}`;
  member_id: `mbr_${string}`;
  chat_id: `chat_${string}`;
  version: number;
  arm: string;
  anchor_at: Date;
  entered_at: Date;
  next_step: Generated<number>;
  next_at: Date | null;
  replied_at: Date | null;
  ended: string | null;
  ended_at: Date | null;
}

export interface JourneyVersionsTable {
  corp_id: Generated<string>;
  journey_id: `jrn_${string}`;
  no: number;
  plan: ColumnType<unknown, string, string>;
  at: Date;
}

export interface JourneysTable {
  corp_id: Generated<string>;
  id: `jrn_${string}`;
  name: string;
  made_by: string;
  hold_out: number;
  salt: string;
  state: string;
  version: Generated<number>;
  draft: ColumnType<unknown, string | null, string | null>;
  created_at: Date;
  started_at: Date | null;
}

export interface KeyResultsTable {
  corp_id: Generated<string>;
  id: `krs_${string}`;
  objective_id: `obj_${string}`;
  title: string;
  weight_bp: number;
  progress: Generated<number>;
  sort: number;
}

export interface KnownPlacesTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  place: string;
  seen_at: Date;
}

export interface LastActiveTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  day: string;
}

export interface LeaveEntriesTable {
  corp_id: Generated<string>;
  id: `lve_${string}`;
  member_id: `mbr_${string}`;
  type_id: string;
  kind: string;
  seconds: number;
  ref: string;
  expires_on: string | null;
  note: Generated<string>;
  by_id: string;
  created_at: Date;
}

export interface LeaveTypesTable {
  corp_id: Generated<string>;
  id: `lvt_${string}`;
  name: string;
  unit: string;
  day_sec: number;
  balanced: boolean;
  debt: Generated<boolean>;
  sort: Generated<number>;
  removed_at: Date | null;
  key: Generated<string>;
  no: number | null;
  yearly: ColumnType<unknown, string | null, string | null>;
  departments: Generated<string[]>;
  time_off_months: number | null;
}

export interface LinkPreviewsTable {
  corp_id: Generated<string>;
  id: string;
  url: string;
  state: string;
  title: Generated<string>;
  description: Generated<string>;
  site: Generated<string>;
  picture: Buffer | null;
  asked_at: Date;
  expires_at: Date;
}

export interface LogCursorsTable {
  corp_id: Generated<string>;
  consumer: string;
  chat_id: `chat_${string}`;
  seq: number;
}

export interface MaterialsTable {
  corp_id: Generated<string>;
  id: `mat_${string}`;
  owner_id: string | null;
  folder: string;
  title: string;
  draft: ColumnType<unknown, string, string>;
  search: string;
  used: Generated<number>;
  created_at: Date;
  product: ColumnType<unknown, string | null, string | null>;
  made_by: string | null;
}

export interface MediaTable {
  corp_id: Generated<string>;
  id: string;
  file_id: `file_${string}`;
  type: string;
  created_at: Date;
  expires_at: Date | null;
}

export interface MeetingRoomsTable {
  corp_id: Generated<string>;
  id: `mrm_${string}`;
  name: string;
  place: string;
  capacity: number | null;
  equipment: string[];
  retired_at: Date | null;
  no: number | null;
  spot: ColumnType<unknown, string | null, string | null>;
  open_to: ColumnType<unknown, string | null, string | null>;
}

export interface MemberEventsTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  usn: number;
  kind: string;
  body: ColumnType<unknown, string, string>;
  at: Date;
}

export interface MemberKeysTable {
  corp_id: Generated<string>;
  key: string;
  member_id: `mbr_${string}`;
}

export interface MemberStreamsTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  usn: Generated<number>;
}

export interface MemberTagsTable {
  corp_id: Generated<string>;
  tag_id: `tag_${string}`;
  member_id: `mbr_${string}`;
}

export interface MembersTable {
  corp_id: Generated<string>;
  id: `mbr_${string}`;
  userid: string;
  name: string;
  alias: Generated<string>;
  pinyin: Generated<string>;
  initials: Generated<string>;
  mobile: string | null;
  phone: Generated<string>;
  email: string | null;
  address: Generated<string>;
  position: Generated<string>;
  gender: Generated<string>;
  avatar_file: string | null;
  manager_id: string | null;
  hidden: Generated<boolean>;
  custom: ColumnType<unknown, string | undefined, string>;
  locale: string | null;
  status: string;
  activated_at: Date | null;
  created_at: Date;
  changed_at: Date;
  outward: ColumnType<unknown, string | undefined, string>;
  userid_made: Generated<boolean>;
}

export interface MentionsTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  chat_id: `chat_${string}`;
  n: number;
  seq: number;
}

export interface MessageSearchTable {
  corp_id: Generated<string>;
  chat_id: `chat_${string}`;
  seq: number;
  at: Date;
  kind: string;
  tok: string;
}

export interface MigrationsTable {
  module: string;
  file: string;
  sha: string;
  ran_at: Generated<Date>;
}

export interface MomentCommentsTable {
  corp_id: Generated<string>;
  id: `mcm_${string}`;
  moment_id: `mom_${string}`;
  customer_id: `cus_${string}`;
  member_id: `mbr_${string}`;
  by_member: boolean;
  cid: string | null;
  body: string;
  at: Date;
}

export interface MomentFeedTable {
  corp_id: Generated<string>;
  customer_id: `cus_${string}`;
  moment_id: `mom_${string}`;
  member_id: `mbr_${string}`;
  at: Date;
  liked_at: Date | null;
}

export interface MomentPerformersTable {
  corp_id: Generated<string>;
  moment_id: `mom_${string}`;
  member_id: `mbr_${string}`;
  published_at: Date | null;
}

export interface MomentsTable {
  corp_id: Generated<string>;
  id: `mom_${string}`;
  broadcast_id: `brd_${string}` | null;
  kind: string;
  made_by: string;
  content: ColumnType<unknown, string, string>;
  tag_ids: Generated<string[]>;
  automatic: boolean;
  hold_out: number;
  created_at: Date;
  start_at: Date;
  withdrawn_at: Date | null;
  job_id: `job_${string}` | null;
  unreached: ColumnType<unknown, string | null, string | null>;
}

export interface NoticeSettingsTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  push: Generated<boolean>;
  mentions_only: Generated<boolean>;
  hide_content: Generated<boolean>;
  quiet: ColumnType<unknown, string | null, string | null>;
  dnd_until: Date | null;
  zone: string | null;
  digest: Generated<string>;
  digested_at: Date | null;
}

export interface ObjectiveAlignmentsTable {
  corp_id: Generated<string>;
  objective_id: `obj_${string}`;
  serves: string;
}

export interface ObjectiveCheckInsTable {
  corp_id: Generated<string>;
  objective_id: `obj_${string}`;
  cid: string;
  result_id: string;
  before: number;
  after: number;
  note: string;
  by: string;
  at: Date;
}

export interface ObjectivesTable {
  corp_id: Generated<string>;
  id: `obj_${string}`;
  owner_id: string;
  title: string;
  from_day: string;
  to_day: string;
  visibility: string;
  created_at: Date;
}

export interface OpenIdsTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  open_id: string;
  open_userid: string | null;
}

export interface OutboxTable {
  corp_id: Generated<string>;
  id: Generated<number>;
  name: string;
  payload: ColumnType<unknown, string, string>;
  attempts: Generated<number>;
  due_at: Generated<Date>;
  locked_until: Date | null;
  last_error: string | null;
  dead_at: Date | null;
}

export interface OutcomesTable {
  corp_id: Generated<string>;
  customer_id: `cus_${string}`;
  kind: string;
  ref: string;
  at: Date;
}

export interface PasskeysTable {
  corp_id: Generated<string>;
  id: `pk_${string}`;
  member_id: `mbr_${string}`;
  credential_id: string;
  public_key: string;
  counter: number;
  transports: string[];
  name: string;
  created_at: Date;
  used_at: Date | null;
}

export interface PayeeAccountsTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  holder: string;
  bank: string;
  last4: string;
  sealed: string;
  changed_at: Date;
}

export interface PaymentBatchesTable {
  corp_id: Generated<string>;
  id: `pbt_${string}`;
  no: string;
  cid: string;
  maker: string;
  checker: string | null;
  state: string;
  currency: string;
  count: number;
  total: number;
  made_at: Date;
  checked_at: Date | null;
}

export interface PaymentsTable {
  corp_id: Generated<string>;
  id: `pmt_${string}`;
  batch_id: string;
  claim_id: string;
  key: string;
  member_id: `mbr_${string}`;
  amount: number;
  holder: string;
  bank: string;
  last4: string;
  sealed: string;
  state: string;
  attempts: Generated<number>;
  bank_ref: Generated<string>;
  reason: Generated<string>;
  marked_by: string | null;
  marked_at: Date | null;
}

export interface PostingsTable {
  corp_id: Generated<string>;
  doc: string;
  line: number;
  account: string;
  side: string;
  amount: number;
  currency: string;
  cost_centre: Generated<string>;
  memo: string;
  day: string;
  posted_at: Date;
  export_no: number | null;
  foreign_currency: Generated<string>;
  foreign_amount: Generated<number>;
  rate_e8: Generated<number>;
}

export interface ProgrammeLooksTable {
  corp_id: Generated<string>;
  programme_id: `prg_${string}`;
  no: number;
  at: Date;
  information: number;
  counts: ColumnType<unknown, string, string>;
}

export interface ProgrammePeopleTable {
  corp_id: Generated<string>;
  programme_id: `prg_${string}`;
  person_id: string;
  arm: string;
  at: Date;
}

export interface ProgrammesTable {
  corp_id: Generated<string>;
  id: `prg_${string}`;
  hold_out: number;
  salt: string;
  expected: number;
  started_at: Date;
  ends_at: Date;
  ended_at: Date | null;
}

export interface PunchesTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  id: `pun_${string}`;
  cid: string;
  at: Date;
  kind: string;
  grade: number;
  place_id: string | null;
  place_name: Generated<string>;
  distance_m: number | null;
  outside: Generated<boolean>;
  below_grade: Generated<boolean>;
  device_id: Generated<string>;
  new_device: Generated<boolean>;
  device_at: Date | null;
  note: Generated<string>;
  photos: Generated<string[]>;
  lat: number | null;
  lng: number | null;
  kiosk_step: number | null;
  ref: Generated<string>;
}

export interface PushSubscriptionsTable {
  corp_id: Generated<string>;
  id: string;
  member_id: `mbr_${string}`;
  session_id: `ses_${string}`;
  endpoint: string;
  p256dh: string;
  auth: string;
  created_at: Date;
}

export interface PushWaitingTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  chat_id: `chat_${string}`;
  n: number;
  title: string;
  body: string;
  urgent: boolean;
  due_at: Date;
  attempts: Generated<number>;
  locked_until: Date | null;
}

export interface RecoveryCodesTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  code_hash: string;
  used_at: Date | null;
}

export interface RevocationsTable {
  corp_id: Generated<string>;
  id: string;
  hint: ColumnType<unknown, string, string>;
  at: Generated<Date>;
}

export interface RobotMediaTable {
  corp_id: Generated<string>;
  id: string;
  robot_id: `bot_${string}`;
  file_id: `file_${string}`;
  type: string;
  expires_at: Date;
}

export interface RobotsTable {
  corp_id: Generated<string>;
  id: `bot_${string}`;
  chat_id: `chat_${string}`;
  kind: string;
  name: string;
  picture_file: string | null;
  key_sealed: string;
  secret_sealed: string | null;
  keywords: Generated<string[]>;
  enabled: Generated<boolean>;
  made_by: string | null;
  created_at: Date;
}

export interface RoomBookingsTable {
  corp_id: Generated<string>;
  room_id: string;
  event_id: string;
  occurrence: string;
  during: never /* tstzrange */;
}

export interface RosterCellsTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  day: string;
  shift_id: `sft_${string}` | null;
}

export interface ScheduledTable {
  corp_id: Generated<string>;
  id: `sch_${string}`;
  member_id: `mbr_${string}`;
  chat_id: `chat_${string}`;
  client_id: string;
  draft: ColumnType<unknown, string, string>;
  due_at: Date;
  failed: string | null;
}

export interface SearchCursorsTable {
  corp_id: Generated<string>;
  chat_id: `chat_${string}`;
  seq: number;
}

export interface SessionsTable {
  corp_id: Generated<string>;
  id: `ses_${string}`;
  member_id: `mbr_${string}`;
  agent: Generated<string>;
  ip: Generated<string>;
  way: string;
  strong: boolean;
  created_at: Date;
  seen_at: Date;
  confirmed_at: Date;
  expires_at: Date;
}

export interface ShiftSwapsTable {
  corp_id: Generated<string>;
  id: `swp_${string}`;
  asker_id: string;
  asker_day: string;
  other_id: string;
  other_day: string;
  state: string;
  created_at: Date;
}

export interface ShiftsTable {
  corp_id: Generated<string>;
  id: `sft_${string}`;
  name: string;
  color: number;
  times: ColumnType<unknown, string, string>;
  removed_at: Date | null;
  no: number | null;
}

export interface SignInPoliciesTable {
  corp_id: Generated<string>;
  second_factor: Generated<string>;
  session_hours: Generated<number>;
  idle_minutes: Generated<number>;
  ways: Generated<string[]>;
  admin_networks: Generated<string[]>;
}

export interface SpeakersTable {
  corp_id: Generated<string>;
  id: string;
  kind: string;
  name: string;
  avatar: string | null;
}

export interface SsoSettingsTable {
  corp_id: Generated<string>;
  enabled: boolean;
  issuer: string;
  client_id: string;
  sealed_secret: string;
  match: string;
  claim: string;
  create_members: boolean;
  button: string;
}

export interface SsoSubjectsTable {
  corp_id: Generated<string>;
  issuer: string;
  subject: string;
  member_id: `mbr_${string}`;
  since: Date;
}

export interface TagDepartmentsTable {
  corp_id: Generated<string>;
  tag_id: `tag_${string}`;
  department_id: `dep_${string}`;
}

export interface TagsTable {
  corp_id: Generated<string>;
  id: `tag_${string}`;
  name: string;
  created_at: Date;
  no: number;
}

export interface TaskWaitsTable {
  corp_id: Generated<string>;
  task_id: `task_${string}`;
  waits_for: string;
}

export interface TaskWatchersTable {
  corp_id: Generated<string>;
  task_id: `task_${string}`;
  member_id: `mbr_${string}`;
}

export interface TasksTable {
  corp_id: Generated<string>;
  id: `task_${string}`;
  title: string;
  note: Generated<string>;
  checklist: ColumnType<unknown, string | undefined, string>;
  chat_id: `chat_${string}` | null;
  seq: number | null;
  created_by: string;
  assignee: string;
  due_at: Date | null;
  remind_at: Date | null;
  created_at: Date;
  done_at: Date | null;
  done_by: string | null;
}

export interface TenuresTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  since: string;
  until: string | null;
}

export interface ThrottlesTable {
  name: string;
  tries: number;
  until: Date;
}

export interface TicketNotesTable {
  corp_id: Generated<string>;
  ticket_id: `tkt_${string}`;
  n: number;
  member_id: `mbr_${string}`;
  text: string;
  shown: boolean;
  at: Date;
}

export interface TicketsTable {
  corp_id: Generated<string>;
  id: `tkt_${string}`;
  no: number;
  title: string;
  detail: Generated<string>;
  status: Generated<string>;
  desk_id: `desk_${string}` | null;
  session_id: `ses_${string}` | null;
  customer_id: `cus_${string}` | null;
  member_id: `mbr_${string}` | null;
  due_at: Date | null;
  created_by: string;
  created_at: Date;
  ended_at: Date | null;
}

export interface ToldFactsTable {
  corp_id: Generated<string>;
  id: string;
  facts: ColumnType<unknown, string, string>;
  added: boolean;
}

export interface TotpsTable {
  corp_id: Generated<string>;
  member_id: `mbr_${string}`;
  sealed: string;
  active: boolean;
  last_step: Generated<number>;
  created_at: Date;
}

export interface TouchesTable {
  corp_id: Generated<string>;
  customer_id: `cus_${string}`;
  source_id: string;
  kind: string;
  channel: string;
  member_id: `mbr_${string}`;
  at: Date;
}

export interface UploadPartsTable {
  corp_id: Generated<string>;
  upload_id: `upl_${string}`;
  start: number;
  size: number;
  blob: string;
}

export interface UploadsTable {
  corp_id: Generated<string>;
  id: `upl_${string}`;
  file_id: `file_${string}`;
  uploader_id: string;
  name: string;
  size: number;
  received: Generated<number>;
  touched_at: Date;
  finished_at: Date | null;
}

export interface VisibilityRulesTable {
  corp_id: Generated<string>;
  department_id: `dep_${string}`;
  sees: string;
  chosen: Generated<string[]>;
}

export interface WelcomeCodesTable {
  corp_id: Generated<string>;
  code_hash: string;
  customer_id: `cus_${string}`;
  member_id: `mbr_${string}`;
  expires_at: Date;
  used_at: Date | null;
}

export interface WorkbenchDataTable {
  corp_id: Generated<string>;
  app_id: `app_${string}`;
  member_id: `mbr_${string}`;
  data: ColumnType<unknown, string, string>;
}

export interface Tables {
  absences: AbsencesTable;
  accounting_exports: AccountingExportsTable;
  active_days: ActiveDaysTable;
  admins: AdminsTable;
  app_call_hours: AppCallHoursTable;
  app_call_samples: AppCallSamplesTable;
  app_chats: AppChatsTable;
  app_job_rows: AppJobRowsTable;
  app_jobs: AppJobsTable;
  app_message_copies: AppMessageCopiesTable;
  app_messages: AppMessagesTable;
  app_numbers: AppNumbersTable;
  app_tokens: AppTokensTable;
  approval_cc: ApprovalCcTable;
  approval_commands: ApprovalCommandsTable;
  approval_comment_reactions: ApprovalCommentReactionsTable;
  approval_comments: ApprovalCommentsTable;
  approval_delegations: ApprovalDelegationsTable;
  approval_events: ApprovalEventsTable;
  approval_numbers: ApprovalNumbersTable;
  approval_tasks: ApprovalTasksTable;
  approval_template_versions: ApprovalTemplateVersionsTable;
  approval_templates: ApprovalTemplatesTable;
  approvals: ApprovalsTable;
  apps: AppsTable;
  assessment_acknowledgements: AssessmentAcknowledgementsTable;
  assessment_actuals: AssessmentActualsTable;
  assessment_amendments: AssessmentAmendmentsTable;
  assessment_answers: AssessmentAnswersTable;
  assessment_appeals: AssessmentAppealsTable;
  assessment_calibrations: AssessmentCalibrationsTable;
  assessment_cycles: AssessmentCyclesTable;
  assessment_results: AssessmentResultsTable;
  assessment_reviewees: AssessmentRevieweesTable;
  assessment_reviews: AssessmentReviewsTable;
  assessment_template_versions: AssessmentTemplateVersionsTable;
  assessment_templates: AssessmentTemplatesTable;
  attendance_adjustments: AttendanceAdjustmentsTable;
  attendance_closings: AttendanceClosingsTable;
  attendance_looks: AttendanceLooksTable;
  attendance_months: AttendanceMonthsTable;
  attendance_places: AttendancePlacesTable;
  attendance_rule_versions: AttendanceRuleVersionsTable;
  attendance_rules: AttendanceRulesTable;
  attendance_scopes: AttendanceScopesTable;
  audit_entries: AuditEntriesTable;
  audit_heads: AuditHeadsTable;
  bot_events: BotEventsTable;
  bots: BotsTable;
  broadcast_looks: BroadcastLooksTable;
  broadcast_people: BroadcastPeopleTable;
  broadcasts: BroadcastsTable;
  calendar_attendees: CalendarAttendeesTable;
  calendar_events: CalendarEventsTable;
  calendar_gone: CalendarGoneTable;
  calendar_overrides: CalendarOverridesTable;
  calendar_reminders: CalendarRemindersTable;
  calendar_shares: CalendarSharesTable;
  calendars: CalendarsTable;
  call_gaps: CallGapsTable;
  callback_answers: CallbackAnswersTable;
  callbacks: CallbacksTable;
  cap_experiments: CapExperimentsTable;
  cap_people: CapPeopleTable;
  card_codes: CardCodesTable;
  channel_accounts: ChannelAccountsTable;
  channel_contacts: ChannelContactsTable;
  channel_sends: ChannelSendsTable;
  channel_task_batches: ChannelTaskBatchesTable;
  channel_tasks: ChannelTasksTable;
  channel_transfers: ChannelTransfersTable;
  chat_entries: ChatEntriesTable;
  chat_guests: ChatGuestsTable;
  chat_heads: ChatHeadsTable;
  chat_offers: ChatOffersTable;
  chat_seats: ChatSeatsTable;
  chats: ChatsTable;
  contact_code_members: ContactCodeMembersTable;
  contact_code_tags: ContactCodeTagsTable;
  contact_codes: ContactCodesTable;
  corps: CorpsTable;
  credentials: CredentialsTable;
  custom_fields: CustomFieldsTable;
  customer_codes: CustomerCodesTable;
  customer_events: CustomerEventsTable;
  customer_fields: CustomerFieldsTable;
  customer_follow_tags: CustomerFollowTagsTable;
  customer_follows: CustomerFollowsTable;
  customer_group_days: CustomerGroupDaysTable;
  customer_group_people: CustomerGroupPeopleTable;
  customer_groups: CustomerGroupsTable;
  customer_not_same: CustomerNotSameTable;
  customer_orders: CustomerOrdersTable;
  customer_proofs: CustomerProofsTable;
  customer_rules: CustomerRulesTable;
  customer_stages: CustomerStagesTable;
  customer_tag_groups: CustomerTagGroupsTable;
  customer_tags: CustomerTagsTable;
  customer_transfer_rows: CustomerTransferRowsTable;
  customer_transfers: CustomerTransfersTable;
  customer_values: CustomerValuesTable;
  customers: CustomersTable;
  deliveries: DeliveriesTable;
  department_members: DepartmentMembersTable;
  departments: DepartmentsTable;
  desk_articles: DeskArticlesTable;
  desk_chats: DeskChatsTable;
  desk_events: DeskEventsTable;
  desk_feed: DeskFeedTable;
  desk_members: DeskMembersTable;
  desk_notes: DeskNotesTable;
  desk_passes: DeskPassesTable;
  desk_replies: DeskRepliesTable;
  desk_sessions: DeskSessionsTable;
  desks: DesksTable;
  digest_days: DigestDaysTable;
  expense_advances: ExpenseAdvancesTable;
  expense_budget_entries: ExpenseBudgetEntriesTable;
  expense_budgets: ExpenseBudgetsTable;
  expense_claims: ExpenseClaimsTable;
  expense_lines: ExpenseLinesTable;
  expense_numbers: ExpenseNumbersTable;
  expense_settlements: ExpenseSettlementsTable;
  expense_types: ExpenseTypesTable;
  file_places: FilePlacesTable;
  files: FilesTable;
  front_desk: FrontDeskTable;
  group_code_chats: GroupCodeChatsTable;
  group_codes: GroupCodesTable;
  group_post_chats: GroupPostChatsTable;
  group_posts: GroupPostsTable;
  group_welcomes: GroupWelcomesTable;
  holiday_years: HolidayYearsTable;
  import_progress: ImportProgressTable;
  imports: ImportsTable;
  installation: InstallationTable;
  invoice_holds: InvoiceHoldsTable;
  invoices: InvoicesTable;
  jobs: JobsTable;
  join_links: JoinLinksTable;
  join_requests: JoinRequestsTable;
  journal_comments: JournalCommentsTable;
  journal_cycles: JournalCyclesTable;
  journal_duties: JournalDutiesTable;
  journal_likes: JournalLikesTable;
  journal_receivers: JournalReceiversTable;
  journal_templates: JournalTemplatesTable;
  journals: JournalsTable;
  journey_people: JourneyPeopleTable;
  journey_versions: JourneyVersionsTable;
  journeys: JourneysTable;
  key_results: KeyResultsTable;
  known_places: KnownPlacesTable;
  last_active: LastActiveTable;
  leave_entries: LeaveEntriesTable;
  leave_types: LeaveTypesTable;
  link_previews: LinkPreviewsTable;
  log_cursors: LogCursorsTable;
  materials: MaterialsTable;
  media: MediaTable;
  meeting_rooms: MeetingRoomsTable;
  member_events: MemberEventsTable;
  member_keys: MemberKeysTable;
  member_streams: MemberStreamsTable;
  member_tags: MemberTagsTable;
  members: MembersTable;
  mentions: MentionsTable;
  message_search: MessageSearchTable;
  migrations: MigrationsTable;
  moment_comments: MomentCommentsTable;
  moment_feed: MomentFeedTable;
  moment_performers: MomentPerformersTable;
  moments: MomentsTable;
  notice_settings: NoticeSettingsTable;
  objective_alignments: ObjectiveAlignmentsTable;
  objective_check_ins: ObjectiveCheckInsTable;
  objectives: ObjectivesTable;
  open_ids: OpenIdsTable;
  outbox: OutboxTable;
  outcomes: OutcomesTable;
  passkeys: PasskeysTable;
  payee_accounts: PayeeAccountsTable;
  payment_batches: PaymentBatchesTable;
  payments: PaymentsTable;
  postings: PostingsTable;
  programme_looks: ProgrammeLooksTable;
  programme_people: ProgrammePeopleTable;
  programmes: ProgrammesTable;
  punches: PunchesTable;
  push_subscriptions: PushSubscriptionsTable;
  push_waiting: PushWaitingTable;
  recovery_codes: RecoveryCodesTable;
  revocations: RevocationsTable;
  robot_media: RobotMediaTable;
  robots: RobotsTable;
  room_bookings: RoomBookingsTable;
  roster_cells: RosterCellsTable;
  scheduled: ScheduledTable;
  search_cursors: SearchCursorsTable;
  sessions: SessionsTable;
  shift_swaps: ShiftSwapsTable;
  shifts: ShiftsTable;
  sign_in_policies: SignInPoliciesTable;
  speakers: SpeakersTable;
  sso_settings: SsoSettingsTable;
  sso_subjects: SsoSubjectsTable;
  tag_departments: TagDepartmentsTable;
  tags: TagsTable;
  task_waits: TaskWaitsTable;
  task_watchers: TaskWatchersTable;
  tasks: TasksTable;
  tenures: TenuresTable;
  throttles: ThrottlesTable;
  ticket_notes: TicketNotesTable;
  tickets: TicketsTable;
  told_facts: ToldFactsTable;
  totps: TotpsTable;
  touches: TouchesTable;
  upload_parts: UploadPartsTable;
  uploads: UploadsTable;
  visibility_rules: VisibilityRulesTable;
  welcome_codes: WelcomeCodesTable;
  workbench_data: WorkbenchDataTable;
}
