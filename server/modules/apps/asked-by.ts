import type { AppId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

/** Names what still asks this app, as people know it. */
type Askers = (work: Work, appId: AppId) => Promise<string[]>;
const askers: Askers[] = [];

/** Keeps an app from being removed while something asks it. Called once, where a module is loaded. */
export function keepsApps(run: Askers): void {
  askers.push(run);
}

export async function mustNotBeAsked(work: Work, appId: AppId): Promise<void> {
  const names: string[] = [];
  for (const run of askers) names.push(...(await run(work, appId)));
  if (names.length) fail('apps.asked_by_flows', '', [{ path: 'flows', text: names.join(', ') }]);
}
