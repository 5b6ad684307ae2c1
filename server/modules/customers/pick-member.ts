import type { DutyHours } from '@teahouse/contract/contact-codes';
import type { ContactCodeId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';

interface Server {
  member_id: MemberId;
  hours: DutyHours[] | null;
  daily_cap: number | null;
  day: string | null;
  today: number;
  load: number;
}

/**
 * Who gets the next customer of a code; undefined where nobody active serves it. The caller holds the code's row, so turns stay fair
 * under any crowd. Those on duty and below their daily cap come first; when there is none, the customer is still not turned away.
 */
export async function pickMember(
  work: Work,
  code: { id: ContactCodeId; how: 'turn' | 'load' },
): Promise<MemberId | undefined> {
  const zone = await corpZone(work);
  const now = localTime(work.now, zone);
  const line = await work.sql<Server>(
    `select x.member_id, x.hours, x.daily_cap, to_char(x.day, 'YYYY-MM-DD') as day, x.today,
            (case when $3 = 'load' then (select count(*) from customer_follows f
               where f.corp_id = $1 and f.member_id = x.member_id and f.state <> 'refused') else 0 end)::int load
       from contact_code_members x join members m on m.corp_id = $1 and m.id = x.member_id and m.status = 'active'
      where x.corp_id = $1 and x.code_id = $2 order by load, x.last_turn, x.member_id`,
    [work.corpId, code.id, code.how],
  );
  const free = line.filter((s) => s.daily_cap === null || s.day !== now.day || s.today < s.daily_cap);
  const chosen = free.find((s) => onDuty(s.hours, now)) ?? free[0] ?? line[0];
  if (!chosen) return undefined;
  await work.sql(
    `with turn as (update contact_codes set turns = turns + 1, customers = customers + 1 where corp_id = $1 and id = $2 returning turns)
     update contact_code_members set last_turn = (select turns from turn), day = $4::date,
            today = case when day = $4::date then today + 1 else 1 end
      where corp_id = $1 and code_id = $2 and member_id = $3`,
    [work.corpId, code.id, chosen.member_id, now.day],
  );
  return chosen.member_id;
}

interface LocalTime {
  /** YYYY-MM-DD */
  day: string;
  /** 1 (Monday) to 7 */
  weekday: number;
  /** HH:MM */
  clock: string;
}

function localTime(now: Date, zone: string): LocalTime {
  const part = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(now)
      .map((p) => [p.type, p.value]),
  );
  const day = `${part['year']}-${part['month']}-${part['day']}`;
  return {
    day,
    weekday: new Date(`${day}T00:00:00Z`).getUTCDay() || 7,
    clock: `${part['hour']}:${part['minute']}`,
  };
}

/** `to` is the first minute off duty; hours past midnight belong to the day they began. */
function onDuty(hours: DutyHours[] | null, { weekday, clock }: LocalTime): boolean {
  if (!hours) return true;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return hours.some(({ days, from, to }) =>
    from < to
      ? days.includes(weekday) && from <= clock && clock < to
      : (days.includes(weekday) && from <= clock) || (days.includes(yesterday) && clock < to),
  );
}
