// What an approval is made of: the form's controls, the tree of its flow, and the words they share.
import * as z from 'zod';
import { AppId, DepartmentId, FileId, MemberId, TagId } from './ids.ts';

const key = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/);
const text = (most: number) => z.string().trim().max(most);

export const controlKinds = [
  'text',
  'textarea',
  'number',
  'money',
  'date',
  'dateRange',
  'select',
  'contact',
  'tips',
  'file',
  'table',
  'location',
  'related',
  'record',
  'invoices',
  'formula',
  'vacation',
  'attendance',
  'correction',
  'phone',
  'bank',
  'signature',
  'rating',
  'serial',
] as const;
export type ControlKind = (typeof controlKinds)[number];

/** What a form can name of the rest of the house. */
export const recordKinds = ['customer', 'room', 'task'] as const;
export type RecordKind = (typeof recordKinds)[number];

const plainControl = z.object({
  id: key,
  kind: z.enum(controlKinds),
  label: text(60),
  /** the same in English, where the company gave one */
  en: text(120).optional(),
  required: z.boolean().default(false),
  hint: text(200).optional(),
  /** text, textarea, number, money: what stands in the empty input */
  placeholder: text(60).optional(),
  /** number: what is counted, shown behind the input */
  suffix: text(12).optional(),
  /** select, contact, file: several allowed */
  multi: z.boolean().optional(),
  /** date: day or hour; dateRange and attendance: halfday, hour or day */
  unit: z.enum(['day', 'halfday', 'hour']).optional(),
  options: z
    .array(
      z.object({
        key,
        label: text(60),
        en: text(120).optional(),
        /** controls that show only while this option is chosen */
        shows: z.array(key).optional(),
      }),
    )
    .max(100)
    .optional(),
  /** contact: whom one chooses */
  of: z.enum(['member', 'department']).optional(),
  /** attendance: what the time is spent on */
  about: z.enum(['trip', 'out', 'overtime']).optional(),
  /** record: what one chooses */
  record: z.enum(recordKinds).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** money and number may be below zero */
  negative: z.boolean().optional(),
  /** formula: text over control ids */
  formula: text(500).optional(),
  /** table: the columns whose sums are shown */
  sums: z.array(key).max(20).optional(),
  /** tips: what stands there, and where it leads */
  tip: text(2_000).optional(),
  link: z.url({ protocol: /^https?$/ }).optional(),
});
export const Control = plainControl.extend({
  /** table: its columns */
  children: z.array(plainControl).max(30).optional(),
});
export type Control = z.infer<typeof Control>;

/** What stands in a form, by control id; each kind has its own shape, checked against the form's controls. */
export const FormValues = z.record(z.string(), z.unknown());
export type FormValues = z.infer<typeof FormValues>;

export const Rule = z.discriminatedUnion('by', [
  z.object({ by: z.literal('user'), ids: z.array(MemberId).max(100) }),
  z.object({ by: z.literal('tag'), ids: z.array(TagId).max(20) }),
  z.object({
    by: z.literal('manager'),
    level: z.number().int().min(1).max(20),
    ifShort: z.enum(['top', 'empty']).default('empty'),
  }),
  z.object({ by: z.literal('chain'), upTo: z.number().int().min(1).max(20) }),
  z.object({
    by: z.literal('deptHead'),
    level: z.number().int().min(1).max(20).default(1),
    /** '' = the applicant's department, else a contact control that names one */
    of: z.string().default(''),
  }),
  z.object({ by: z.literal('field'), controlId: key }),
  z.object({
    by: z.literal('pick'),
    range: z.array(MemberId).max(200).default([]),
    multi: z.boolean().default(false),
  }),
  z.object({ by: z.literal('self') }),
  z.object({ by: z.literal('prevManager') }),
]);
export type Rule = z.infer<typeof Rule>;

export const conditionOps = [
  'eq',
  'ne',
  'in',
  'notIn',
  'lt',
  'le',
  'gt',
  'ge',
  'between',
  'contains',
  'isEmpty',
  'inDept',
  'hasRole',
] as const;
export type Condition =
  | { op: 'and'; all: Condition[] }
  | { op: 'or'; all: Condition[] }
  | { op: 'not'; one: Condition }
  | {
      op: (typeof conditionOps)[number];
      field: string;
      value?: string | number | boolean | string[] | undefined;
    };
export const Condition: z.ZodType<Condition, Condition> = z.lazy(() =>
  z.union([
    z.object({ op: z.literal('and'), all: z.array(Condition).min(1).max(20) }),
    z.object({ op: z.literal('or'), all: z.array(Condition).min(1).max(20) }),
    z.object({ op: z.literal('not'), one: Condition }),
    z.object({
      op: z.enum(conditionOps),
      field: z.string().max(80),
      value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).max(100)]).optional(),
    }),
  ]),
);

const AskNode = z.object({
  kind: z.enum(['approve', 'handle']),
  id: key,
  name: text(40),
  en: text(80).optional(),
  mode: z.enum(['any', 'all', 'seq', 'vote']).default('any'),
  votePct: z.number().int().min(1).max(100).optional(),
  who: z.array(Rule).max(20),
  /** what happens where the applicant would approve their own request */
  self: z.enum(['allow', 'skip', 'manager', 'deptHead', 'deny']).default('skip'),
  /** what happens where nobody is found; absent: as the flow says */
  empty: z.union([z.enum(['admin', 'pass', 'reject']), z.array(Rule).min(1).max(5)]).optional(),
  fields: z.record(z.string(), z.enum(['hide', 'read', 'write'])).default({}),
  sign: z.boolean().default(false),
  comment: z.enum(['never', 'reject', 'always']).default('never'),
  allow: z
    .object({ transfer: z.boolean(), addSign: z.boolean(), return: z.boolean(), batch: z.boolean() })
    .default({ transfer: true, addSign: true, return: true, batch: true }),
  due: z
    .object({
      hours: z.number().int().min(1).max(2_160),
      /** work: only the hours count in which the person asked is expected at work */
      clock: z.enum(['calendar', 'work']).default('calendar'),
      what: z.enum(['remind', 'escalate', 'pass', 'reject']),
    })
    .optional(),
});
export type AskNode = z.infer<typeof AskNode>;
const CcNode = z.object({
  kind: z.literal('cc'),
  id: key,
  name: text(40),
  en: text(80).optional(),
  who: z.array(Rule).max(20),
  at: z.enum(['here', 'end']).default('here'),
});
export type CcNode = z.infer<typeof CcNode>;
/** A program decides: it hears of the request by callback, or asks for it, and answers. */
const ProgramNode = z.object({
  kind: z.literal('program'),
  id: key,
  name: text(40),
  en: text(80).optional(),
  /** '' in a draft that names none yet */
  appId: z.union([AppId, z.literal('')]),
  /** what comes of it where the program is silent for so long; without it the request waits */
  due: z.object({ hours: z.number().int().min(1).max(2_160), what: z.enum(['pass', 'reject']) }).optional(),
});
export type ProgramNode = z.infer<typeof ProgramNode>;
export interface BranchNode {
  kind: 'branch';
  id: string;
  arms: {
    id: string;
    name?: string | undefined;
    en?: string | undefined;
    when: Condition;
    nodes: FlowNode[];
  }[];
  else: FlowNode[];
}
export interface ParallelNode {
  kind: 'parallel';
  id: string;
  arms: FlowNode[][];
}
export type FlowNode = AskNode | CcNode | ProgramNode | BranchNode | ParallelNode;
export type SentFlowNode =
  | z.input<typeof AskNode>
  | z.input<typeof CcNode>
  | z.input<typeof ProgramNode>
  | BranchNode
  | ParallelNode;
export const FlowNode: z.ZodType<FlowNode, FlowNode> = z.lazy(() =>
  z.union([
    AskNode,
    CcNode,
    ProgramNode,
    z.object({
      kind: z.literal('branch'),
      id: key,
      arms: z
        .array(
          z.object({
            id: key,
            name: text(40).optional(),
            en: text(80).optional(),
            when: Condition,
            nodes: z.array(FlowNode).max(50),
          }),
        )
        .min(1)
        .max(20),
      else: z.array(FlowNode).max(50),
    }),
    z.object({
      kind: z.literal('parallel'),
      id: key,
      arms: z.array(z.array(FlowNode).max(50)).min(2).max(10),
    }),
  ]),
) as z.ZodType<FlowNode, FlowNode>;

export const FlowSettings = z.object({
  dedupe: z.enum(['off', 'consecutive', 'once']).default('consecutive'),
  withdraw: z.enum(['beforeFirst', 'any', 'never']).default('any'),
  /** days after the pass within which the applicant may ask to revoke; 0: never */
  revokeDays: z.number().int().min(0).max(3_650).default(0),
  empty: z.enum(['admin', 'pass', 'reject']).default('admin'),
  resubmit: z.enum(['restart', 'toReturner']).default('restart'),
  /** who may submit and sees the template; empty: everybody */
  departments: z.array(DepartmentId).max(200).default([]),
  /** who answers where nobody is found; empty: the one who published */
  admins: z.array(MemberId).max(20).default([]),
  /** control ids of the lines that stand for the request in lists */
  summary: z.array(key).max(3).default([]),
  /** the flow may approve without anybody's word */
  auto: z.boolean().default(false),
});
export type FlowSettings = z.infer<typeof FlowSettings>;

/** A form and its flow. A draft may be unfinished: what is still missing keeps it from being published, not from being kept. */
export const Flow = z.object({
  form: z.array(Control).max(100),
  nodes: z.array(FlowNode).max(100),
  settings: FlowSettings,
});
export type Flow = z.infer<typeof Flow>;

export const builtInKinds = [
  'leave',
  'overtime',
  'trip',
  'out',
  'correction',
  'expense',
  'purchase',
  'seal',
  'payment',
  'contract',
  'hiring',
  'regularization',
  'transfer',
  'resignation',
  'supplies',
  'vehicle',
  'salary',
  'certificate',
  'handover',
  'general',
  'claim',
  'appeal',
] as const;
export type BuiltInKind = (typeof builtInKinds)[number];
/** Kinds that another part of the product fills in and submits; nobody starts them from a blank form. */
export const filledElsewhere: ReadonlySet<BuiltInKind> = new Set(['claim', 'appeal']);

export const ApprovalStatus = z.enum([
  'running',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
  'terminated',
  'revoking',
  'revoked',
]);
export type ApprovalStatus = z.infer<typeof ApprovalStatus>;

export const TaskState = z.enum([
  'open',
  'waiting',
  'approved',
  'rejected',
  'transferred',
  'returned',
  'cancelled',
]);
export type TaskState = z.infer<typeof TaskState>;

/**
 * How long a span is, as decimal text: whole days, days by halves, or hours. Spans are `[start, end)` in wall time: the day after the
 * last one ends a span of days.
 */
export function spanLength(unit: Control['unit'], span: { start: string; end: string }): string {
  const at = (text: string) => Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`);
  const hours = (at(span.end) - at(span.start)) / 3_600_000;
  return String(Math.round((unit === 'hour' ? hours : hours / 24) * 100) / 100);
}

export const ApprovalFiles = z.array(FileId).max(20);
