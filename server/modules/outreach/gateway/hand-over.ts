import type { ErrorCode } from '@teahouse/contract/errors';
import type { Reason } from '@teahouse/contract/outreach';
import { Failure } from '../../../kernel/fail.ts';
import type { Shift } from '../../../kernel/shift.ts';
import type { Work } from '../../../kernel/work.ts';
import { seenUpTo, type Standing, standingOf } from '../../customers/index.ts';
import { corpZone } from '../../directory/index.ts';
import { capsOf } from '../caps.ts';
import { channelNamed } from '../channels/all.ts';
import { web } from '../channels/web/web-channel.ts';
import { type Addressee, type Channel, type Parcel, type Receipt, StillOut } from '../channels/channel.ts';
import { quietUntil } from './quiet-hours.ts';
import { BROADCAST, type BroadcastRow } from './broadcast-row.ts';
import { noteShown } from './note-receipt.ts';

const AT_ONCE = 50;
/** whoever took a parcel and says nothing for so long has died */
const LEASE_MS = 60_000;
const TRIES = 5;

interface Taken extends Addressee {
  /** handed over before, by somebody who did not come back to say so */
  again: boolean;
  tries: number;
}

interface Outcome {
  person: Taken;
  receipt?: Receipt;
  reason?: Reason;
  /** night has fallen since it was claimed: judged anew when it is over */
  back?: true;
  /** somebody over there has not decided: asked again then */
  later?: Date;
}

/**
 * Hands claimed messages to the channel. Wishes are asked once more right before it, so whoever stops is not written to any longer.
 * What a dead worker may or may not have handed over is looked up first. Returns how many it took.
 */
export async function handOverBatch(shift: Shift, broadcastId: string): Promise<number> {
  const { broadcast, taken, parcels } = await shift.work((work) => take(work, broadcastId));
  if (!broadcast || taken.length === 0) return 0;
  const channel = channelNamed(broadcast.channel);
  const outcomes = await Promise.all(
    taken.map((person) =>
      handOver(shift, channel, person, parcels.get(person.personId)).catch((error: unknown): Outcome =>
        error instanceof StillOut ? { person, later: error.until } : { person },
      ),
    ),
  );
  await shift.work(async (work) => {
    await record(work, broadcastId, outcomes);
    if (channel === web) await noteShownBefore(work, outcomes);
  });
  return taken.length;
}

/** Throws where it cannot be known what became of it; it is then looked at again. */
async function handOver(
  shift: Shift,
  channel: Channel,
  person: Taken,
  ready: Ready | undefined,
): Promise<Outcome> {
  if (!ready) return { person, reason: 'no_consent' };
  const orElse = async (otherwise: Pick<Outcome, 'reason' | 'back'>): Promise<Outcome> => {
    const found = await channel.find(shift, ready.parcel, otherwise.reason);
    return found ? { person, receipt: found } : { person, ...otherwise };
  };
  if (ready.stopped) return person.again ? await orElse(ready.stopped) : { person, ...ready.stopped };
  try {
    return { person, receipt: await channel.send(shift, ready.parcel) };
  } catch (error) {
    if (error instanceof StillOut) throw error;
    if (error instanceof Failure) return await orElse({ reason: refusals[error.code] ?? 'channel_refused' });
    if (person.tries + 1 < TRIES) throw error;
    return await orElse({ reason: 'channel_error' });
  }
}

/** What a channel finds out only when it hands over, told as what it is. */
const refusals: Partial<Record<ErrorCode, Reason>> = {
  'channels.window_closed': 'window_closed',
  'channels.count_used': 'channel_counter',
  'channels.not_confirmed': 'not_confirmed',
};

interface Ready {
  parcel: Parcel;
  /** why it must not leave (any more, or now) */
  stopped: { reason: Reason } | { back: true } | undefined;
}

async function take(work: Work, broadcastId: string) {
  const nothing = { broadcast: undefined, taken: [] as Taken[], parcels: new Map<string, Ready>() };
  const [broadcast] = await work.sql<BroadcastRow>(
    `select ${BROADCAST} from broadcasts b where b.corp_id = $1 and b.id = $2 and b.state in ('running', 'stopped') for share`,
    [work.corpId, broadcastId],
  );
  if (!broadcast) return nothing;
  const taken = await work.sql<Taken>(
    `with mine as (
       select person_id, state from broadcast_people
        where corp_id = $1 and broadcast_id = $2 and state in ('claimed', 'handed') and due_at <= $3
        order by due_at, person_id limit ${AT_ONCE} for update skip locked)
     update broadcast_people p set state = 'handed', due_at = $4 from mine
      where p.corp_id = $1 and p.broadcast_id = $2 and p.person_id = mine.person_id
     returning p.person_id "personId", p.customer_id "customerId", p.member_id "memberId", p.chat_id "chatId", p.tries,
               mine.state = 'handed' again`,
    [work.corpId, broadcastId, work.now, new Date(work.now.getTime() + LEASE_MS)],
  );
  const standing = await standingOf(work, taken);
  const ringless = channelNamed(broadcast.channel).passive === true;
  const ours = await corpZone(work);
  const caps = await capsOf(work);
  const parcels = new Map<string, Ready>();
  for (const { again: _, tries: __, ...person } of taken) {
    const now = standing.get(person.customerId);
    if (!now) continue;
    const reason = unwelcome(broadcast, now);
    const night = !ringless && quietUntil(work.now, now.zone ?? ours, caps) !== undefined;
    parcels.set(person.personId, {
      stopped: reason ? { reason } : night ? { back: true } : undefined,
      parcel: {
        ...person,
        broadcastId: broadcast.id,
        locale: now.locale,
        contents: broadcast.contents,
        key: `${broadcast.id} ${person.personId}`,
      },
    });
  }
  return { broadcast, taken, parcels };
}

function unwelcome(broadcast: BroadcastRow, now: Standing): Reason | undefined {
  if (broadcast.state === 'stopped') return 'stopped';
  if (!now.following) return 'no_consent';
  if (!now.marketing) return 'opted_out';
  return now.muted ? 'muted' : undefined;
}

/** A page that stands open may show a message before its receipt is written; nobody would say so again. */
async function noteShownBefore(work: Work, outcomes: readonly Outcome[]): Promise<void> {
  const sent = outcomes.filter((o) => o.receipt);
  const seen = await seenUpTo(
    work,
    sent.map((o) => o.person.chatId),
  );
  for (const { person, receipt } of sent) {
    const upTo = seen.get(person.chatId) ?? 0;
    if (upTo >= Number(receipt!.ref)) await noteShown(work, person.chatId, upTo);
  }
}

/** Writes receipts and reasons; who was not reached after all gets their touch back. */
async function record(work: Work, broadcastId: string, outcomes: readonly Outcome[]): Promise<void> {
  const done = outcomes.filter((o) => o.receipt || o.reason);
  await work.sql(
    `update broadcast_people p set state = 'done', due_at = null, reason = u.reason, ended_at = $3, receipt = u.ref,
            sent_at = case when u.reason = 'sent' then $3::timestamptz end, delivered_at = u.delivered
       from unnest($4::text[], $5::text[], $6::text[], $7::timestamptz[]) u (person_id, reason, ref, delivered)
      where p.corp_id = $1 and p.broadcast_id = $2 and p.person_id = u.person_id and p.state = 'handed'`,
    [
      work.corpId,
      broadcastId,
      work.now,
      done.map((o) => o.person.personId),
      done.map((o) => (o.receipt ? 'sent' : o.reason!)),
      done.map((o) => o.receipt?.ref ?? ''),
      done.map((o) => o.receipt?.deliveredAt ?? null),
    ],
  );
  const back = outcomes.filter((o) => o.back).map((o) => o.person);
  await work.sql(
    `update broadcast_people set state = 'waiting', due_at = $4 where corp_id = $1 and broadcast_id = $2 and person_id = any($3) and state = 'handed'`,
    [work.corpId, broadcastId, back.map((p) => p.personId), work.now],
  );
  const notSent = [...back, ...done.filter((o) => !o.receipt).map((o) => o.person)];
  await work.sql('delete from touches where corp_id = $1 and source_id = $2 and customer_id = any($3)', [
    work.corpId,
    broadcastId,
    notSent.map((p) => p.customerId),
  ]);
  const later = outcomes.flatMap((o) => (o.later ? [{ id: o.person.personId, at: o.later }] : []));
  await work.sql(
    `update broadcast_people p set due_at = u.at from unnest($3::text[], $4::timestamptz[]) u (id, at)
      where p.corp_id = $1 and p.broadcast_id = $2 and p.person_id = u.id and p.state = 'handed'`,
    [work.corpId, broadcastId, later.map((l) => l.id), later.map((l) => l.at)],
  );
  const again = outcomes.filter((o) => !o.receipt && !o.reason && !o.back && !o.later).map((o) => o.person);
  for (const person of again)
    await work.sql(
      `update broadcast_people set tries = tries + 1, due_at = $4 where corp_id = $1 and broadcast_id = $2 and person_id = $3 and state = 'handed'`,
      [work.corpId, broadcastId, person.personId, new Date(work.now.getTime() + 2_000 * 4 ** person.tries)],
    );
}
