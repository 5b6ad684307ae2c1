import { approvals } from '@teahouse/contract/approvals';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { decide } from './engine/decide.ts';
import { draft, Refused } from './engine/state.ts';
import { pinnedFlow, settingFor } from './flow/setting.ts';
import { shownSteps } from './flow/shown-steps.ts';
import { checkForm } from './form/check-form.ts';
import { pinLinks } from './form/linked-records.ts';
import { templateToUse } from './templates/template-to-use.ts';

export const previewApproval = implement(
  approvals.previewApproval,
  async (work, { templateId, form: sent, picks }) => {
    const applicant = actingMember(work);
    const template = await templateToUse(work, templateId);
    const flow = await pinnedFlow(work, template.id, template.version);
    // What is filled in so far: faults are for the submission to tell.
    const read = checkForm(flow.form, sent, '');
    const { form } = await pinLinks(work, applicant, { controls: flow.form, form: read.form, before: {} });
    const setting = await settingFor(work, {
      templateId,
      flow,
      applicant,
      form,
      picks,
      admins: template.admins,
    });
    return foreseen(flow, form, applicant, setting);
  },
);

/** The steps of a request that has not been made, as far as its form lets the flow decide. */
export function foreseen(
  flow: Parameters<typeof shownSteps>[0],
  form: Record<string, unknown>,
  applicant: string,
  setting: Parameters<typeof shownSteps>[3],
) {
  try {
    const { state } = decide(draft, { do: 'submit', form }, { member: applicant }, setting);
    return pending(shownSteps(flow, state, [], setting));
  } catch (error) {
    if (!(error instanceof Refused) || typeof error.why === 'string') throw error;
    return { steps: [], missing: error.why.missing };
  }
}

/** Nothing has begun yet: what the engine opened for looking is still to come. */
function pending(shown: ReturnType<typeof shownSteps>): ReturnType<typeof shownSteps> {
  return {
    ...shown,
    steps: shown.steps.map((s) => ({
      ...s,
      state: s.state === 'active' || s.state === 'passed' ? 'pending' : s.state,
      people: s.people.map((p) => ({ ...p, taskId: null, state: null, at: null })),
    })),
  };
}
