import type { ChatId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { ledMembers } from '../../customers/index.ts';
import { type AddressedGroup, groupsToAddress } from '../../groups/index.ts';
import { withTrueFiles } from '../../messaging/index.ts';
import { channelNamed } from '../channels/all.ts';
import { hasOutreachRole, mayAddress } from '../outreach.access.ts';

/** Whoever could not be written to by then is not written to any more. */
export const OPEN_MS = 72 * 3_600_000;

/** The groups of an audience the actor may address. Fails with outreach.too_few_rights and outreach.nobody. */
export async function groupsMeant(
  work: Work,
  { whose, chatIds }: { whose: 'mine' | 'all'; chatIds: readonly ChatId[] },
): Promise<AddressedGroup[]> {
  const led = whose === 'all' && !hasOutreachRole(work) ? await ledMembers(work, 'group_posts') : [];
  const owner = led.length ? null : mayAddress(work, { whose }, actingMember(work));
  const ownerIds = owner ? [owner] : led.length ? led : null;
  const groups = await groupsToAddress(work, { ownerIds, chatIds });
  return groups.length ? groups : fail('outreach.nobody');
}

/** With files as the server knows them. Fails with outreach.channel_unknown for what a group cannot show. */
export async function trueContents(work: Work, contents: readonly Draft[]): Promise<Draft[]> {
  if (contents.some((d) => !channelNamed('web').kinds.has(d.k))) fail('outreach.channel_unknown');
  const kept: Draft[] = [];
  for (const draft of contents) kept.push(await withTrueFiles(work, draft));
  return kept;
}
