import { Caps, outreach } from '@teahouse/contract/outreach';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { corpSetting, setCorpSetting } from '../directory/index.ts';

const NAME = 'outreach';

export const capsOf = (work: Work): Promise<Caps> => corpSetting(work, NAME, Caps.prefault({}));

export const getCaps = implement(outreach.getCaps, (work) => capsOf(work));

export const setCaps = implement(outreach.setCaps, async (work, { reason, ...caps }) => {
  const before = await capsOf(work);
  if (looser(before, caps) && !reason) fail('outreach.reason_needed');
  await setCorpSetting(work, NAME, caps);
  await work.audit({ action: 'outreach.caps_changed', detail: { before, after: caps, reason } });
  return caps;
});

/** Customers may hear more, or at other hours, than before. */
const looser = (before: Caps, after: Caps): boolean =>
  after.perWeek > before.perWeek ||
  after.perMonth > before.perMonth ||
  after.quietFrom !== before.quietFrom ||
  after.quietTo !== before.quietTo ||
  (before.askConsent && !after.askConsent);
