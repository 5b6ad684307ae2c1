import { moments } from '@teahouse/contract/moments';
import type { MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { MOMENT, type MomentRow, momentToSee, SEEN, seenValues } from './moments.access.ts';
import { toMoment, toMoments } from './moments.present.ts';

export const listMoments = implement(moments.listMoments, async (work, { after, limit, tasks }) => {
  const rows = await work.sql<MomentRow>(
    `select ${MOMENT} from moments m where m.corp_id = $1 and ${SEEN} and ($5::text is null or m.id < $5)
        and (not $7 or (m.withdrawn_at is null and m.start_at <= $4 and exists (select from moment_performers w
          where w.corp_id = $1 and w.moment_id = m.id and w.member_id = $2 and w.published_at is null)))
      order by m.id desc limit $6`,
    [...seenValues(work), after ?? null, limit + 1, tasks === '1'],
  );
  const page = rows.slice(0, limit);
  return { moments: await toMoments(work, page), next: rows.length > limit ? page.at(-1)!.id : null };
});

export const getMoment = implement(moments.getMoment, async (work, { momentId }) =>
  toMoment(work, await momentToSee(work, momentId)),
);

export const listPerformers = implement(moments.listPerformers, async (work, { momentId, after, limit }) => {
  await momentToSee(work, momentId);
  const rows = await work.sql<{ memberId: MemberId; name: string; publishedAt: Date | null }>(
    `select p.member_id "memberId", m.name, p.published_at "publishedAt" from moment_performers p
         join members m on m.corp_id = $1 and m.id = p.member_id
        where p.corp_id = $1 and p.moment_id = $2 and p.member_id > $3 order by p.member_id limit $4`,
    [work.corpId, momentId, after ?? '', limit + 1],
  );
  const page = rows.slice(0, limit);
  return {
    performers: page.map((p) => ({ ...p, publishedAt: p.publishedAt?.toISOString() ?? null })),
    next: rows.length > limit ? page.at(-1)!.memberId : null,
  };
});
