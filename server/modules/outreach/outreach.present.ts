import type { Broadcast } from '@teahouse/contract/outreach';
import type { BroadcastId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import type { BroadcastRow } from './gateway/broadcast-row.ts';

type Counted = Pick<Broadcast, 'counts' | 'waiting' | 'delivered' | 'read' | 'contaminated'>;

const nothing: Counted = { counts: [], waiting: 0, delivered: 0, read: 0, contaminated: 0 };

/** Broadcasts as their makers see them. Who answered is in no column: sent and unsent are not to be compared by eye. */
export async function toBroadcasts(work: Work, rows: readonly BroadcastRow[]): Promise<Broadcast[]> {
  const counted = await countsOf(
    work,
    rows.map((r) => r.id),
  );
  const names = await namesOf(
    work,
    rows.map((r) => r.madeBy),
  );
  return rows.map(
    ({
      salt: _,
      remindedAt: __,
      journeyId: ___,
      journeyVersion: ____,
      createdAt,
      startAt,
      launchedAt,
      expiresAt,
      finishedAt,
      ...row
    }) => ({
      ...row,
      ...(counted.get(row.id) ?? nothing),
      madeByName: names.get(row.madeBy) ?? '',
      createdAt: createdAt.toISOString(),
      startAt: startAt?.toISOString() ?? null,
      launchedAt: launchedAt?.toISOString() ?? null,
      expiresAt: expiresAt?.toISOString() ?? null,
      finishedAt: finishedAt?.toISOString() ?? null,
    }),
  );
}

export async function toBroadcast(work: Work, row: BroadcastRow): Promise<Broadcast> {
  const [shown] = await toBroadcasts(work, [row]);
  return shown!;
}

/** Of members and apps. */
export async function namesOf(work: Work, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await work.sql<{ id: string; name: string }>(
    'select id, name from members where corp_id = $1 and id = any($2) union all select id, name from apps where corp_id = $1 and id = any($2)',
    [work.corpId, ids],
  );
  return new Map(rows.map((r) => [r.id, r.name]));
}

/** How many ended with which reason, by broadcast; those with nobody in them are missing. */
export async function countsOf(work: Work, ids: readonly BroadcastId[]): Promise<Map<BroadcastId, Counted>> {
  const rows = await work.sql<Counted & { id: BroadcastId }>(
    `select id, jsonb_agg(jsonb_build_object('reason', reason, 'n', n) order by n desc, reason) filter (where reason is not null) counts,
            coalesce(sum(n) filter (where reason is null), 0)::int waiting, sum(delivered)::int delivered, sum(read)::int as read, sum(contaminated)::int contaminated
       from (select broadcast_id id, reason, count(*)::int n, count(delivered_at)::int delivered, count(read_at)::int as read,
                    (count(*) filter (where contaminated))::int contaminated
               from broadcast_people where corp_id = $1 and broadcast_id = any($2) group by 1, 2) x group by id`,
    [work.corpId, ids],
  );
  return new Map(rows.map(({ id, ...counted }) => [id, { ...counted, counts: counted.counts ?? [] }]));
}
