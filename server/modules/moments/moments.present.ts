import type { Moment } from '@teahouse/contract/moments';
import type { MomentId } from '@teahouse/contract/ids';
import { actingMember, type Work } from '../../kernel/work.ts';
import { outcomesOf } from '../outreach/index.ts';
import { manages, type MomentRow } from './moments.access.ts';

type Counted = Pick<Moment, 'likes' | 'comments' | 'performers' | 'published' | 'mine' | 'madeByName'>;

/** Moments as members see them: whoever only publishes one sees the likes and comments of their own customers, and no ledger. */
export async function toMoments(work: Work, rows: readonly MomentRow[]): Promise<Moment[]> {
  const counted = await countsOf(work, rows);
  const managed = rows.filter((r) => manages(work, r)).flatMap((r) => r.broadcastId ?? []);
  const outcomes = await outcomesOf(work, managed);
  return rows.map((row) => {
    const reach = row.broadcastId ? outcomes.get(row.broadcastId) : undefined;
    return {
      id: row.id,
      content: row.content,
      kind: row.kind,
      state: row.withdrawnAt ? 'withdrawn' : row.startAt > work.now ? 'scheduled' : 'published',
      automatic: row.automatic,
      tagIds: row.tagIds,
      createdAt: row.createdAt.toISOString(),
      startAt: row.startAt.toISOString(),
      broadcastId: reach?.id ?? null,
      counts: reach?.counts ?? [],
      eligible: reach?.eligible ?? 0,
      waiting: reach?.waiting ?? 0,
      read: reach?.read ?? 0,
      ...counted.get(row.id)!,
      manages: manages(work, row),
    };
  });
}

export async function toMoment(work: Work, row: MomentRow): Promise<Moment> {
  const [shown] = await toMoments(work, [row]);
  return shown!;
}

async function countsOf(work: Work, rows: readonly MomentRow[]): Promise<Map<MomentId, Counted>> {
  const found = await work.sql<Counted & { id: MomentId }>(
    `select m.id, coalesce(b.name, a.name, '') "madeByName", p.performers, p.published, p.mine,
            (select count(*)::int from moment_feed f where f.corp_id = $1 and f.moment_id = m.id and f.liked_at is not null
               and (u.whole or f.member_id = $2)) likes,
            (select count(*)::int from moment_comments c where c.corp_id = $1 and c.moment_id = m.id and (u.whole or c.member_id = $2)) comments
       from unnest($3::text[], $4::boolean[]) u (id, whole)
       join moments m on m.corp_id = $1 and m.id = u.id
       left join members b on b.corp_id = $1 and b.id = m.made_by
       left join apps a on a.corp_id = $1 and a.id = m.made_by
       cross join lateral (select count(*)::int performers, count(published_at)::int published,
         max(case when member_id = $2 then case when published_at is null then 'waiting' else 'published' end end) mine
         from moment_performers where corp_id = $1 and moment_id = m.id) p`,
    [work.corpId, actingMember(work), rows.map((r) => r.id), rows.map((r) => manages(work, r))],
  );
  return new Map(found.map(({ id, ...counted }) => [id, counted]));
}
