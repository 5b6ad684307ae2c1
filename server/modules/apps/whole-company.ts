import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

/** Apps concern everybody: a right for a few departments does not reach them. */
export function wholeCompany(work: Work): void {
  if (work.actor.kind === 'member' && work.actor.scopes?.has('apps')) fail('identity.needs_whole_company');
}
