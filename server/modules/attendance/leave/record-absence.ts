import { attendanceLeave } from '@teahouse/contract/attendance-leave';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { mustAdminister } from '../attendance.access.ts';
import { absenceById, endAbsence, grantAbsence } from './absences.ts';

/** What was granted by word of mouth or on paper, written down by an administrator. */
export const recordAbsence = implement(
  attendanceLeave.recordAbsence,
  async (work, { memberId, kind, typeId, from, to, note }) => {
    await mustAdminister(work, [memberId]);
    const absence = await grantAbsence(work, {
      ref: `admin:${newId('abs')}`,
      memberId,
      kind,
      typeId,
      from: new Date(from),
      to: new Date(to),
      note,
    });
    await work.audit({
      action: 'attendance.absence_recorded',
      object: memberId,
      detail: { kind, from, to, absence: absence.id },
    });
    return absence;
  },
);

export const removeAbsence = implement(attendanceLeave.removeAbsence, async (work, { absenceId }) => {
  const { ref, memberId } = await absenceById(work, absenceId);
  await mustAdminister(work, [memberId]);
  await endAbsence(work, ref);
  await work.audit({
    action: 'attendance.absence_removed',
    object: memberId,
    detail: { absence: absenceId },
  });
  return {};
});
