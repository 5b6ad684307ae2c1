// Punches that programs report: gates, terminals, other systems. They carry the program's name, and prove no more than a person's word.
import type { FileId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId, uuidOf } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { attachFiles } from '../../files/index.ts';
import { recordChanged } from '../record-changed.ts';
import { dayNow } from '../today.ts';
import { correctPunch, mayCorrect } from '../correct-punch.ts';

export interface ReportedPunch {
  memberId: MemberId;
  at: Date;
  /** where, in the program's words */
  place: string;
  note: string;
  photos: readonly FileId[];
  /** degrees; kept where the person's rule keeps positions */
  position: { lat: number; lng: number } | null;
}

/** Writes a punch down as a program reports it; the same again writes nothing. Fails with attendance.bad_span for times to come. */
export async function punchForProgram(work: Work, programId: string, punch: ReportedPunch): Promise<void> {
  const { memberId, at, place, note, photos, position } = punch;
  if (at > work.now) fail('attendance.bad_span');
  const { config } = await dayNow(work, memberId);
  const keep = config?.keepLocation === true ? position : null;
  const id = newId('pun');
  const [written] = await work.sql(
    `insert into punches (corp_id, member_id, id, cid, at, kind, grade, place_name, note, photos, lat, lng, ref)
     values ($1, $2, $3, $4, $5, 'punch', 0, $6, $7, $8, $9, $10, $11) on conflict do nothing returning id`,
    [
      work.corpId,
      memberId,
      id,
      uuidOf(`${programId} ${memberId} ${at.toISOString()}`),
      at,
      place,
      note,
      photos,
      keep?.lat ?? null,
      keep?.lng ?? null,
      `app:${programId}`,
    ],
  );
  if (!written) return;
  await attachFiles(work, photos, { kind: 'punch', id });
  await recordChanged(work, memberId, at, at);
  await work.audit({
    action: 'attendance.punch_reported',
    object: memberId,
    detail: { at: at.toISOString() },
  });
}

/** Puts a missing punch in place for a program, within what the person's rule allows. */
export async function correctForProgram(
  work: Work,
  programId: string,
  { memberId, at, note }: { memberId: MemberId; at: Date; note: string },
): Promise<void> {
  const ref = `app:${programId}:${at.toISOString()}`;
  const [known] = await work.sql(
    'select id from punches where corp_id = $1 and member_id = $2 and ref = $3',
    [work.corpId, memberId, ref],
  );
  if (known) return;
  await mayCorrect(work, memberId, at);
  await correctPunch(work, { ref, memberId, at, note });
  await work.audit({
    action: 'attendance.punch_corrected',
    object: memberId,
    detail: { at: at.toISOString(), note },
  });
}
