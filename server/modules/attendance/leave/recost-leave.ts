// Leave ahead costs what the schedule says until its day has come: a changed roster, rule or calendar changes it, as a row of its own.
import { AbsenceId, type LeaveTypeId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { uuidOf } from '../../../kernel/ids.ts';
import { job } from '../../../kernel/jobs.ts';
import { system, type Work } from '../../../kernel/work.ts';
import { corpZone, reachOf } from '../../directory/index.ts';
import { cardToMember } from '../../messaging/index.ts';
import { dayAt } from '../algebra/zone.ts';
import { costOf, leaveSlices, reslice, type Slice } from './leave-cost.ts';
import { leaveType } from './leave-types.ts';
import { balancesOf, holdBalances, writeEntries } from './ledger.ts';

const AT_ONCE = 200;
const SPEAKER = 'attendance';
const words = {
  zh: {
    speaker: '考勤',
    open: '查看假期',
    title: '请假用时已按新排班重算',
    text: (name: string, day: string, hours: string, more: boolean) =>
      `${day} 起的${name}：${more ? '多扣' : '退回'} ${hours} 小时`,
  },
  en: {
    speaker: 'Attendance',
    open: 'See my leave',
    title: 'A leave was counted anew by the new schedule',
    text: (name: string, day: string, hours: string, more: boolean) =>
      `${name} from ${day}: ${hours} hours ${more ? 'more are taken' : 'are given back'}`,
  },
};

interface Row {
  id: AbsenceId;
  memberId: MemberId;
  typeId: LeaveTypeId;
  from: Date;
  to: Date;
  state: 'asked' | 'granted';
  cost: number;
  slices: Slice[] | null;
}

/** Has the leave ahead of these people counted anew, or of everybody; within the work that changed a schedule. */
export async function scheduleChanged(work: Work, memberIds: readonly MemberId[] | null): Promise<void> {
  await work.enqueue(recostLeave, { memberIds: memberIds && [...memberIds], after: '' });
}

/** Page by page. Four times a day for everybody: whoever changed departments follows another rule without anybody having written one. */
export const recostLeave = job(
  'attendance.recost_leave',
  z.object({
    memberIds: z.array(MemberId).nullable().default(null),
    after: z.union([AbsenceId, z.literal('')]).default(''),
  }),
  { tries: 5, everyMs: 21_600_000 },
  async (shift, { memberIds, after }) => {
    const ids = await shift.work(async (work) => {
      const rows = await work.sql<{ id: AbsenceId }>(
        `select id from absences where corp_id = $1 and kind = 'leave' and ends_at > $2 and ($3::text[] is null or member_id = any($3)) and id > $4
          order by id limit ${AT_ONCE}`,
        [work.corpId, work.now, memberIds, after],
      );
      return rows.map((r) => r.id);
    }, system);
    for (const id of ids) await shift.work((work) => recost(work, id), system);
    const last = ids.at(-1);
    if (ids.length === AT_ONCE && last)
      await shift.work((work) => work.enqueue(recostLeave, { memberIds, after: last }), system);
  },
);

async function recost(work: Work, id: AbsenceId): Promise<void> {
  const [seen] = await work.sql<{ memberId: MemberId }>(
    'select member_id "memberId" from absences where corp_id = $1 and id = $2',
    [work.corpId, id],
  );
  if (!seen) return;
  await holdBalances(work, seen.memberId);
  const [row] = await work.sql<Row>(
    `select id, member_id "memberId", type_id "typeId", starts_at "from", ends_at "to", state, cost_sec cost, slices
       from absences where corp_id = $1 and id = $2 and kind = 'leave' for update`,
    [work.corpId, id],
  );
  const type = row && (await leaveType(work, row.typeId));
  if (!row || !type?.balanced) return;
  const today = dayAt(work.now.getTime() / 1_000, await corpZone(work));
  const fresh = await leaveSlices(work, row.memberId, type, row.from, row.to);
  const slices = reslice(row.slices, fresh, today);
  const wanted = costOf(slices) - row.cost;
  const more = wanted > 0 && !type.debt ? Math.min(wanted, await left(work, row)) : wanted;
  await work.sql('update absences set slices = $3, cost_sec = cost_sec + $4 where corp_id = $1 and id = $2', [
    work.corpId,
    id,
    JSON.stringify(slices),
    more,
  ]);
  if (more === 0) return;
  const ref = await nextRef(work, row);
  const kind = row.state === 'granted' ? 'adjust' : more > 0 ? 'hold' : 'release';
  const note = dayAt(row.from.getTime() / 1_000, await corpZone(work));
  await writeEntries(work, [{ memberId: row.memberId, typeId: row.typeId, kind, seconds: -more, ref, note }]);
  await work.enqueue(tellRecost, { memberId: row.memberId, name: type.name, day: note, seconds: more, ref });
}

/** What the balance still has: nobody owes what the kind of leave does not let them owe. */
async function left(work: Work, { memberId, typeId }: Row): Promise<number> {
  const balances = (await balancesOf(work, [memberId])).get(memberId) ?? [];
  return Math.max(0, balances.find((b) => b.typeId === typeId)?.available ?? 0);
}

/** Each counting anew is a row of its own, and resting on the leave it goes by its name. */
async function nextRef(work: Work, { id, memberId }: Row): Promise<string> {
  const [row] = await work.sql<{ n: number }>(
    'select count(*)::int n from leave_entries where corp_id = $1 and member_id = $2 and starts_with(ref, $3)',
    [work.corpId, memberId, `${id}:`],
  );
  return `${id}:${(row?.n ?? 0) + 1}`;
}

/** Whoever's leave it is hears what it takes now. */
export const tellRecost = job(
  'attendance.tell_recost',
  z.object({ memberId: MemberId, name: z.string(), day: z.string(), seconds: z.number(), ref: z.string() }),
  {},
  async (shift, { memberId, name, day, seconds, ref }) => {
    const reach = await shift.work((work) => reachOf(work, [memberId]), system);
    const locale = reach.get(memberId)?.locale;
    if (!locale) return;
    const my = words[locale];
    const hours = String(Math.round(Math.abs(seconds) / 360) / 10);
    const b = {
      title: my.title,
      text: my.text(name, day, hours, seconds > 0),
      page: '/attendance/leave',
      button: my.open,
    };
    await cardToMember(shift, { id: SPEAKER, name: my.speaker }, memberId, {
      cid: uuidOf(`recost ${ref}`),
      b,
    });
  },
);
