// The forms somebody is to fill in: only their own, and only while its stage runs.
import { assessment, type AskedReview, type ReviewSheet } from '@teahouse/contract/assessment';
import type { AssessmentForm, ItemAnswer, Relation } from '@teahouse/contract/assessment-shapes';
import { stageKinds } from '@teahouse/contract/assessment-shapes';
import type { Awaiting } from '@teahouse/contract/tasks';
import type { AssessmentCycleId, MemberId, ReviewId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { instantOf } from '../calendar/index.ts';
import { corpZone } from '../directory/index.ts';
import { hintMembers } from '../messaging/index.ts';
import { actualsOf } from './actuals.ts';
import { answersOf, viewsOf } from './answers.ts';
import { type CycleRow, cycleNow, cyclesOf, formOf, lineOf } from './cycles.ts';
import { objectiveLines } from './okr/objective-lines.ts';
import { askedOf } from './score.rules.ts';
import { stageOf } from './stages.rules.ts';

const YEAR_MS = 366 * 86_400_000;

interface ReviewRow {
  id: ReviewId;
  cycle_id: AssessmentCycleId;
  reviewee_id: MemberId;
  relation: Relation;
  state: AskedReview['state'];
  comment: string;
  saved_at: Date | null;
}
const REVIEW = 'r.id, r.cycle_id, r.reviewee_id, r.relation, r.state, r.comment, r.saved_at';

const toAsked = (row: ReviewRow, cycle: CycleRow): AskedReview => {
  const kind = stageOf(row.relation);
  return {
    id: row.id,
    cycle: lineOf(cycle),
    revieweeId: row.reviewee_id,
    relation: row.relation,
    state: row.state,
    open: cycle.state === 'running' && cycle.stage === kind && row.state !== 'excused',
    dueOn: cycle.plan.stages.find((s) => s.kind === kind)!.closes,
  };
};

/** My forms with their cycles; those of stages that are still to come are not there yet. */
async function myReviews(work: Work): Promise<{ row: ReviewRow; cycle: CycleRow; asked: AskedReview }[]> {
  const rows = await work.sql<ReviewRow>(
    `select ${REVIEW} from assessment_reviews r join assessment_cycles c on c.corp_id = $1 and c.id = r.cycle_id
      where r.corp_id = $1 and r.reviewer_id = $2 and c.state <> 'draft'
        and (r.state = 'submitted' and r.saved_at > $3 or c.state = 'running' and r.state in ('waiting', 'draft'))
      order by c.created_at desc, array_position(array['self', 'manager', 'peer', 'report'], r.relation), r.id`,
    [work.corpId, actingMember(work), new Date(work.now.getTime() - YEAR_MS)],
  );
  const cycles = await cyclesOf(work, [...new Set(rows.map((r) => r.cycle_id))]);
  return rows.flatMap((row) => {
    const cycle = cycles.find((c) => c.id === row.cycle_id)!;
    const asked = toAsked(row, cycle);
    return asked.open || row.state === 'submitted' ? [{ row, cycle, asked }] : [];
  });
}

export const listReviews = implement(assessment.listReviews, async (work) => ({
  reviews: (await myReviews(work)).map((r) => r.asked),
}));

/** My open forms for the one list of everything that waits. */
export async function reviewsAwaiting(work: Work, most: number): Promise<Awaiting[]> {
  const mine = await myReviews(work);
  const open = mine.filter(({ asked }) => asked.open && asked.state !== 'submitted').slice(0, most);
  if (open.length === 0) return [];
  const zone = await corpZone(work);
  const endOf = (day: string) => new Date(instantOf(day, zone).getTime() + 86_399_000).toISOString();
  return open.map(({ cycle, asked }) => ({
    kind: 'review' as const,
    at: (cycle.stage_at ?? work.now).toISOString(),
    dueAt: endOf(asked.dueOn),
    review: asked,
  }));
}

/** A form that is the actor's to fill in; everybody else hears that there is none. */
async function reviewOfMine(work: Work, id: ReviewId): Promise<ReviewRow> {
  const [row] = await work.sql<ReviewRow>(
    `select ${REVIEW} from assessment_reviews r join assessment_cycles c on c.corp_id = $1 and c.id = r.cycle_id and c.state <> 'draft'
      where r.corp_id = $1 and r.id = $2 and r.reviewer_id = $3 and r.state <> 'excused'`,
    [work.corpId, id, actingMember(work)],
  );
  return row ?? fail('assessment.review_not_found');
}

export const getReview = implement(assessment.getReview, async (work, { reviewId }) => {
  const row = await reviewOfMine(work, reviewId);
  const [cycle] = await cyclesOf(work, [row.cycle_id]);
  const asked = toAsked(row, cycle!);
  if (!asked.open && row.state !== 'submitted') return fail('assessment.review_not_found');
  const form = await formOf(work, cycle!);
  const items = askedOf(form, row.relation);
  const answers = await work.sql<ItemAnswer>(
    `select item_id "itemId", score, comment, actual from assessment_answers where corp_id = $1 and review_id = $2 order by item_id`,
    [work.corpId, reviewId],
  );
  // Numbers about somebody's days are theirs and their leader's; colleagues judge by what they know.
  const near = row.relation === 'self' || row.relation === 'manager';
  const { from, to } = cycle!.plan;
  return {
    ...asked,
    items,
    answers,
    comment: row.comment,
    actuals: near ? await actualsOf(work, cycle!, row.reviewee_id) : [],
    objectives: items.some((i) => i.kind === 'okr')
      ? await objectiveLines(work, row.reviewee_id, from, to)
      : [],
    others: row.relation === 'manager' ? await othersSaid(work, cycle!, form, row.reviewee_id) : [],
    ownWords: row.relation === 'manager' ? await ownWords(work, row.cycle_id, row.reviewee_id) : '',
    savedAt: row.saved_at?.toISOString() ?? null,
  } satisfies ReviewSheet;
});

/** For the leader: the person and colleagues, once these have finished, so that no number is ever seen to move. */
async function othersSaid(work: Work, cycle: CycleRow, form: AssessmentForm, about: MemberId) {
  if (stageKinds.indexOf(cycle.stage!) < stageKinds.indexOf('manager')) return [];
  const answers = (await answersOf(work, cycle.id, [about])).get(about) ?? [];
  return viewsOf(
    form,
    answers.filter((a) => a.relation !== 'manager'),
    about,
  );
}

/** What the person handed in about the whole of it. */
async function ownWords(work: Work, cycleId: AssessmentCycleId, about: MemberId): Promise<string> {
  const [own] = await work.sql<{ comment: string }>(
    `select comment from assessment_reviews
      where corp_id = $1 and cycle_id = $2 and reviewee_id = $3 and relation = 'self' and state = 'submitted'`,
    [work.corpId, cycleId, about],
  );
  return own?.comment ?? '';
}

interface Written {
  reviewId: ReviewId;
  answers: ItemAnswer[];
  comment: string;
}

/** The form, while its stage is held open; and the indicators it asks for. */
async function reviewToWrite(work: Work, reviewId: ReviewId) {
  const { cycle_id } = await reviewOfMine(work, reviewId);
  const cycle = await cycleNow(work, cycle_id, 'share');
  await work.sql('select id from assessment_reviews where corp_id = $1 and id = $2 for update', [
    work.corpId,
    reviewId,
  ]);
  const row = await reviewOfMine(work, reviewId);
  if (!toAsked(row, cycle).open) fail('assessment.wrong_stage');
  return { row, cycle, items: askedOf(await formOf(work, cycle), row.relation) };
}

async function write(
  work: Work,
  { reviewId, answers, comment }: Written,
  state: 'draft' | 'submitted',
): Promise<void> {
  const ids = answers.map((a) => a.itemId);
  await work.sql(
    `update assessment_reviews set state = $3, comment = $4, saved_at = $5 where corp_id = $1 and id = $2`,
    [work.corpId, reviewId, state, comment, work.now],
  );
  await work.sql(
    'delete from assessment_answers where corp_id = $1 and review_id = $2 and item_id <> all($3)',
    [work.corpId, reviewId, ids],
  );
  await work.sql(
    `insert into assessment_answers (corp_id, review_id, item_id, score, comment, actual)
     select $1, $2, i, s, c, a from unnest($3::text[], $4::int[], $5::text[], $6::text[]) x(i, s, c, a)
     on conflict (corp_id, review_id, item_id)
     do update set score = excluded.score, comment = excluded.comment, actual = excluded.actual`,
    [
      work.corpId,
      reviewId,
      ids,
      answers.map((a) => a.score),
      answers.map((a) => a.comment),
      answers.map((a) => a.actual),
    ],
  );
}

/** Scores on the scale of the indicators that are asked, each once. */
function checkAnswers(items: AssessmentForm['items'], answers: readonly ItemAnswer[], whole: boolean): void {
  const scales = new Map(items.map((i) => [i.id, i.scale]));
  const outside = answers.filter((a) => (a.score ?? 0) > (scales.get(a.itemId) ?? -1) * 100);
  const given = new Set(answers.flatMap((a) => (a.score === null ? [] : [a.itemId])));
  const missing = whole ? items.filter((i) => !given.has(i.id)).map((i) => i.id) : [];
  const twice = new Set(answers.map((a) => a.itemId)).size !== answers.length;
  const faults = [...new Set([...outside.map((a) => a.itemId), ...missing])];
  if (faults.length > 0 || twice)
    fail(
      'assessment.bad_answer',
      '',
      faults.map((path) => ({ path, text: path })),
    );
}

export const saveReviewDraft = implement(assessment.saveReviewDraft, async (work, written) => {
  const { row, items } = await reviewToWrite(work, written.reviewId);
  if (row.state === 'submitted') fail('assessment.submitted');
  checkAnswers(items, written.answers, false);
  await write(work, written, 'draft');
  return { savedAt: work.now.toISOString() };
});

export const submitReview = implement(assessment.submitReview, async (work, written) => {
  const { items } = await reviewToWrite(work, written.reviewId);
  checkAnswers(items, written.answers, true);
  await write(work, written, 'submitted');
  hintMembers(work, [actingMember(work)], 'tasks');
  return {};
});
