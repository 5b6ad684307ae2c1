// What the server's answers hold, as these pages read them.
import type { approvals } from '../../../../contract/src/approvals.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';

export type ShownApproval = OutputOf<typeof approvals.getApproval>;
export type Listed = OutputOf<typeof approvals.listApprovals>['approvals'][number];
export type ShownStep = ShownApproval['steps'][number];
export type ShownTemplate = OutputOf<typeof approvals.listTemplates>['templates'][number];
export type Control = ShownApproval['controls'][number];
export type PlainControl = Omit<Control, 'children'>;
/** What stands in a form, by control id. */
export type FormValues = Record<string, unknown>;
