// Requests on forms, as the ledger and the punches see them. Whoever runs the requests calls these inside the transaction that submits
// or ends one, so that a decision and what follows from it stand or fall together.
import type { LeaveTypeId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';
import { epochOf } from './algebra/zone.ts';
import { correctPunch, mayCorrect, removeCorrection } from './correct-punch.ts';
import { type AbsenceWish, askAbsence, endAbsence, grantAbsence } from './leave/absences.ts';
import { leaveTypes } from './leave/leave-types.ts';

export interface AttendanceRequest {
  kind: 'leave' | 'trip' | 'out' | 'overtime' | 'correction';
  /** the request: one thing rests on it */
  ref: string;
  memberId: MemberId;
  /** the values of its form by control */
  form: Readonly<Record<string, unknown>>;
}

/** Wall time of the company, or a whole day from its midnight on. */
const wall = z.string().regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/);
const Span = z.object({ start: wall, end: wall });
const Leave = Span.extend({ type: z.string() });
const Punch = z.object({ day: z.iso.date(), time: z.string().regex(/^\d\d:\d\d$/) });

/** When a request is submitted, or again after it was returned: holds what it will take. Its failure stops the submission. */
export async function requestAsked(work: Work, request: AttendanceRequest): Promise<void> {
  if (request.kind === 'correction')
    return await mayCorrect(work, request.memberId, await punchAt(work, request));
  await endAbsence(work, request.ref);
  await askAbsence(work, await wishOf(work, request));
}

/** When a request has ended. Only an approval grants; everything else gives back what was held or taken. */
export async function requestEnded(
  work: Work,
  request: AttendanceRequest,
  outcome: 'approved' | 'rejected' | 'withdrawn' | 'terminated' | 'revoked',
): Promise<void> {
  const { kind, ref, memberId } = request;
  if (kind === 'correction') {
    if (outcome === 'revoked') await removeCorrection(work, ref);
    if (outcome === 'approved')
      await correctPunch(work, { ref, memberId, at: await punchAt(work, request), note: noteOf(request) });
  } else if (outcome === 'approved') await grantAbsence(work, await wishOf(work, request));
  else await endAbsence(work, ref);
}

async function wishOf(work: Work, request: AttendanceRequest): Promise<AbsenceWish> {
  const { kind, ref, memberId, form } = request;
  if (kind === 'correction') return fail('common.internal', 'a correction is no absence');
  const leave = kind === 'leave' ? valueOf(Leave, form) : undefined;
  const { start, end } = leave ?? valueOf(Span, form);
  const zone = await corpZone(work);
  const [from, to] = [instantOf(start, zone), instantOf(end, zone)];
  const typeId = leave && (await typeNamed(work, leave.type));
  return { ref, memberId, kind, typeId, from, to, note: noteOf(request) };
}

/** The kind of leave a form names: by the key of the usual ones, or by the id of one the company made. */
async function typeNamed(work: Work, named: string): Promise<LeaveTypeId> {
  const [row] = await work.sql<{ id: LeaveTypeId }>(
    'select id from leave_types where corp_id = $1 and (id = $2 or key = $2) and removed_at is null',
    [work.corpId, named],
  );
  if (row) return row.id;
  // Nobody has looked at leave yet: the usual kinds are made now.
  const usual = (await leaveTypes(work)).find((t) => t.key === named);
  return usual?.id ?? fail('attendance.leave_type_not_found');
}

async function punchAt(work: Work, { form }: AttendanceRequest): Promise<Date> {
  const { day, time } = valueOf(Punch, form);
  return instantOf(`${day}T${time}`, await corpZone(work));
}

/** The one value of the form that has this shape, whatever its control is called. */
function valueOf<T>(shape: z.ZodType<T>, form: AttendanceRequest['form']): T {
  for (const value of Object.values(form)) {
    const read = shape.safeParse(value);
    if (read.success) return read.data;
  }
  return fail('attendance.bad_span');
}

const noteOf = ({ form }: AttendanceRequest) =>
  typeof form['reason'] === 'string' ? form['reason'].slice(0, 300) : '';

function instantOf(text: string, zone: string): Date {
  const [day = '', time = '00:00'] = text.split('T');
  const [h = 0, m = 0] = time.split(':').map(Number);
  return new Date(epochOf(day, h * 3_600 + m * 60, zone) * 1_000);
}
