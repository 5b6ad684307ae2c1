import type { JournalTemplateId } from '@teahouse/contract/ids';
import { JournalTemplateFacts } from '@teahouse/contract/journals-admin';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { corpZone, type MemberSet } from '../directory/index.ts';
import { builtIns } from './built-in.ts';
import { dayAfter } from './journals.rules.ts';

export interface JournalTemplate {
  id: JournalTemplateId;
  facts: JournalTemplateFacts;
  retired: boolean;
}

/** Today's date on the company's wall. */
export const todayIn = (zone: string, now: Date): string =>
  new Intl.DateTimeFormat('sv', { timeZone: zone }).format(now);

/** Gives a company its first templates when journals are opened for the first time; a second call finds them there. */
export async function ensureBuiltIn(work: Work): Promise<void> {
  const [one] = await work.sql('select 1 one from journal_templates where corp_id = $1 limit 1', [
    work.corpId,
  ]);
  if (one) return;
  const today = todayIn(await corpZone(work), work.now);
  const monday = dayAfter(today, -((new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7));
  for (const [sort, { kind, facts }] of builtIns(monday).entries())
    await work.sql(
      `insert into journal_templates (corp_id, id, kind, facts, sort, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict on constraint journal_templates_kind do nothing`,
      [work.corpId, newId('jtp'), kind, JSON.stringify(facts), sort, work.now],
    );
}

/** Templates in the company's order, those in use first. `only`: these, whoever asks; the caller has checked. */
export async function templatesOf(
  work: Work,
  only: readonly JournalTemplateId[] | 'all',
): Promise<JournalTemplate[]> {
  const rows = await work.sql<{ id: JournalTemplateId; facts: unknown; retired_at: Date | null }>(
    `select id, facts, retired_at from journal_templates where corp_id = $1 and ($2::text[] is null or id = any($2))
      order by retired_at is not null, sort, id`,
    [work.corpId, only === 'all' ? null : only],
  );
  return rows.map((r) => ({
    id: r.id,
    facts: JournalTemplateFacts.parse(r.facts),
    retired: r.retired_at !== null,
  }));
}

/** Whom a template asks, as the directory says it. */
export const scopeOf = ({ scope }: JournalTemplateFacts): MemberSet => ({ ...scope, tagIds: [] });
