import { MomentPolicy, moments } from '@teahouse/contract/moments';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { corpSetting, membersOfSet, setCorpSetting } from '../directory/index.ts';
import { hasOutreachRole } from '../outreach/index.ts';
import { momentToSee } from './moments.access.ts';
import { toMoment } from './moments.present.ts';
import { beginMoment, contentToKeep, writeMoment } from './write-moment.ts';

const SETTING = 'moments';

export const createMoment = implement(moments.createMoment, async (work, { at, ...input }) => {
  const me = actingMember(work);
  const own = input.kind === 'own';
  if (!own && !hasOutreachRole(work)) fail('outreach.too_few_rights');
  const policy = await corpSetting(work, SETTING, MomentPolicy.prefault({}));
  if (!own && input.automatic && !policy.automatic) fail('moments.not_automatic');
  const { memberIds, departmentIds } = input;
  const chosen = { all: false, memberIds, departmentIds, tagIds: [] };
  const performers = own ? [me] : await membersOfSet(work, chosen, 'all');
  if (performers.length === 0) fail('moments.nobody');
  const id = await writeMoment(work, {
    content: await contentToKeep(work, input.content),
    kind: input.kind,
    madeBy: me,
    performers,
    tagIds: input.tagIds,
    automatic: own || input.automatic,
    holdOut: input.holdOut,
    startAt: at ? new Date(at) : work.now,
  });
  await beginMoment(work, id);
  await work.audit({ action: 'moments.made', object: id });
  return await toMoment(work, await momentToSee(work, id));
});

export const getMomentPolicy = implement(moments.getMomentPolicy, (work) =>
  corpSetting(work, SETTING, MomentPolicy.prefault({})),
);

export const setMomentPolicy = implement(moments.setMomentPolicy, async (work, policy) => {
  await setCorpSetting(work, SETTING, policy);
  await work.audit({ action: 'moments.policy_changed', detail: policy });
  return policy;
});
