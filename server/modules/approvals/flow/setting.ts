import { Flow, type FormValues } from '@teahouse/contract/approvals-shapes';
import type { ApprovalTemplateId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { ownersOf } from '../../identity/index.ts';
import type { Setting, State } from '../engine/state.ts';
import { fieldValue } from '../form/field-value.ts';
import { orgFor } from './org.ts';

/** The flow of a version, as it was published. */
export async function pinnedFlow(work: Work, templateId: ApprovalTemplateId, version: number): Promise<Flow> {
  const row = await work.db
    .selectFrom('approval_template_versions')
    .select('flow')
    .where('template_id', '=', templateId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ? Flow.parse(row.flow) : fail('approvals.template_not_found');
}

export interface Asked {
  templateId: ApprovalTemplateId;
  flow: Flow;
  applicant: MemberId;
  form: FormValues;
  picks: Record<string, readonly string[]>;
  /** where the flow names nobody to answer for it */
  admins: readonly string[];
  state?: State;
  /** people a command names */
  more?: readonly string[];
  strict?: boolean;
}

/** Everything the engine asks about, read once: the flow's rules, the people, the clock. */
export async function settingFor(work: Work, asked: Asked): Promise<Setting> {
  const { flow, picks, admins: deputies } = asked;
  const named = [...flow.settings.admins, ...deputies];
  const admins = named.length ? named : await ownersOf(work);
  return {
    org: await orgFor(work, {
      ...asked,
      more: [...(asked.more ?? []), ...admins, ...Object.values(picks).flat()],
    }),
    now: work.now.getTime(),
    newId: () => newId('aptk'),
    strict: asked.strict ?? false,
    rules: {
      template: asked.templateId,
      nodes: flow.nodes,
      settings: flow.settings,
      applicant: asked.applicant,
      admins,
      picks,
      field: (form, name) => fieldValue(flow.form, form, name),
    },
  };
}
