import { attendance } from '@teahouse/contract/attendance';
import type { MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { briefsOf } from '../directory/index.ts';

/** Who looked at my comings and goings. */
export const listLooks = implement(attendance.listLooks, async (work, { before }) => {
  const rows = await work.sql<{
    viewer_id: string;
    program: string | null;
    what: 'month' | 'day' | 'table' | 'export';
    of: string;
    times: number;
    at: Date;
  }>(
    `select viewer_id, program_name program, what, of, times, at from attendance_looks
      where corp_id = $1 and member_id = $2 and ($3::timestamptz is null or at < $3) order by at desc limit 100`,
    [work.corpId, actingMember(work), before ? new Date(before) : null],
  );
  const viewers = [...new Set(rows.filter((r) => r.program === null).map((r) => r.viewer_id as MemberId))];
  const briefs = new Map((await briefsOf(work, viewers)).map((b) => [b.id, b]));
  return {
    looks: rows.flatMap(({ viewer_id, at, ...rest }) => {
      const viewer = briefs.get(viewer_id as MemberId) ?? null;
      return viewer || rest.program !== null ? [{ viewer, at: at.toISOString(), ...rest }] : [];
    }),
  };
});
