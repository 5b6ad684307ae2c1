import { type JournalListed, journals } from '@teahouse/contract/journals';
import type { JournalId, JournalTemplateId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { CYCLE, type CycleRow, keepCycles, toCycle } from './cycles.ts';
import type { MyCycle } from './journals.access.ts';
import { ensureBuiltIn } from './templates.ts';

interface ListedRow {
  id: JournalId;
  template_id: JournalTemplateId;
  name: string;
  en: string | null;
  author_id: MemberId;
  starts_on: string;
  ends_on: string;
  late: boolean;
  submitted_at: Date;
  summary: string;
  read: boolean;
  likes: number;
  comments: number;
}

/** What a list shows of journal `j` in cycle `c`; $1 is the company. */
export const LISTED = `j.id, j.template_id, j.name, j.en, j.author_id, c.starts_on, c.ends_on, j.late, j.submitted_at, j.summary,
  (select count(*)::int from journal_likes l where l.corp_id = $1 and l.journal_id = j.id) likes,
  (select count(*)::int from journal_comments m where m.corp_id = $1 and m.journal_id = j.id) comments`;

export const toListed = (r: ListedRow): JournalListed => ({
  id: r.id,
  templateId: r.template_id,
  name: r.name,
  en: r.en,
  authorId: r.author_id,
  startsOn: r.starts_on,
  endsOn: r.ends_on,
  late: r.late,
  submittedAt: r.submitted_at.toISOString(),
  summary: r.summary,
  read: r.read,
  likes: r.likes,
  comments: r.comments,
});

/** Whose journals a box holds; $2 is the reader. */
const boxes = {
  received: {
    from: 'join journal_receivers r on r.corp_id = $1 and r.journal_id = j.id and r.member_id = $2',
    read: 'r.read_at is not null',
  },
  mine: { from: 'join (select 1) mine on j.author_id = $2', read: 'true' },
};

export const listJournals = implement(
  journals.listJournals,
  async (work, { box, templateId, after, limit }) => {
    const { from, read } = boxes[box];
    const [wasRead, at, id] = after?.split(' ') ?? [];
    const rows = await work.sql<ListedRow & { place: string }>(
      `select ${LISTED}, ${read} "read", to_char(j.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') place
       from journals j ${from} join journal_cycles c on c.corp_id = $1 and c.id = j.cycle_id
      where j.corp_id = $1 and j.submitted_at is not null and ($3::text is null or j.template_id = $3)
        and ($4::text is null or (not (${read}), j.submitted_at, j.id) < (not $4::boolean, $5::timestamptz, $6))
      order by not (${read}) desc, j.submitted_at desc, j.id desc limit $7`,
      [work.corpId, actingMember(work), templateId ?? null, wasRead ?? null, at ?? null, id ?? '', limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { journals: page.map(toListed), next: last ? `${last.read} ${last.place} ${last.id}` : null };
  },
);

export const listAskedJournals = implement(journals.listAskedJournals, async (work) => {
  await ensureBuiltIn(work);
  await keepCycles(work);
  const me = actingMember(work);
  const rows = await work.sql<
    MyCycle & CycleRow & { name: string; en: string | null; mine: JournalId | null; submitted: boolean }
  >(
    `select ${CYCLE}, d.state, t.facts->>'name' name, t.facts->>'en' en, j.id mine, j.submitted_at is not null submitted
       from journal_cycles c join journal_duties d on d.corp_id = $1 and d.cycle_id = c.id and d.member_id = $2
       join journal_templates t on t.corp_id = $1 and t.id = c.template_id
       left join journals j on j.corp_id = $1 and j.cycle_id = c.id and j.author_id = $2
      where c.corp_id = $1 and t.retired_at is null
        and (c.due_at >= $3 or d.state = 'missing' and c.due_at > $3::timestamptz - interval '7 days')
      order by c.due_at, t.sort, c.id limit 60`,
    [work.corpId, me, work.now],
  );
  const [unread] = await work.sql<{ n: number }>(
    'select count(*)::int n from journal_receivers where corp_id = $1 and member_id = $2 and read_at is null',
    [work.corpId, me],
  );
  return {
    asked: rows.map((r) => ({
      cycle: toCycle(r),
      name: r.name,
      en: r.en,
      state: r.state,
      draft: r.mine !== null && !r.submitted,
      journalId: r.submitted ? r.mine : null,
    })),
    unread: unread?.n ?? 0,
  };
});
