import { desk } from '@teahouse/contract/desk';
import { deskAdmin } from '@teahouse/contract/desk-admin';
import type { DeskArticle } from '@teahouse/contract/desk-shapes';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { wholeCompany } from '../../directory/index.ts';
import { deskById } from '../desk.access.ts';
import { ARTICLE_COLUMNS, findArticles } from './find-articles.ts';
import { marksOf } from './score.ts';

export const saveDeskArticle = implement(
  deskAdmin.saveDeskArticle,
  async (work, { articleId, deskId, question, similar, answer }) => {
    await wholeCompany(work);
    if (deskId) await deskById(work, deskId);
    const tokens = [...new Set([question, ...similar].flatMap(marksOf))];
    const values = [
      work.corpId,
      articleId ?? newId('dsa'),
      deskId,
      question,
      similar,
      answer,
      tokens,
      work.now,
    ];
    const [row] = articleId
      ? await work.sql<DeskArticle>(
          `update desk_articles a set desk_id = $3, question = $4, similar_questions = $5, answer = $6, tokens = $7, updated_at = $8
            where a.corp_id = $1 and a.id = $2 returning ${ARTICLE_COLUMNS}`,
          values,
        )
      : await work.sql<DeskArticle>(
          `insert into desk_articles as a (corp_id, id, desk_id, question, similar_questions, answer, tokens, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $8) returning ${ARTICLE_COLUMNS}`,
          values,
        );
    return row ?? fail('desk.article_not_found');
  },
);

export const removeDeskArticle = implement(deskAdmin.removeDeskArticle, async (work, { articleId }) => {
  await wholeCompany(work);
  const gone = await work.sql('delete from desk_articles where corp_id = $1 and id = $2 returning id', [
    work.corpId,
    articleId,
  ]);
  return gone.length ? {} : fail('desk.article_not_found');
});

export const listDeskArticles = implement(deskAdmin.listDeskArticles, async (work, { q, after, limit }) => {
  await wholeCompany(work);
  if (q) {
    const found = await findArticles(work, q, undefined);
    return { articles: found.slice(0, limit).map(({ known: { questions: _, ...a } }) => a), next: null };
  }
  const articles = await work.sql<DeskArticle>(
    `select ${ARTICLE_COLUMNS} from desk_articles a where a.corp_id = $1 and ($2::text is null or a.id < $2)
      order by a.id desc limit ${Math.floor(limit) + 1}`,
    [work.corpId, after ?? null],
  );
  const page = articles.slice(0, limit);
  return { articles: page, next: articles.length > limit ? page.at(-1)!.id : null };
});

export const searchDeskKnowledge = implement(desk.searchDeskKnowledge, async (work, { q, deskId }) => {
  // What a desk answers customers with is no secret among colleagues.
  const found = await findArticles(work, q, deskId);
  return {
    found: found.slice(0, 5).map(({ known: { questions: _, ...article }, score }) => ({ article, score })),
  };
});
