import type { Caps } from '@teahouse/contract/outreach';
import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { type Standing, standingOf } from '../../customers/index.ts';
import { corpZone } from '../../directory/index.ts';
import type { Addressee, Channel } from '../channels/channel.ts';
import { withinCaps } from '../fatigue/cap.ts';
import { drawnCaps } from '../experiments/drawn-caps.ts';
import type { Facts } from './chain.ts';
import { quietUntil } from './quiet-hours.ts';

/** the longest window of a cap */
const LONGEST_MS = 30 * 86_400_000;

export interface Known {
  standing: Standing;
  /** marketing touches, as far back as any cap counts */
  touched: Date[];
  facts: Omit<Facts, 'heldOut' | 'confirmed' | 'contentFit'>;
}

/** What the chain needs to know about these people, as it stands in this transaction. Whoever is gone has no entry. */
export async function gatherFacts(
  work: Work,
  people: readonly Addressee[],
  {
    channel,
    caps,
    standing,
    keepDraws = false,
  }: { channel: Channel; caps: Caps; standing?: Map<CustomerId, Standing>; keepDraws?: boolean },
): Promise<Map<CustomerId, Known>> {
  const standings = standing ?? (await standingOf(work, people));
  const touched = await touchesOf(work, [...standings.values()]);
  const rules = await channel.rules(work, people);
  const ours = await corpZone(work);
  const drawn = await drawnCaps(work, [...standings.values()], keepDraws);
  const known = new Map<CustomerId, Known>();
  for (const person of people) {
    const now = standings.get(person.customerId);
    if (!now) continue;
    const rule = rules.get(person.personId);
    const mine = now.same.flatMap((id) => touched.get(id) ?? []);
    known.set(person.customerId, {
      standing: now,
      touched: mine,
      facts: {
        consent: now.following && (!caps.askConsent || now.saidSo),
        optedOut: !now.marketing,
        muted: now.muted,
        withinCaps: channel.passive || withinCaps(mine, work.now, drawn.get(now.customerId) ?? caps).allowed,
        quietUntil: channel.passive ? undefined : quietUntil(work.now, now.zone ?? ours, caps),
        windowOpen: rule?.windowOpen ?? false,
        counterFree: rule?.counterFree ?? false,
      },
    });
  }
  return known;
}

/** When each of these people was touched, as far back as any cap counts. */
async function touchesOf(work: Work, people: readonly Standing[]): Promise<Map<CustomerId, Date[]>> {
  const rows = await work.sql<{ id: CustomerId; at: Date[] }>(
    'select customer_id id, array_agg(at) at from touches where corp_id = $1 and customer_id = any($2) and at > $3 group by 1',
    [work.corpId, people.flatMap((p) => p.same), new Date(work.now.getTime() - LONGEST_MS)],
  );
  return new Map(rows.map((r) => [r.id, r.at]));
}

/** Holds everybody who is one of these people until the work is done, in one order for all, so that no two count the same touches. */
export async function holdPersons(work: Work, personIds: readonly string[]): Promise<void> {
  await work.sql(
    `select pg_advisory_xact_lock(k) from (select distinct hashtextextended($1 || ' touch ' || p, 0) k from unnest($2::text[]) p order by 1) x`,
    [work.corpId, personIds],
  );
}
