import { desk } from '@teahouse/contract/desk';
import type { OutputOf } from '@teahouse/contract/define';
import { implement } from '../../../kernel/module.ts';
import type { DeskId, MemberId } from '@teahouse/contract/ids';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { hintDesk } from './hint-desk.ts';
import { feed } from '../programs/feed.ts';
import { type DeskRow, DESK_COLUMNS, holdDesk } from '../desk.access.ts';
import { clockOf } from '../hours/desk-clock.ts';
import { deskStirred } from '../session/assign.ts';
import { fail } from '../../../kernel/fail.ts';

type MyDesk = OutputOf<typeof desk.listMyDesks>['desks'][number];

export const listMyDesks = implement(desk.listMyDesks, async (work) => {
  const rows = await work.sql<
    DeskRow & Pick<MyDesk, 'lead' | 'onDuty' | 'cap' | 'queue' | 'mine' | 'all' | 'colleagues'>
  >(
    `select ${DESK_COLUMNS}, x.lead, x.on_duty "onDuty", x.cap,
            (select count(*) from desk_sessions s where s.corp_id = $1 and s.desk_id = d.id and s.state = 2)::int queue,
            (select count(*) from desk_sessions s where s.corp_id = $1 and s.desk_id = d.id and s.state = 3 and s.member_id = $2)::int mine,
            (select count(*) from desk_sessions s where s.corp_id = $1 and s.desk_id = d.id and s.state <> 4)::int "all",
            (select jsonb_agg(jsonb_build_object('memberId', m.id, 'name', m.name, 'onDuty', y.on_duty, 'skills', y.skills) order by m.name, m.id)
               from desk_members y join members m on m.corp_id = $1 and m.id = y.member_id and m.status = 'active'
              where y.corp_id = $1 and y.desk_id = d.id) colleagues
       from desk_members x join desks d on d.corp_id = $1 and d.id = x.desk_id
      where x.corp_id = $1 and x.member_id = $2 order by d.name, d.id`,
    [work.corpId, actingMember(work)],
  );
  const desks: MyDesk[] = [];
  for (const row of rows) {
    const { id, name, lead, onDuty, cap, skills, queue, mine, all, colleagues } = row;
    const open = (await clockOf(work, row)).open(work.now.getTime());
    desks.push({ id, name, lead, onDuty, cap, open, skills, queue, mine, all, colleagues });
  }
  return { desks };
});

export const setDeskDuty = implement(desk.setDeskDuty, async (work, { deskId, onDuty }) => {
  await holdDesk(work, deskId);
  await setDuty(work, deskId, actingMember(work), onDuty);
  return {};
});

/** On duty or off; programs hear of it where it is a change. The caller holds the desk. */
export async function setDuty(
  work: Work,
  deskId: DeskId,
  memberId: MemberId,
  onDuty: boolean,
): Promise<void> {
  const [was] = await work.sql<{ onDuty: boolean }>(
    'select on_duty "onDuty" from desk_members where corp_id = $1 and desk_id = $2 and member_id = $3',
    [work.corpId, deskId, memberId],
  );
  if (!was) return fail('desk.desk_not_found');
  await work.sql(
    'update desk_members set on_duty = $4 where corp_id = $1 and desk_id = $2 and member_id = $3',
    [work.corpId, deskId, memberId, onDuty],
  );
  await hintDesk(work, deskId);
  if (was.onDuty !== onDuty) await feed(work, { deskId, kind: 'duty', memberId, detail: { onDuty } });
  if (onDuty) await work.emit(deskStirred, { deskId });
}
