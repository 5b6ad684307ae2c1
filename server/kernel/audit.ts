import { createHash } from 'node:crypto';
import type { Transaction } from './transaction.ts';
import type { AuditNote } from './work.ts';

export interface AuditEntry {
  no: number;
  at: Date;
  actor: string;
  action: string;
  object: string;
  detail: Record<string, unknown>;
  sha: string;
}

/** The hash of an entry: SHA-256 over the one before it and every field in a fixed order. */
export function auditSha(before: string, e: Omit<AuditEntry, 'sha'>): string {
  const text = JSON.stringify([
    before,
    e.no,
    e.at.toISOString(),
    e.actor,
    e.action,
    e.object,
    stable(e.detail),
  ]);
  return createHash('sha256').update(text).digest('hex');
}

/** Appends to the chain of this company. The head row is held to the commit, so the chain has one order and no gap. */
export async function appendAudit(
  tx: Transaction,
  corpId: string,
  actor: string,
  at: Date,
  note: AuditNote,
): Promise<void> {
  await tx.query('insert into audit_heads (corp_id) values ($1) on conflict do nothing', [corpId]);
  const head = (
    await tx.query<{ last_no: number; last_sha: string }>(
      'select last_no, last_sha from audit_heads where corp_id = $1 for update',
      [corpId],
    )
  ).rows[0]!;
  // jsonb does not keep key order or undefined; what is hashed is what comes back.
  const detail = JSON.parse(JSON.stringify(note.detail ?? {})) as Record<string, unknown>;
  const entry = {
    no: head.last_no + 1,
    at,
    actor: note.actorId ?? actor,
    action: note.action,
    object: note.object ?? '',
    detail,
  };
  const sha = auditSha(head.last_sha, entry);
  await Promise.all([
    tx.query(
      'insert into audit_entries (corp_id, no, at, actor, action, object, detail, sha) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [corpId, entry.no, at, entry.actor, entry.action, entry.object, JSON.stringify(detail), sha],
    ),
    tx.query('update audit_heads set last_no = $2, last_sha = $3 where corp_id = $1', [
      corpId,
      entry.no,
      sha,
    ]),
  ]);
}

/** The number of the first entry whose hash does not follow from the one before it, or undefined when the chain holds. */
export function firstBreak(entries: Iterable<AuditEntry>, before = ''): number | undefined {
  let sha = before;
  let no: number | undefined;
  for (const e of entries) {
    if ((no !== undefined && e.no !== no + 1) || auditSha(sha, e) !== e.sha) return e.no;
    sha = e.sha;
    no = e.no;
  }
  return undefined;
}

function stable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, stable(v)]),
  );
}
