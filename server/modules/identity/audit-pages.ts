import type { AuditEntry as Row } from '../../kernel/audit.ts';
import type { AuditEntry } from '@teahouse/contract/identity-admin';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { briefsOf } from '../directory/index.ts';

export interface AuditWanted {
  from?: string | undefined;
  to?: string | undefined;
  actor?: string | undefined;
  action?: string | undefined;
}

/** Entries that match, in order of their numbers: upwards after `start`, or downwards before it (0: from the newest). */
export async function auditRows(
  work: Work,
  wanted: AuditWanted,
  page: { order: 'asc' | 'desc'; start: number; limit: number },
): Promise<Row[]> {
  const down = page.order === 'desc';
  return await work.sql<Row>(
    `select no, at, actor, action, object, detail, sha from audit_entries
      where corp_id = $1 and ($2::bigint = 0 or ${down ? 'no < $2' : 'no > $2'})
        and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)
        and ($5::text is null or actor = $5) and ($6::text is null or starts_with(action, $6))
      order by no ${down ? 'desc' : 'asc'} limit $7`,
    [
      work.corpId,
      page.start,
      wanted.from ?? null,
      wanted.to ?? null,
      wanted.actor ?? null,
      wanted.action ?? null,
      page.limit,
    ],
  );
}

/** Rows as readers see them, with the names of acting members as they are today. */
export async function presentAudit(work: Work, rows: readonly Row[]): Promise<AuditEntry[]> {
  const ids = [...new Set(rows.map((r) => r.actor).filter((a): a is MemberId => a.startsWith('mbr_')))];
  const names = new Map<string, string>((await briefsOf(work, ids)).map((b) => [b.id, b.name]));
  return rows.map((r) => ({
    no: r.no,
    at: r.at.toISOString(),
    actor: r.actor,
    actorName: names.get(r.actor) ?? '',
    action: r.action,
    object: r.object,
    detail: r.detail,
  }));
}
