import type { Caps, Reason } from '@teahouse/contract/outreach';
import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { standingOf } from '../../customers/index.ts';
import { channelNamed } from '../channels/all.ts';
import type { Addressee } from '../channels/channel.ts';
import { capsOf } from '../caps.ts';
import { BROADCAST, type BroadcastRow } from './broadcast-row.ts';
import { judge, type Verdict } from './chain.ts';
import { contentFits } from './content.ts';
import { whoLeft } from '../journeys/who-left.ts';
import { keptBackOf } from '../programme/kept-back.ts';
import { gatherFacts, holdPersons } from './gather-facts.ts';

const AT_ONCE = 100;

interface Due extends Addressee {
  arm: 'send' | 'hold';
  confirmed: boolean;
  /** where it is not the broadcast's */
  expiresAt: Date | null;
}

interface Fate {
  personId: CustomerId;
  state: 'waiting' | 'asked' | 'claimed' | 'done';
  dueAt: Date | null;
  reason: Reason | null;
  shadow: string | null;
  wouldSendAt: Date | null;
  contaminated: boolean;
  /** the programme keeps them from everything: in no arm of this broadcast */
  keptBack: boolean;
}

/**
 * Takes recipients who are due through the chain and writes what became of each. Whoever passes has their touch claimed in the same
 * transaction, under the person's lock, so that however many broadcasts run at once no cap is exceeded. Returns how many it judged.
 */
export async function decideBatch(work: Work, broadcastId: string): Promise<number> {
  // Shared: stopping waits until those under judgement are written, and nobody is judged after it.
  const [broadcast] = await work.sql<BroadcastRow>(
    `select ${BROADCAST} from broadcasts b where b.corp_id = $1 and b.id = $2 and b.state = 'running' for share`,
    [work.corpId, broadcastId],
  );
  if (!broadcast) return 0;
  const due = await work.sql<Due>(
    `select person_id "personId", customer_id "customerId", member_id "memberId", chat_id "chatId", arm, confirmed_at is not null confirmed,
            expires_at "expiresAt"
       from broadcast_people where corp_id = $1 and broadcast_id = $2 and state in ('waiting', 'asked') and due_at <= $3
      order by due_at, person_id limit ${AT_ONCE} for update skip locked`,
    [work.corpId, broadcastId, work.now],
  );
  if (due.length === 0) return 0;
  const before = await standingOf(work, due);
  await holdPersons(
    work,
    [...before.values()].map((s) => s.personId),
  );
  const caps = await capsOf(work);
  const fates = await fatesOf(work, broadcast, due, caps);
  await writeFates(work, broadcast, due, fates);
  return due.length;
}

async function fatesOf(
  work: Work,
  broadcast: BroadcastRow,
  due: readonly Due[],
  caps: Caps,
): Promise<Fate[]> {
  const channel = channelNamed(broadcast.channel);
  // Asked again now that the persons are held: counts and wishes are those of this moment.
  const known = await gatherFacts(work, due, { channel, caps, keepDraws: true });
  const twins = await mergedSince(
    work,
    broadcast,
    [...known.values()].map((k) => k.standing),
  );
  const mustConfirm = broadcast.confirm || channel.staffConfirms;
  const contentFit = contentFits(broadcast.contents, broadcast.contentHash ?? '', caps.bannedWords);
  const left = await leftJourney(work, broadcast, due);
  const keptBack = await keptBackOf(
    work,
    [...known.values()].filter(({ facts: f }) => f.consent && !f.optedOut && !f.muted).map((k) => k.standing),
  );
  return due.map((person) => {
    const facts = known.get(person.customerId)?.facts;
    const twin = twins.get(person.customerId)?.(person);
    if (!facts) return ended(person, 'no_consent');
    if (twin) return { ...ended(person, twin), contaminated: twin === 'contaminated' };
    const kept = keptBack.has(person.customerId);
    const heldOut = kept || person.arm === 'hold';
    if (left.has(person.personId)) return { ...leftBehind(person), keptBack: kept };
    const expiresAt = person.expiresAt ?? broadcast.expiresAt ?? work.now;
    const verdict = judge(
      { ...facts, heldOut, contentFit, confirmed: heldOut || !mustConfirm || person.confirmed },
      { now: work.now, expiresAt },
    );
    return { ...fateOf(person, verdict, work.now), keptBack: kept };
  });
}

const ended = (person: Due, reason: Reason): Fate => ({
  personId: person.personId,
  state: 'done',
  dueAt: null,
  reason,
  shadow: null,
  wouldSendAt: null,
  contaminated: false,
  keptBack: false,
});

/** Somebody on a journey answered, lost the tag or went since the step was planned. */
const leftBehind = (person: Due): Fate =>
  person.arm === 'hold'
    ? { ...ended(person, 'held_out'), shadow: 'journey_left' }
    : ended(person, 'journey_left');

/** An opt-out and a follow that is over are stages of the chain with reasons of their own. */
async function leftJourney(
  work: Work,
  { journeyId, journeyVersion }: BroadcastRow,
  due: readonly Due[],
): Promise<Set<CustomerId>> {
  if (!journeyId || journeyVersion === null) return new Set();
  const left = await whoLeft(
    work,
    { journeyId, version: journeyVersion },
    due.map((d) => d.personId),
  );
  return new Set([...left].flatMap(([id, why]) => (why === 'replied' || why === 'untagged' ? [id] : [])));
}

function fateOf(person: Due, verdict: Verdict & { shadow?: Verdict }, now: Date): Fate {
  const open = { ...ended(person, 'sent'), reason: null };
  const waits = verdict.shadow?.what === 'wait' ? verdict.shadow : verdict;
  if (waits.what === 'wait')
    return { ...open, state: waits.reason === 'not_confirmed' ? 'asked' : 'waiting', dueAt: waits.until };
  if (verdict.what === 'go') return { ...open, state: 'claimed', dueAt: now };
  if (verdict.what === 'wait') return open;
  const { shadow } = verdict;
  return {
    ...ended(person, verdict.reason),
    shadow: shadow ? (shadow.what === 'stop' ? shadow.reason : 'sent') : null,
    wouldSendAt: shadow?.what === 'go' ? now : null,
  };
}

/**
 * Of people who were two at launch and are one now: the older record keeps its arm and the other ends as merged; where the arms differ
 * both leave the comparison.
 */
async function mergedSince(
  work: Work,
  broadcast: BroadcastRow,
  standings: readonly { customerId: CustomerId; same: readonly CustomerId[] }[],
): Promise<Map<CustomerId, (person: Due) => Reason | undefined>> {
  const several = standings.filter((s) => s.same.length > 1);
  if (several.length === 0) return new Map();
  const others = await work.sql<{ customerId: CustomerId; personId: CustomerId; arm: string }>(
    `select customer_id "customerId", person_id "personId", arm from broadcast_people
      where corp_id = $1 and broadcast_id = $2 and customer_id = any($3)`,
    [work.corpId, broadcast.id, several.flatMap((s) => s.same)],
  );
  const found = new Map<CustomerId, (person: Due) => Reason | undefined>();
  for (const { customerId, same } of several) {
    const twins = others.filter((o) => same.includes(o.customerId));
    if (twins.length < 2) continue;
    found.set(customerId, (me) =>
      twins.some((t) => t.arm !== me.arm)
        ? 'contaminated'
        : twins.some((t) => t.personId < me.personId)
          ? 'merged'
          : undefined,
    );
  }
  return found;
}

async function writeFates(
  work: Work,
  broadcast: BroadcastRow,
  due: readonly Due[],
  fates: readonly Fate[],
): Promise<void> {
  await work.sql(
    `update broadcast_people p set state = u.state, due_at = u.due_at, reason = u.reason, shadow = u.shadow, would_send_at = u.would,
            contaminated = p.contaminated or u.contaminated, kept_back = p.kept_back or u.kept_back, ended_at = case when u.state = 'done' then $3::timestamptz end
       from unnest($4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::timestamptz[], $10::boolean[], $11::boolean[])
         u (person_id, state, due_at, reason, shadow, would, contaminated, kept_back)
      where p.corp_id = $1 and p.broadcast_id = $2 and p.person_id = u.person_id`,
    [
      work.corpId,
      broadcast.id,
      work.now,
      fates.map((f) => f.personId),
      fates.map((f) => f.state),
      fates.map((f) => f.dueAt),
      fates.map((f) => f.reason),
      fates.map((f) => f.shadow),
      fates.map((f) => f.wouldSendAt),
      fates.map((f) => f.contaminated),
      fates.map((f) => f.keptBack),
    ],
  );
  const claimed = new Set(fates.filter((f) => f.state === 'claimed').map((f) => f.personId));
  const touched = due.filter((d) => claimed.has(d.personId));
  if (touched.length && !channelNamed(broadcast.channel).passive)
    await work.sql(
      `insert into touches (corp_id, customer_id, source_id, kind, channel, member_id, at)
       select $1, c, $2, $7, $3, m, $4 from unnest($5::text[], $6::text[]) u (c, m)`,
      [
        work.corpId,
        broadcast.id,
        broadcast.channel,
        work.now,
        touched.map((t) => t.customerId),
        touched.map((t) => t.memberId),
        broadcast.journeyId ? 'journey' : 'broadcast',
      ],
    );
}
