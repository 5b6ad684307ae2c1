// Answers as the rules read them.
import { createHash } from 'node:crypto';
import type { AssessmentForm, GroupView, Relation } from '@teahouse/contract/assessment-shapes';
import type { AssessmentCycleId, MemberId, ReviewId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { type Answered, groupViews } from './anonymity.rules.ts';

/** Submitted forms of a cycle by the person they are about; about everybody, or these. */
export async function answersOf(
  work: Work,
  cycleId: AssessmentCycleId,
  about: readonly MemberId[] | 'all',
): Promise<Map<MemberId, Answered[]>> {
  const rows = await work.sql<{
    id: ReviewId;
    reviewee_id: MemberId;
    relation: Relation;
    items: { id: string; score: number; comment: string; actual: string }[];
  }>(
    `select r.id, r.reviewee_id, r.relation, coalesce((
        select jsonb_agg(jsonb_build_object('id', a.item_id, 'score', a.score, 'comment', a.comment, 'actual', a.actual))
          from assessment_answers a where a.corp_id = $1 and a.review_id = r.id and a.score is not null), '[]') items
       from assessment_reviews r
      where r.corp_id = $1 and r.cycle_id = $2 and r.state = 'submitted' and ($3::text[] is null or r.reviewee_id = any($3))
      order by r.id`,
    [work.corpId, cycleId, about === 'all' ? null : about],
  );
  const out = new Map<MemberId, Answered[]>();
  for (const { reviewee_id, relation, items } of rows) {
    const of = <T>(value: (i: (typeof items)[number]) => T) => new Map(items.map((i) => [i.id, value(i)]));
    const one = {
      relation,
      scores: of((i) => i.score),
      comments: of((i) => i.comment),
      actuals: of((i) => i.actual),
    };
    out.set(reviewee_id, [...(out.get(reviewee_id) ?? []), one]);
  }
  return out;
}

/** What each relation said about somebody, by the rules of anonymity. */
export const viewsOf = (form: AssessmentForm, answers: readonly Answered[], about: MemberId): GroupView[] =>
  groupViews(form, answers, (itemId, words) =>
    createHash('sha256').update(`${about}\n${itemId}\n${words}`).digest('hex'),
  );
