// The ledger of leave. Rows are only ever added, and each thing it rests on can do a thing once: a repeat changes nothing.
import type { Balance, LeaveEntry } from '@teahouse/contract/attendance-leave';
import type { LeaveTypeId, MemberId } from '@teahouse/contract/ids';
import type * as z from 'zod';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { remainders } from './expiry.ts';

/** Yearly grants, what was carried over and time off for overtime are grants that say so in what they rest on. */
export type EntryKind = Exclude<z.output<typeof LeaveEntry>['kind'], 'yearly' | 'carry' | 'overtime'>;
export interface Entry {
  memberId: MemberId;
  typeId: LeaveTypeId;
  kind: EntryKind;
  seconds: number;
  /** what it rests on */
  ref: string;
  expiresOn?: string | null | undefined;
  note?: string | undefined;
}

/** Holds the balances of a person until the work is done: two requests cannot both take the last day. */
export async function holdBalances(work: Work, memberId: MemberId): Promise<void> {
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `leave ${work.corpId} ${memberId}`,
  ]);
}

/** Appends entries; returns how many were new. */
export async function writeEntries(work: Work, entries: readonly Entry[]): Promise<number> {
  const rows = await work.sql(
    `insert into leave_entries (corp_id, id, member_id, type_id, kind, seconds, ref, expires_on, note, by_id, created_at)
     select $1, i, m, t, k, s, r, e, n, $2, $3
       from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::text[], $11::text[]) u (i, m, t, k, s, r, e, n)
     on conflict (corp_id, member_id, type_id, ref, kind) do nothing returning id`,
    [
      work.corpId,
      work.actor.id,
      work.now,
      entries.map(() => newId('lve')),
      entries.map((e) => e.memberId),
      entries.map((e) => e.typeId),
      entries.map((e) => e.kind),
      entries.map((e) => e.seconds),
      entries.map((e) => e.ref),
      entries.map((e) => e.expiresOn ?? null),
      entries.map((e) => e.note ?? ''),
    ],
  );
  return rows.length;
}

/** The balances of these people, by type; types nothing was ever written about are left out. */
export async function balancesOf(
  work: Work,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, Balance[]>> {
  const rows = await work.sql<{
    member_id: MemberId;
    type_id: LeaveTypeId;
    available: number;
    held: number;
    granted: number;
    grants: { seconds: number; expiresOn: string | null }[];
  }>(
    `select member_id, type_id, sum(seconds)::bigint available,
            -coalesce(sum(seconds) filter (where kind in ('hold', 'release')), 0)::bigint held,
            coalesce(sum(seconds) filter (where kind = 'grant'), 0)::bigint granted,
            coalesce(jsonb_agg(jsonb_build_object('seconds', seconds, 'expiresOn', expires_on)) filter (where kind = 'grant'), '[]') grants
       from leave_entries where corp_id = $1 and member_id = any($2) group by member_id, type_id order by member_id, type_id`,
    [work.corpId, memberIds],
  );
  const out = new Map<MemberId, Balance[]>();
  for (const r of rows) {
    const [next] = remainders(r.grants, r.granted - r.available);
    const expiring = next?.expiresOn ? { seconds: next.seconds, on: next.expiresOn } : null;
    const { type_id: typeId, available, held } = r;
    out.set(r.member_id, [...(out.get(r.member_id) ?? []), { typeId, available, held, expiring }]);
  }
  return out;
}
