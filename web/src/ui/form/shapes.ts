// What forms are made of, as the server's answers hold it.
import type { approvals } from '../../../../contract/src/approvals.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';

export type Control = OutputOf<typeof approvals.getApproval>['controls'][number];
export type PlainControl = Omit<Control, 'children'>;
/** What stands in a form, by control id. */
export type FormValues = Record<string, unknown>;
