import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import { followBetween, type FollowFacts, rootOfCustomer } from '../../../modules/customers/index.ts';
import { seenMember } from '../contacts/seen.ts';
import { need } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { customerIdOf } from './outer-ids.ts';

/** The person behind an external_userid, also behind that of one who was merged into somebody. */
export async function knownCustomer(work: Work, external: string | undefined): Promise<CustomerId> {
  const id = customerIdOf(need(external, 41035));
  const root = id && (await rootOfCustomer(work, id));
  if (!root) throw new WecomError(40096);
  return root;
}

/** What a member whom the app may see has with this person. */
export async function seenPair(
  work: Work,
  app: App,
  { userid, external }: { userid: string | undefined; external: string | undefined },
): Promise<FollowFacts> {
  const member = await seenMember(work, app, need(userid, 41009));
  const pair = await followBetween(work, member.id, await knownCustomer(work, external));
  if (!pair) throw new WecomError(84061);
  return pair;
}
