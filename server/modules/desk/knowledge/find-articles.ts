import type { DeskArticle } from '@teahouse/contract/desk-shapes';
import type { DeskId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { marksOf, rank, type Scored } from './score.ts';

export type Article = DeskArticle & { questions: string[] };

export const ARTICLE_COLUMNS = `a.id, a.desk_id "deskId", a.question, a.similar_questions similar, a.answer, a.used::int`;

/** Articles that share anything with a question, nearest first. `deskId`: those of this desk and those of all. */
export async function findArticles(
  work: Work,
  question: string,
  deskId: DeskId | undefined,
): Promise<Scored<Article>[]> {
  const marks = marksOf(question);
  if (marks.length === 0) return [];
  const rows = await work.sql<DeskArticle & { among: number }>(
    `select ${ARTICLE_COLUMNS}, (select count(*) from desk_articles n where n.corp_id = $1)::int among from desk_articles a
      where a.corp_id = $1 and a.tokens && $2::text[] and ($3::text is null or a.desk_id is null or a.desk_id = $3)
      order by (select count(*) from unnest($2::text[]) t where t = any(a.tokens)) desc, a.id limit 500`,
    [work.corpId, marks, deskId ?? null],
  );
  const known = rows.map(({ among: _, ...a }) => ({ ...a, questions: [a.question, ...a.similar] }));
  return rank(question, known, rows[0]?.among ?? 0);
}
