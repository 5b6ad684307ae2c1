import { attendanceLeave } from '@teahouse/contract/attendance-leave';
import type { OutputOf } from '@teahouse/contract/define';
import type { MemberId, ShiftId, SwapId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { briefsOf, visibleMembers } from '../directory/index.ts';
import { dayNotClosed } from './closed-months.ts';
import { writeCells } from './roster.ts';

type Swap = OutputOf<typeof attendanceLeave.askSwap>;
interface Row {
  id: SwapId;
  asker_id: MemberId;
  asker_day: string;
  other_id: MemberId;
  other_day: string;
  state: Swap['state'];
  created_at: Date;
}

export const listSwaps = implement(attendanceLeave.listSwaps, async (work) => {
  const rows = await work.sql<Row>(
    `select * from shift_swaps where corp_id = $1 and (asker_id = $2 or other_id = $2) order by created_at desc limit 50`,
    [work.corpId, actingMember(work)],
  );
  return { swaps: await present(work, rows) };
});

export const askSwap = implement(attendanceLeave.askSwap, async (work, { day, otherId, otherDay }) => {
  const me = actingMember(work);
  if (otherId === me || (await visibleMembers(work, [otherId])).length === 0)
    fail('attendance.unknown_member');
  await dayNotClosed(work, day < otherDay ? day : otherDay);
  await exchanged(work, { asker_id: me, asker_day: day, other_id: otherId, other_day: otherDay });
  const rows = await work.sql<Row>(
    `insert into shift_swaps (id, asker_id, asker_day, other_id, other_day, state, created_at)
     values ($1, $2, $3, $4, $5, 'asked', $6) returning *`,
    [newId('swp'), me, day, otherId, otherDay, work.now],
  );
  return (await present(work, rows))[0]!;
});

/** Both agree, or nothing changes. The cells are exchanged as they stand when the second one agrees. */
export const answerSwap = implement(attendanceLeave.answerSwap, async (work, { swapId, agree }) => {
  const me = actingMember(work);
  const [row] = await work.sql<Row>(
    `select * from shift_swaps where corp_id = $1 and id = $2 and state = 'asked' and (other_id = $3 or asker_id = $3) for update`,
    [work.corpId, swapId, me],
  );
  // Whoever asked can only let go of it.
  if (!row || (agree && row.other_id !== me)) return fail('attendance.swap_not_found');
  if (agree) await writeCells(work, await exchanged(work, row));
  const state = agree ? 'agreed' : row.other_id === me ? 'refused' : 'withdrawn';
  const rows = await work.sql<Row>(
    'update shift_swaps set state = $3 where corp_id = $1 and id = $2 returning *',
    [work.corpId, swapId, state],
  );
  if (agree) await work.audit({ action: 'attendance.shifts_swapped', object: swapId });
  return (await present(work, rows))[0]!;
});

type Pair = Pick<Row, 'asker_id' | 'asker_day' | 'other_id' | 'other_day'>;

/** The cells after the exchange: each takes over what the other had, on the day it was for. */
async function exchanged(work: Work, s: Pair) {
  const cells = await cellsOf(work, [s]);
  const [mine, theirs] = [
    cells.get(`${s.asker_id} ${s.asker_day}`),
    cells.get(`${s.other_id} ${s.other_day}`),
  ];
  if (mine === undefined || theirs === undefined || (mine === null && theirs === null))
    return fail('attendance.nothing_to_swap');
  if (s.asker_day === s.other_day)
    return [
      { memberId: s.asker_id, day: s.asker_day, shiftId: theirs },
      { memberId: s.other_id, day: s.other_day, shiftId: mine },
    ];
  // On different days each works the other's day and is free on their own.
  const free = new Map(await cellsOf(work, [{ ...s, asker_day: s.other_day, other_day: s.asker_day }]));
  if (free.get(`${s.asker_id} ${s.other_day}`) || free.get(`${s.other_id} ${s.asker_day}`))
    return fail('attendance.nothing_to_swap');
  return [
    { memberId: s.asker_id, day: s.asker_day, shiftId: null },
    { memberId: s.asker_id, day: s.other_day, shiftId: theirs },
    { memberId: s.other_id, day: s.other_day, shiftId: null },
    { memberId: s.other_id, day: s.asker_day, shiftId: mine },
  ];
}

async function cellsOf(work: Work, pairs: readonly Pair[]): Promise<Map<string, ShiftId | null>> {
  const rows = await work.sql<{ member_id: string; day: string; shift_id: ShiftId | null }>(
    `select c.member_id, c.day, c.shift_id from roster_cells c
       join unnest($2::text[], $3::text[]) u (m, d) on u.m = c.member_id and u.d = c.day where c.corp_id = $1`,
    [
      work.corpId,
      pairs.flatMap((p) => [p.asker_id, p.other_id]),
      pairs.flatMap((p) => [p.asker_day, p.other_day]),
    ],
  );
  return new Map(rows.map((r) => [`${r.member_id} ${r.day}`, r.shift_id]));
}

async function present(work: Work, rows: readonly Row[]): Promise<Swap[]> {
  const briefs = new Map(
    (
      await briefsOf(
        work,
        rows.flatMap((r) => [r.asker_id, r.other_id]),
      )
    ).map((b) => [b.id, b]),
  );
  const cells = await cellsOf(work, rows);
  return rows.flatMap((r) => {
    const asker = briefs.get(r.asker_id);
    const other = briefs.get(r.other_id);
    if (!asker || !other) return [];
    return [
      {
        id: r.id,
        asker,
        askerDay: r.asker_day,
        other,
        otherDay: r.other_day,
        state: r.state,
        askerShift: cells.get(`${r.asker_id} ${r.asker_day}`) ?? null,
        otherShift: cells.get(`${r.other_id} ${r.other_day}`) ?? null,
        at: r.created_at.toISOString(),
      },
    ];
  });
}
