import type { CustomerId, JourneyId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { rootsOfCustomers } from '../../customers/index.ts';
import { corpZone } from '../../directory/index.ts';
import { armOf } from '../lift/assign.ts';
import { JOURNEY, type JourneyRow } from './journey-row.ts';
import { stepTimes } from './step-times.ts';
import { type Matching, whoMatches } from './who-matches.ts';

const AT_ONCE = 2_000;

/**
 * Lets in whoever matches and was never in: each person once, with the arm chance gives them once. Looking at what is so rather than at
 * what happened makes up for any time we were away. Returns how many entered.
 */
export async function enterPeople(work: Work, id: JourneyId): Promise<number> {
  const [journey] = await work.sql<JourneyRow>(
    `select ${JOURNEY} from journeys j where j.corp_id = $1 and j.id = $2 and j.state = 'running' for update of j`,
    [work.corpId, id],
  );
  if (!journey?.plan || !journey.startedAt) return 0;
  const { plan, startedAt } = journey;
  const known = await work.sql<{ id: CustomerId; personId: string }>(
    'select customer_id id, person_id "personId" from journey_people where corp_id = $1 and journey_id = $2',
    [work.corpId, id],
  );
  // Somebody who was merged into another since is inside under both names.
  const roots = await rootsOfCustomers(
    work,
    known.map((k) => k.id),
  );
  const inside = new Set<string>([...known.map((k) => k.personId), ...roots.values()]);
  const matching = (await whoMatches(work, plan, journey.madeBy)).filter(
    (p) => !inside.has(p.personId) && (plan.already || p.anchorAt >= startedAt),
  );
  await write(work, journey, matching);
  return matching.length;
}

/** At the start: whoever has the tag already and is not meant is remembered, so that they do not enter as if it had just been given. */
export async function leaveOutEarlier(work: Work, journey: JourneyRow): Promise<void> {
  const { plan } = journey;
  if (!plan || plan.already || plan.anchor !== 'tagged') return;
  await write(work, journey, await whoMatches(work, plan, journey.madeBy), 'before');
}

async function write(
  work: Work,
  journey: JourneyRow,
  people: readonly Matching[],
  ended: 'before' | null = null,
): Promise<void> {
  const zone = await corpZone(work);
  const steps = journey.plan?.steps ?? [];
  for (let i = 0; i < people.length; i += AT_ONCE) {
    const some = people.slice(i, i + AT_ONCE);
    await work.sql(
      `insert into journey_people (corp_id, journey_id, version, entered_at, ended, ended_at, person_id, customer_id, member_id, chat_id, arm, anchor_at, next_at)
       select $1, $2, $3, $4, $5, case when $5::text is not null then $4::timestamptz end, u.p, u.c, u.m, u.h, u.a, u.t,
              case when $5::text is null then u.d end
         from unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[]) u (p, c, m, h, a, t, d)
       on conflict do nothing`,
      [
        work.corpId,
        journey.id,
        journey.version,
        work.now,
        ended,
        some.map((p) => p.personId),
        some.map((p) => p.customerId),
        some.map((p) => p.memberId),
        some.map((p) => p.chatId),
        some.map(({ personId }) => armOf({ salt: journey.salt, personId, holdOut: journey.holdOut })),
        some.map((p) => p.anchorAt),
        some.map((p) => stepTimes(steps, p.anchorAt, zone)[0] ?? p.anchorAt),
      ],
    );
  }
}
