import { type JournalComment, journals } from '@teahouse/contract/journals';
import type { Control, FormValues } from '@teahouse/contract/approvals-shapes';
import type { JournalCommentId, JournalCycleId, JournalId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { journalToSee } from './journals.access.ts';
import { LISTED, toListed } from './list-journals.ts';
import { tellMembers } from './tell.ts';

type ListedRow = Parameters<typeof toListed>[0];
interface Row extends ListedRow {
  cycle_id: JournalCycleId;
  due_at: Date;
  controls: Control[];
  form: FormValues;
  changed_at: Date;
}
interface CommentRow {
  id: JournalCommentId;
  member_id: MemberId;
  re: JournalCommentId | null;
  text: string;
  at: Date;
}
const toComment = (r: CommentRow): JournalComment => ({
  id: r.id,
  memberId: r.member_id,
  re: r.re,
  text: r.text,
  at: r.at.toISOString(),
});

/** A journal whole, without asking who wants to see it: the caller has checked. */
async function journalWhole(work: Work, journalId: JournalId) {
  const [row] = await work.sql<Row>(
    `select ${LISTED}, true "read", j.cycle_id, c.due_at, j.controls, j.form, j.changed_at
       from journals j join journal_cycles c on c.corp_id = $1 and c.id = j.cycle_id
      where j.corp_id = $1 and j.id = $2 and j.submitted_at is not null`,
    [work.corpId, journalId],
  );
  if (!row) return fail('journals.not_found');
  const receivers = await work.sql<{ member_id: MemberId; read_at: Date | null }>(
    'select member_id, read_at from journal_receivers where corp_id = $1 and journal_id = $2 order by read_at, member_id',
    [work.corpId, journalId],
  );
  const thread = await work.sql<CommentRow>(
    'select id, member_id, re, text, at from journal_comments where corp_id = $1 and journal_id = $2 order by at, id',
    [work.corpId, journalId],
  );
  return { row, receivers, thread };
}

export const getJournal = implement(journals.getJournal, async (work, { journalId }) => {
  await journalToSee(work, journalId);
  const me = actingMember(work);
  const { row, receivers, thread } = await journalWhole(work, journalId);
  const liked = await work.sql<{ member_id: MemberId }>(
    'select member_id from journal_likes where corp_id = $1 and journal_id = $2 order by member_id',
    [work.corpId, journalId],
  );
  const mine = receivers.find((r) => r.member_id === me);
  return {
    ...toListed({ ...row, read: mine ? mine.read_at !== null : true }),
    cycleId: row.cycle_id,
    dueAt: row.due_at.toISOString(),
    controls: row.controls,
    form: row.form,
    changedAt: row.changed_at.toISOString(),
    mayChange: row.author_id === me && work.now <= row.due_at,
    receivers: receivers.map((r) => ({ memberId: r.member_id, readAt: r.read_at?.toISOString() ?? null })),
    liked: liked.map((l) => l.member_id),
    thread: thread.map(toComment),
  };
});

export const readJournal = implement(journals.readJournal, async (work, { journalId }) => {
  await journalToSee(work, journalId);
  await work.sql(
    `update journal_receivers set read_at = $4 where corp_id = $1 and journal_id = $2 and member_id = $3 and read_at is null`,
    [work.corpId, journalId, actingMember(work), work.now],
  );
  return {};
});

export const likeJournal = implement(journals.likeJournal, async (work, { journalId, liked }) => {
  await journalToSee(work, journalId);
  const mine = [work.corpId, journalId, actingMember(work)];
  await work.sql(
    liked
      ? 'insert into journal_likes (corp_id, journal_id, member_id) values ($1, $2, $3) on conflict do nothing'
      : 'delete from journal_likes where corp_id = $1 and journal_id = $2 and member_id = $3',
    mine,
  );
  const [row] = await work.sql<{ n: number }>(
    'select count(*)::int n from journal_likes where corp_id = $1 and journal_id = $2',
    mine.slice(0, 2),
  );
  return { likes: row?.n ?? 0 };
});

export const commentJournal = implement(
  journals.commentJournal,
  async (work, { journalId, cid, text, re }) => {
    const { authorId } = await journalToSee(work, journalId);
    const me = actingMember(work);
    const thread = (await journalWhole(work, journalId)).thread;
    const answered = re ? thread.find((c) => c.id === re) : undefined;
    if (re && !answered) fail('journals.comment_not_found');
    const [made] = await work.sql<CommentRow>(
      `insert into journal_comments (corp_id, id, journal_id, member_id, cid, re, text, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict on constraint journal_comments_once do nothing returning id, member_id, re, text, at`,
      [work.corpId, newId('jcm'), journalId, me, cid, re ?? null, text, work.now],
    );
    if (!made) {
      const [before] = await work.sql<CommentRow>(
        'select id, member_id, re, text, at from journal_comments where corp_id = $1 and journal_id = $2 and member_id = $3 and cid = $4',
        [work.corpId, journalId, me, cid],
      );
      return toComment(before!);
    }
    const to = [...new Set([authorId, ...(answered ? [answered.member_id] : [])])].filter((id) => id !== me);
    if (to.length) {
      const { row } = await journalWhole(work, journalId);
      await work.enqueue(tellMembers, {
        key: made.id,
        kind: 'commented',
        name: row.name,
        en: row.en,
        text,
        path: `/journals/received/${journalId}`,
        by: me,
        to,
      });
    }
    return toComment(made);
  },
);
