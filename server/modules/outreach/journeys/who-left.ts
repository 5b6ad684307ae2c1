import type { KeptPlan, journeyEnds } from '@teahouse/contract/journeys';
import type { CustomerId, JourneyId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { standingOf, tagsOfFollows } from '../../customers/index.ts';

export type JourneyEnd = (typeof journeyEnds)[number];

/** Of these people on one version, those who are to hear no more of it, with why; by person. */
export async function whoLeft(
  work: Work,
  { journeyId, version }: { journeyId: JourneyId; version: number },
  personIds: readonly CustomerId[],
): Promise<Map<CustomerId, JourneyEnd>> {
  const [kept] = await work.sql<{ plan: KeptPlan }>(
    'select plan from journey_versions where corp_id = $1 and journey_id = $2 and no = $3',
    [work.corpId, journeyId, version],
  );
  if (!kept) return new Map();
  const { stopOnReply, stopOnUntag, anchor, anchorTagId } = kept.plan;
  const people = await work.sql<{
    personId: CustomerId;
    customerId: CustomerId;
    memberId: `mbr_${string}`;
    replied: boolean;
    ended: JourneyEnd | null;
  }>(
    `select person_id "personId", customer_id "customerId", member_id "memberId", replied_at is not null replied, ended
       from journey_people where corp_id = $1 and journey_id = $2 and person_id = any($3)`,
    [work.corpId, journeyId, personIds],
  );
  const standing = await standingOf(work, people);
  const untags = stopOnUntag && anchor === 'tagged' && anchorTagId !== null;
  const tags = untags ? await tagsOfFollows(work, people) : undefined;
  const left = new Map<CustomerId, JourneyEnd>();
  for (const { personId, customerId, replied, ended } of people) {
    const now = standing.get(customerId);
    if (ended && ended !== 'finished') left.set(personId, ended);
    else if (!now?.following) left.set(personId, 'unfollowed');
    else if (!now.marketing) left.set(personId, 'opted_out');
    else if (stopOnReply && replied) left.set(personId, 'replied');
    else if (tags && anchorTagId && !tags.get(customerId)?.includes(anchorTagId))
      left.set(personId, 'untagged');
  }
  return left;
}
