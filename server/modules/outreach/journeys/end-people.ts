import type { Reason } from '@teahouse/contract/outreach';
import type { CustomerId, JourneyId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import type { JourneyEnd } from './who-left.ts';

/** These people hear no more of the journey: every step to come is in the ledger with that one reason. */
export async function endPeople(
  work: Work,
  id: JourneyId,
  left: ReadonlyMap<CustomerId, JourneyEnd>,
): Promise<void> {
  if (left.size === 0) return;
  const personIds = [...left.keys()];
  await closeSteps(work, id, personIds, 'journey_left');
  await work.sql(
    `update journey_people p set ended = u.why, ended_at = $3, next_at = null
       from unnest($4::text[], $5::text[]) u (p, why) where p.corp_id = $1 and p.journey_id = $2 and p.person_id = u.p and p.ended is null`,
    [work.corpId, id, work.now, personIds, [...left.values()]],
  );
}

/** Everybody who is under way hears no more. */
export async function endEverybody(work: Work, id: JourneyId): Promise<void> {
  await closeSteps(work, id, null, 'stopped');
  await work.sql(
    `update journey_people set ended = 'stopped', ended_at = $3, next_at = null where corp_id = $1 and journey_id = $2 and ended is null`,
    [work.corpId, id, work.now],
  );
}

async function closeSteps(
  work: Work,
  id: JourneyId,
  personIds: readonly CustomerId[] | null,
  reason: Reason,
): Promise<void> {
  await work.sql(
    `insert into broadcast_people (corp_id, broadcast_id, person_id, customer_id, member_id, chat_id, arm, state, reason, shadow, ended_at)
     select $1, b.id, p.person_id, p.customer_id, p.member_id, p.chat_id, p.arm, 'done',
            case p.arm when 'hold' then 'held_out' else $4 end, case p.arm when 'hold' then $4 end, $5
       from journey_people p
       join broadcasts b on b.corp_id = $1 and b.journey_id = p.journey_id and b.journey_version = p.version and b.journey_step >= p.next_step
      where p.corp_id = $1 and p.journey_id = $2 and p.ended is null and ($3::text[] is null or p.person_id = any($3))
     on conflict do nothing`,
    [work.corpId, id, personIds, reason, work.now],
  );
}
