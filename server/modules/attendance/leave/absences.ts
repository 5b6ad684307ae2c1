// Leave, trips, errands and overtime as they are asked for, granted, let go of and taken back. Whoever decides calls these in the
// transaction of the decision: the absence, the ledger and the results stand or fall together.
import type { Absence } from '@teahouse/contract/attendance-leave';
import type { AbsenceId, LeaveTypeId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';
import { recordChanged } from '../record-changed.ts';
import { dayAt } from '../algebra/zone.ts';
import { costOf, leaveSlices } from './leave-cost.ts';
import { leaveType, openTypes } from './leave-types.ts';
import { balancesOf, holdBalances, writeEntries } from './ledger.ts';

export interface AbsenceWish {
  /** what it rests on, an approval say: one absence each */
  ref: string;
  memberId: MemberId;
  kind: Absence['kind'];
  /** for leave */
  typeId?: LeaveTypeId | undefined;
  from: Date;
  to: Date;
  note?: string | undefined;
}
interface Row {
  id: AbsenceId;
  member_id: MemberId;
  kind: Absence['kind'];
  type_id: LeaveTypeId | null;
  starts_at: Date;
  ends_at: Date;
  state: Absence['state'];
  cost_sec: number;
  note: string;
  ref: string;
}
const COLUMNS = 'id, member_id, kind, type_id, starts_at, ends_at, state, cost_sec, note, ref';
const YEAR_MS = 366 * 86_400_000;

export const toAbsence = (r: Row): Absence => ({
  id: r.id,
  kind: r.kind,
  typeId: r.type_id,
  from: r.starts_at.toISOString(),
  to: r.ends_at.toISOString(),
  state: r.state,
  costSec: r.cost_sec,
  note: r.note,
});

/** When something is asked for: checks it, and holds what it will take from the balance. */
export async function askAbsence(work: Work, wish: AbsenceWish): Promise<Absence> {
  return toAbsence(await enter(work, wish, 'asked'));
}

/** When it is granted, whether it was asked for before or not. What was held is taken. A repeat changes nothing. */
export async function grantAbsence(work: Work, wish: AbsenceWish): Promise<Absence> {
  const row = await enter(work, wish, 'granted');
  if (row.state === 'granted') return toAbsence(row);
  await work.sql(`update absences set state = 'granted' where corp_id = $1 and id = $2`, [
    work.corpId,
    row.id,
  ]);
  if (row.type_id && row.cost_sec > 0)
    await writeEntries(work, [
      { ...taking(row), kind: 'release', seconds: row.cost_sec },
      { ...taking(row), kind: 'consume', seconds: -row.cost_sec },
    ]);
  await recordChanged(work, row.member_id, row.starts_at, row.ends_at);
  return toAbsence({ ...row, state: 'granted' });
}

/**
 * When it is refused, withdrawn, or taken back after it was granted: the balance gets exactly back what it gave. Nothing happens
 * where nothing rests on `ref`.
 */
export async function endAbsence(work: Work, ref: string): Promise<boolean> {
  const row = await byRef(work, ref);
  if (!row) return false;
  await holdBalances(work, row.member_id);
  await work.sql('delete from absences where corp_id = $1 and id = $2', [work.corpId, row.id]);
  if (row.type_id && row.cost_sec > 0)
    await writeEntries(work, [
      { ...taking(row), kind: row.state === 'granted' ? 'restore' : 'release', seconds: row.cost_sec },
    ]);
  if (row.state === 'granted') await recordChanged(work, row.member_id, row.starts_at, row.ends_at);
  return true;
}

export async function absenceById(work: Work, id: AbsenceId): Promise<{ ref: string; memberId: MemberId }> {
  const [row] = await work.sql<{ ref: string; memberId: MemberId }>(
    'select ref, member_id "memberId" from absences where corp_id = $1 and id = $2',
    [work.corpId, id],
  );
  return row ?? fail('attendance.absence_not_found');
}

/** What was granted to or asked by somebody and ends after `from`. */
export async function absencesAfter(work: Work, memberId: MemberId, from: Date): Promise<Absence[]> {
  const rows = await work.sql<Row>(
    `select ${COLUMNS} from absences where corp_id = $1 and member_id = $2 and ends_at > $3 order by starts_at, id limit 200`,
    [work.corpId, memberId, from],
  );
  return rows.map(toAbsence);
}

async function byRef(work: Work, ref: string): Promise<Row | undefined> {
  const [row] = await work.sql<Row>(
    `select ${COLUMNS} from absences where corp_id = $1 and ref = $2 for update`,
    [work.corpId, ref],
  );
  return row;
}

/** The ledger rests on the absence, not on what that rests on: something returned and asked for again is a new one. */
const taking = (r: Row) => ({ memberId: r.member_id, typeId: r.type_id!, ref: r.id });

/** The row behind a wish: the one that rests on its `ref`, or a new one, which takes or holds what it costs. */
async function enter(work: Work, wish: AbsenceWish, state: Absence['state']): Promise<Row> {
  const { memberId, from, to, kind, ref } = wish;
  await holdBalances(work, memberId);
  const known = await byRef(work, ref);
  if (known) return known;
  if (to <= from || to.getTime() - from.getTime() > YEAR_MS) fail('attendance.bad_span');
  const type =
    kind === 'leave'
      ? await leaveType(work, wish.typeId ?? fail('attendance.leave_type_not_found'))
      : undefined;
  // No second is both leave and a trip. Overtime lies outside of working time and meets neither.
  const [other] = await work.sql(
    `select id from absences where corp_id = $1 and member_id = $2 and starts_at < $4 and ends_at > $3 and (kind = 'overtime') = $5 limit 1`,
    [work.corpId, memberId, from, to, kind === 'overtime'],
  );
  if (other) fail('attendance.absence_overlaps');
  // An administrator may write down what a form would not offer.
  if (type && state === 'asked' && !(await openTypes(work, memberId)).has(type.id))
    fail('attendance.leave_type_not_found');
  const slices = type ? await leaveSlices(work, memberId, type, from, to) : null;
  const owed = type?.balanced && slices ? costOf(slices) : 0;
  if (type && owed > 0) {
    const balance = (await balancesOf(work, [memberId])).get(memberId)?.find((b) => b.typeId === type.id);
    if (!type.debt && (balance?.available ?? 0) < owed) fail('attendance.no_balance');
  }
  const [row] = await work.sql<Row>(
    `insert into absences (id, member_id, kind, type_id, starts_at, ends_at, ref, note, state, cost_sec, slices, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${COLUMNS}`,
    [
      newId('abs'),
      memberId,
      kind,
      type?.id ?? null,
      from,
      to,
      ref,
      wish.note ?? '',
      state,
      owed,
      slices && JSON.stringify(slices),
      work.now,
    ],
  );
  if (type && owed > 0) {
    const note = `${dayAt(from.getTime() / 1_000, await corpZone(work))} ${wish.note ?? ''}`.trim();
    const entry = { ...taking(row!), seconds: -owed, note };
    await writeEntries(work, [{ ...entry, kind: state === 'granted' ? 'consume' : 'hold' }]);
  }
  if (state === 'granted') await recordChanged(work, memberId, from, to);
  return row!;
}
