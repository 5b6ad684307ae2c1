// What the server's answers hold, as these pages read them.
import type { approvals } from '../../../../contract/src/approvals.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';

export type ShownApproval = OutputOf<typeof approvals.getApproval>;
export type Listed = OutputOf<typeof approvals.listApprovals>['approvals'][number];
export type ShownStep = ShownApproval['steps'][number];
export type ShownTemplate = OutputOf<typeof approvals.listTemplates>['templates'][number];
export type { Control, FormValues } from '../../ui/form/shapes.ts';
