import { approvals } from '@teahouse/contract/approvals';
import type { BuiltInKind, FormValues } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, ApprovalTemplateId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId, uuidOf } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';
import { attachable } from '../../files/index.ts';
import { decide, preview } from '../engine/decide.ts';
import { draft } from '../engine/state.ts';
import { pinnedFlow, settingFor } from '../flow/setting.ts';
import { lacksPick } from '../flow/shown-steps.ts';
import { checkForm, filesOf } from '../form/check-form.ts';
import { pinLinks } from '../form/linked-records.ts';
import { orFail } from '../refusals.ts';
import { ensureBuiltIn, templateToUse, type UsableTemplate } from '../templates/template-to-use.ts';
import { keep, type Kept } from './keep.ts';

interface Wanted {
  template: UsableTemplate;
  applicant: MemberId;
  cid: string;
  form: FormValues;
  picks: Record<string, MemberId[]>;
  subject: string;
}

export const submitApproval = implement(approvals.submitApproval, async (work, { templateId, ...wanted }) => {
  const applicant = actingMember(work);
  const before = await submittedBefore(work, applicant, wanted.cid);
  if (before) return before;
  const template = await templateToUse(work, templateId);
  return await submit(work, { ...wanted, template, applicant, subject: '' });
});

/**
 * Starts a request of a built-in kind from another module, in its transaction, as if the applicant had filled in the form.
 * `subject` says what for and makes a repeat harmless. Fails as a submission does.
 */
export async function startApproval(
  work: Work,
  {
    kind,
    applicant,
    form,
    subject,
    picks = {},
  }: {
    kind: BuiltInKind;
    applicant: MemberId;
    form: FormValues;
    subject: string;
    picks?: Record<string, MemberId[]>;
  },
): Promise<{ id: ApprovalId; no: string }> {
  await ensureBuiltIn(work);
  const cid = uuidOf(`${kind} ${subject}`);
  const before = await submittedBefore(work, applicant, cid);
  if (before) return before;
  const row = await work.db
    .selectFrom('approval_templates')
    .select('id')
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  const template = await templateToUse(work, row.id as ApprovalTemplateId, applicant);
  return await submit(work, { template, applicant, cid, form, picks, subject });
}

async function submittedBefore(work: Work, applicant: MemberId, cid: string) {
  // Asked under a lock of this one submission, so that two at once cannot both miss it.
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${work.corpId} ${applicant} ${cid}`,
  ]);
  const row = await work.db
    .selectFrom('approvals')
    .select(['id', 'no', 'status'])
    .where('applicant', '=', applicant)
    .where('cid', '=', cid)
    .executeTakeFirst();
  return row && { id: row.id as ApprovalId, no: row.no, status: row.status as 'running' };
}

async function submit(work: Work, { template, applicant, cid, form: sent, picks, subject }: Wanted) {
  const flow = await pinnedFlow(work, template.id, template.version);
  const no = await nextNumber(work);
  const read = checkForm(flow.form, sent, no);
  const pinned = await pinLinks(work, applicant, { controls: flow.form, form: read.form, before: {} });
  const faults = [...read.faults, ...pinned.faults];
  if (faults.length) fail('approvals.bad_form', '', faults);
  const { form } = pinned;
  const files = filesOf(flow.form, form);
  const mine = await attachable(work, files);
  if (work.actor.kind === 'member' && files.some((f) => !mine.has(f))) fail('files.not_found');
  const setting = await settingFor(work, {
    templateId: template.id,
    flow,
    applicant,
    form,
    picks,
    admins: template.admins,
  });
  const seen = orFail(() => preview(form, { ...setting, strict: true }));
  if (lacksPick(flow, seen.state, picks)) fail('approvals.pick_needed');
  const decided = orFail(() => decide(draft, { do: 'submit', form }, { member: applicant }, setting));
  const row: Kept = {
    id: newId('apv'),
    no,
    template_id: template.id,
    version: template.version,
    kind: template.kind,
    subject,
    applicant,
    picks,
    state: draft,
    seq: 0,
    urged_at: null,
  };
  await work.db
    .insertInto('approvals')
    .values({
      ...row,
      cid,
      title: template.name,
      title_en: template.en,
      status: 'running',
      picks: JSON.stringify(picks),
      state: JSON.stringify(draft),
      submitted_at: work.now,
      changed_at: work.now,
    })
    .execute();
  await keep(work, row, decided, flow, { actor: applicant, files });
  return { id: row.id, no, status: decided.state.status as 'running' };
}

/** A submission by a program; a repeat with the same cid is the same request. */
export async function submitOn(work: Work, wanted: Wanted): Promise<{ id: ApprovalId; no: string }> {
  return (await submittedBefore(work, wanted.applicant, wanted.cid)) ?? (await submit(work, wanted));
}

/** The day's date in the company's zone and the next number of that day: 202606100001. */
async function nextNumber(work: Work): Promise<string> {
  const day = new Intl.DateTimeFormat('sv', { timeZone: await corpZone(work) })
    .format(work.now)
    .replaceAll('-', '');
  const [row] = await work.sql<{ last: number }>(
    `insert into approval_numbers (corp_id, day, last) values ($1, $2, 1)
     on conflict (corp_id, day) do update set last = approval_numbers.last + 1 returning last`,
    [work.corpId, day],
  );
  return `${day}${String(row!.last).padStart(4, '0')}`;
}
