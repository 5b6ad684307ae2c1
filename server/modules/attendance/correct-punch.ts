import type { Punch } from '@teahouse/contract/attendance-shapes';
import { attendanceLeave } from '@teahouse/contract/attendance-leave';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId, uuidOf } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';
import { recordChanged } from './record-changed.ts';
import { addDays, dayAt, daysOfMonth, epochOf } from './algebra/zone.ts';
import { mustAdminister } from './attendance.access.ts';
import { dayNow } from './today.ts';
import { punchesOf, toPunch } from './punch-rows.ts';

export interface Correction {
  /** what it rests on, an approval say: one punch each */
  ref: string;
  memberId: MemberId;
  at: Date;
  note: string;
}

/** Whether somebody may still correct a punch of theirs at this time: within the window and the number their rule allows. */
export async function mayCorrect(work: Work, memberId: MemberId, at: Date): Promise<void> {
  const { config } = await dayNow(work, memberId);
  const zone = config?.zone ?? (await corpZone(work));
  const today = dayAt(work.now.getTime() / 1_000, zone);
  const day = dayAt(at.getTime() / 1_000, zone);
  if (at > work.now || day < addDays(today, -(config?.corrections.withinDays ?? 31)))
    fail('attendance.correction_too_late');
  const most = config?.corrections.perMonth;
  if (most === null || most === undefined) return;
  const { from, to } = daysOfMonth(day.slice(0, 7));
  const instant = (d: string) => new Date(epochOf(d, 0, zone) * 1_000);
  const month = (await punchesOf(work, [memberId], instant(from), instant(addDays(to, 1)))).get(memberId);
  if ((month ?? []).filter((p) => p.kind === 'correction').length >= most)
    fail('attendance.too_many_corrections');
}

/** Puts the missing punch in place, marked as a correction and with what it rests on. A repeat changes nothing. */
export async function correctPunch(work: Work, { ref, memberId, at, note }: Correction): Promise<Punch> {
  await work.sql(
    `insert into punches (id, member_id, cid, at, kind, grade, note, ref) values ($1, $2, $3, $4, 'correction', 0, $5, $6)
     on conflict (corp_id, member_id, cid) do nothing`,
    [newId('pun'), memberId, uuidOf(`${memberId} ${ref}`), at, note, ref],
  );
  await recordChanged(work, memberId, at, at);
  const around = await punchesOf(work, [memberId], at, new Date(at.getTime() + 1));
  const mine = around.get(memberId)?.find((p) => p.kind === 'correction');
  return mine ? toPunch(mine) : fail('common.not_found');
}

/** Takes a correction back, when what it rests on was revoked. */
export async function removeCorrection(work: Work, ref: string): Promise<void> {
  const rows = await work.sql<{ member_id: MemberId; at: Date }>(
    `delete from punches where corp_id = $1 and ref = $2 and kind = 'correction' returning member_id, at`,
    [work.corpId, ref],
  );
  for (const { member_id, at } of rows) await recordChanged(work, member_id, at, at);
}

export const recordCorrection = implement(
  attendanceLeave.recordCorrection,
  async (work, { cid, memberId, at, note }) => {
    await mustAdminister(work, [memberId]);
    const ref = `admin:${cid}`;
    const [known] = await work.sql('select id from punches where corp_id = $1 and ref = $2', [
      work.corpId,
      ref,
    ]);
    if (!known) await mayCorrect(work, memberId, new Date(at));
    const punch = await correctPunch(work, { ref, memberId, at: new Date(at), note });
    if (!known)
      await work.audit({ action: 'attendance.punch_corrected', object: memberId, detail: { at, note } });
    return punch;
  },
);
