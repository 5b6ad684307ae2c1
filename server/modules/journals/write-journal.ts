import { journals } from '@teahouse/contract/journals';
import type { FormValues } from '@teahouse/contract/approvals-shapes';
import type { JournalId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { checkForm, filesOf } from '../approvals/index.ts';
import { visibleMembers } from '../directory/index.ts';
import { attachFiles } from '../files/index.ts';
import { keepCycles, toCycle } from './cycles.ts';
import { cycleToWrite } from './journals.access.ts';
import { mayHandIn } from './journals.rules.ts';
import { receiversOf } from './receivers.ts';
import { summaryOf } from './summary.ts';
import { tellReceivers } from './tell.ts';

interface Mine {
  id: JournalId;
  form: FormValues;
  added: MemberId[];
  late: boolean;
  submitted_at: Date | null;
}

async function myJournal(work: Work, cycleId: string): Promise<Mine | undefined> {
  const [row] = await work.sql<Mine>(
    'select id, form, added, late, submitted_at from journals where corp_id = $1 and cycle_id = $2 and author_id = $3',
    [work.corpId, cycleId, actingMember(work)],
  );
  return row;
}

export const getJournalToWrite = implement(journals.getJournalToWrite, async (work, { cycleId }) => {
  await keepCycles(work);
  const me = actingMember(work);
  const { cycle, template } = await cycleToWrite(work, cycleId);
  const mine = await myJournal(work, cycleId);
  const named = await receiversOf(work, template.facts, [me]);
  const done = Boolean(mine?.submitted_at);
  return {
    cycle: toCycle(cycle),
    name: template.facts.name,
    en: template.facts.en,
    state: cycle.state,
    draft: mine !== undefined && !done,
    journalId: mine?.submitted_at ? mine.id : null,
    controls: template.facts.controls,
    form: mine?.form ?? {},
    receivers: mine?.added ?? [],
    named: named.get(me) ?? [],
    mayWrite: done ? work.now <= cycle.due_at : mayHandIn(cycle.due_at, work.now),
  };
});

export const saveJournalDraft = implement(
  journals.saveJournalDraft,
  async (work, { cycleId, form, receivers }) => {
    const { cycle } = await cycleToWrite(work, cycleId, true);
    if (!mayHandIn(cycle.due_at, work.now)) fail('journals.too_late');
    // What was submitted is changed by submitting again, never by the draft that follows it.
    await work.sql(
      `insert into journals (corp_id, id, cycle_id, template_id, author_id, form, added, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict on constraint journals_once do update set form = excluded.form, added = excluded.added, changed_at = excluded.changed_at
       where journals.submitted_at is null`,
      [
        work.corpId,
        newId('jnl'),
        cycleId,
        cycle.template_id,
        actingMember(work),
        JSON.stringify(form),
        receivers,
        work.now,
      ],
    );
    return { savedAt: work.now.toISOString() };
  },
);

export const submitJournal = implement(
  journals.submitJournal,
  async (work, { cycleId, form: sent, receivers }) => {
    const me = actingMember(work);
    const { cycle, template } = await cycleToWrite(work, cycleId, true);
    const { controls, name, en } = template.facts;
    const { form, faults } = checkForm(controls, sent, '');
    const before = await myJournal(work, cycleId);
    const due = work.now <= cycle.due_at;
    if (before?.submitted_at && same(before, form, receivers))
      return { journalId: before.id, late: before.late };
    if (!due && (before?.submitted_at || !mayHandIn(cycle.due_at, work.now))) fail('journals.too_late');
    if (faults.length) fail('journals.bad_form', '', faults);
    if ((await visibleMembers(work, receivers)).length !== new Set(receivers).size)
      fail('journals.unknown_member');
    const [row] = await work.sql<{ id: JournalId; late: boolean }>(
      `insert into journals as j (corp_id, id, cycle_id, template_id, author_id, form, added, name, en, controls, summary, late, submitted_at, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)
       on conflict on constraint journals_once do update set form = excluded.form, added = excluded.added, name = excluded.name, en = excluded.en,
         controls = excluded.controls, summary = excluded.summary, late = coalesce(j.submitted_at is null and excluded.late, j.late),
         submitted_at = coalesce(j.submitted_at, excluded.submitted_at), changed_at = excluded.changed_at
       returning j.id, j.late`,
      [
        work.corpId,
        newId('jnl'),
        cycleId,
        template.id,
        me,
        JSON.stringify(form),
        receivers,
        name,
        en,
        JSON.stringify(controls),
        summaryOf(controls, form),
        !due,
        work.now,
      ],
    );
    const { id: journalId, late } = row!;
    const had = before?.submitted_at ? filesOf(controls, before.form) : [];
    await attachFiles(
      work,
      filesOf(controls, form).filter((f) => !had.includes(f)),
      { kind: 'journal', id: journalId },
    );
    await work.sql(
      'update journal_duties set state = $4 where corp_id = $1 and cycle_id = $2 and member_id = $3',
      [work.corpId, cycleId, me, late ? 'late' : 'reported'],
    );
    if (!before?.submitted_at) {
      const named = (await receiversOf(work, template.facts, [me])).get(me) ?? [];
      const chatIds = template.facts.receivers.flatMap((r) => (r.by === 'chat' ? [r.chatId] : []));
      await giveTo(work, journalId, [...named, ...receivers]);
      await work.enqueue(tellReceivers, { journalId, chatIds });
    } else {
      await giveTo(work, journalId, receivers);
    }
    return { journalId, late };
  },
);

/** Those who receive it stay those who receive it, whoever becomes whose manager; the author may add some while it may be changed. */
const giveTo = (work: Work, journalId: JournalId, memberIds: readonly MemberId[]) =>
  work.sql(
    `insert into journal_receivers (corp_id, journal_id, member_id)
     select distinct $1, $2, m from unnest($3::text[]) m where m <> $4 order by 3 on conflict do nothing`,
    [work.corpId, journalId, memberIds, actingMember(work)],
  );

const same = (before: Mine, form: FormValues, receivers: readonly MemberId[]): boolean =>
  sorted(before.form) === sorted(form) && receivers.every((id) => before.added.includes(id));
/** JSON with keys in order, as PostgreSQL does not keep theirs. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
