// What a template is made of, as the designer changes it.
import type { approvalsAdmin } from '../../../../../contract/src/approvals-admin.ts';
import type { Control, Flow } from '../../../../../contract/src/approvals-shapes.ts';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { MemberId } from '../../../../../contract/src/ids.ts';

export type {
  AskNode,
  BranchNode,
  CcNode,
  Condition,
  Control,
  ControlKind,
  Flow,
  FlowNode,
  FlowSettings,
  ParallelNode,
  ProgramNode,
  Rule,
} from '../../../../../contract/src/approvals-shapes.ts';
export type { FlowFault, Route } from '../../../../../contract/src/approvals-admin.ts';
export type AdminTemplate = OutputOf<typeof approvalsAdmin.adminTemplate>;
export type ListedTemplate = OutputOf<typeof approvalsAdmin.adminTemplates>['templates'][number];
export type Rehearsal = OutputOf<typeof approvalsAdmin.rehearseTemplate>;
export type Column = NonNullable<Control['children']>[number];

export interface Draft {
  name: string;
  en: string | null;
  about: string;
  section: string;
  managers: MemberId[];
  flow: Flow;
}
