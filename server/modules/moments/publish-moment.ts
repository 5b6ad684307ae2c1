import { moments } from '@teahouse/contract/moments';
import type { MomentId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { confirmFor, outcomesOf, stopBroadcast } from '../outreach/index.ts';
import { manages, type MomentRow, momentToSee } from './moments.access.ts';
import { toMoment } from './moments.present.ts';

/** The whole chain is asked again afterwards: a customer may have said no since. */
export const publishMoment = implement(moments.publishMoment, async (work, { momentId }) => {
  const me = actingMember(work);
  const row = await momentToSee(work, momentId, { hold: true });
  if (row.withdrawnAt) fail('moments.withdrawn');
  const [part] = await work.sql<{ published: boolean }>(
    'select published_at is not null published from moment_performers where corp_id = $1 and moment_id = $2 and member_id = $3',
    [work.corpId, momentId, me],
  );
  if (!part) fail('moments.moment_not_found');
  if (part.published) fail('moments.published');
  const { broadcastId } = row;
  const reach = broadcastId && (await outcomesOf(work, [broadcastId])).get(broadcastId);
  const over = reach && reach.expiresAt !== null && new Date(reach.expiresAt) <= work.now;
  if (!reach || over || row.startAt > work.now) fail('moments.not_open');
  await confirmFor(work, reach.id, me);
  await work.sql(
    'update moment_performers set published_at = $4 where corp_id = $1 and moment_id = $2 and member_id = $3',
    [work.corpId, momentId, me, work.now],
  );
  return await toMoment(work, row);
});

export const withdrawMoment = implement(moments.withdrawMoment, async (work, { momentId }) => {
  const row = await momentToSee(work, momentId, { hold: true });
  if (!manages(work, row)) fail('moments.moment_not_found');
  if (row.withdrawnAt) fail('moments.withdrawn');
  await takeBack(work, row);
  return await toMoment(work, await momentToSee(work, momentId));
});

/** No customer sees it from now on; whoever has not got it ends as stopped. The caller has checked that it may. */
export async function takeBack(
  work: Work,
  { id, broadcastId }: Pick<MomentRow, 'broadcastId'> & { id: MomentId },
) {
  await work.sql('update moments set withdrawn_at = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    id,
    work.now,
  ]);
  if (broadcastId) await stopBroadcast(work, broadcastId);
  await work.audit({ action: 'moments.withdrawn', object: id });
}
