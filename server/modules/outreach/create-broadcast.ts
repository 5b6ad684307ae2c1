import { outreach } from '@teahouse/contract/outreach';
import type { Draft } from '@teahouse/contract/realtime';
import type { AppId, BroadcastId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId, newSecret } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { attachFiles } from '../files/index.ts';
import { withTrueFiles } from '../messaging/index.ts';
import { channelNamed } from './channels/all.ts';
import type { BroadcastRow } from './gateway/broadcast-row.ts';
import { audienceToKeep, broadcastToUse, memberOf } from './outreach.access.ts';
import { toBroadcast } from './outreach.present.ts';

export const createBroadcast = implement(outreach.createBroadcast, async (work, input) => {
  const id = newId('brd');
  const me = actingMember(work);
  const audience = await audienceToKeep(work, input.audience);
  const contents = await contentsToKeep(work, { kind: 'broadcast', id }, input.channel, input.contents);
  await writeBroadcast(work, id, me, { ...input, audience, contents });
  return await toBroadcast(work, await broadcastToUse(work, id));
});

type Written = Pick<
  BroadcastRow,
  'name' | 'audience' | 'contents' | 'channel' | 'holdOut' | 'confirm' | 'outcome' | 'outcomeDays'
>;

/** A draft with a salt of its own, by a member or a program. The caller has checked contents and rights. */
export async function writeBroadcast(
  work: Work,
  id: BroadcastId,
  madeBy: MemberId | AppId,
  given: Written,
): Promise<void> {
  await work.sql(
    `insert into broadcasts (corp_id, id, name, made_by, audience, contents, channel, hold_out, salt, confirm, outcome, outcome_days, state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'draft', $13)`,
    [
      work.corpId,
      id,
      given.name,
      madeBy,
      JSON.stringify(given.audience),
      JSON.stringify(given.contents),
      given.channel,
      given.holdOut,
      newSecret(),
      given.confirm,
      given.outcome,
      given.outcomeDays,
      work.now,
    ],
  );
}

export const changeBroadcast = implement(
  outreach.changeBroadcast,
  async (work, { broadcastId, ...change }) => {
    const before = await broadcastToUse(work, broadcastId, { hold: true });
    if (before.state !== 'draft') fail('outreach.already_launched');
    const next = { ...before, ...defined(change) };
    memberOf(before);
    const audience = await audienceToKeep(work, next.audience);
    const contents =
      change.contents || change.channel
        ? await contentsToKeep(work, { kind: 'broadcast', id: broadcastId }, next.channel, next.contents)
        : before.contents;
    await work.sql(
      `update broadcasts set name = $3, audience = $4, contents = $5, channel = $6, hold_out = $7, confirm = $8, outcome = $9, outcome_days = $10
      where corp_id = $1 and id = $2`,
      [
        work.corpId,
        broadcastId,
        next.name,
        JSON.stringify(audience),
        JSON.stringify(contents),
        next.channel,
        next.holdOut,
        next.confirm,
        next.outcome,
        next.outcomeDays,
      ],
    );
    return await toBroadcast(work, await broadcastToUse(work, broadcastId));
  },
);

export const removeBroadcast = implement(outreach.removeBroadcast, async (work, { broadcastId }) => {
  const row = await broadcastToUse(work, broadcastId, { hold: true });
  if (row.state !== 'draft') fail('outreach.already_launched');
  await work.sql('delete from broadcasts where corp_id = $1 and id = $2', [work.corpId, broadcastId]);
  return {};
});

/** What the channel carries, with files as the server knows them; they stay as long as the broadcast does. */
export async function contentsToKeep(
  work: Work,
  place: { kind: 'broadcast' | 'journey'; id: string },
  channel: string,
  contents: readonly Draft[],
): Promise<Draft[]> {
  const { kinds } = channelNamed(channel);
  if (contents.some((d) => !kinds.has(d.k))) fail('outreach.channel_unknown');
  const kept: Draft[] = [];
  for (const draft of contents) kept.push(await withTrueFiles(work, draft));
  const files = kept.flatMap((d) => ('fileId' in d.b ? [d.b.fileId] : []));
  await attachFiles(work, [...new Set(files)], place);
  return kept;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const defined = <T extends object>(change: T): Defined<T> =>
  Object.fromEntries(Object.entries(change).filter(([, v]) => v !== undefined)) as Defined<T>;
