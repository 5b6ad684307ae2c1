import { assessmentAdmin, type ProgressLine } from '@teahouse/contract/assessment-admin';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { briefsOf } from '../directory/index.ts';
import { cyclesOf } from './cycles.ts';

const PAGE = 100;

/** Everybody in a cycle and who is asked about them, in a lasting order. What was answered is not here. */
export const getCycleProgress = implement(
  assessmentAdmin.getCycleProgress,
  async (work, { cycleId, after }) => {
    if ((await cyclesOf(work, [cycleId])).length === 0) fail('assessment.cycle_not_found');
    const rows = await work.sql<{ id: MemberId }>(
      `select member_id id from assessment_reviewees where corp_id = $1 and cycle_id = $2 and member_id > $3
        order by member_id limit $4`,
      [work.corpId, cycleId, after ?? '', PAGE + 1],
    );
    const ids = rows.slice(0, PAGE).map((r) => r.id);
    const reviews = await work.sql<ProgressLine['reviews'][number] & { revieweeId: MemberId }>(
      `select id, reviewee_id "revieweeId", reviewer_id "reviewerId", relation, state from assessment_reviews
        where corp_id = $1 and cycle_id = $2 and reviewee_id = any($3)
        order by array_position(array['self', 'manager', 'peer', 'report'], relation), reviewer_id`,
      [work.corpId, cycleId, ids],
    );
    const briefs = new Map((await briefsOf(work, ids)).map((b) => [b.id, b]));
    const lines = ids.flatMap((id): ProgressLine[] => {
      const member = briefs.get(id);
      const mine = reviews.filter((r) => r.revieweeId === id).map(({ revieweeId: _, ...r }) => r);
      return member ? [{ member, reviews: mine }] : [];
    });
    return { lines, more: rows.length > PAGE };
  },
);
