import type { KeptPlan } from '@teahouse/contract/journeys';
import type { BroadcastId, CustomerId, JourneyId, MemberId } from '@teahouse/contract/ids';
import { customerChanged } from '@teahouse/contract/customers';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import { subscribe } from '../../../kernel/module.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { system, type Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';
import { pump } from '../gateway/pump.ts';
import { endPeople } from './end-people.ts';
import { enterPeople } from './enter-people.ts';
import { openUntil, stepTimes } from './step-times.ts';
import { whoLeft } from './who-left.ts';

const AT_ONCE = 500;

interface Due {
  personId: CustomerId;
  customerId: CustomerId;
  memberId: MemberId;
  chatId: string;
  arm: 'send' | 'hold';
  version: number;
  anchorAt: Date;
  no: number;
}

/** Lets people in, and gives whoever is due to the gateway; then says when to come back. */
export const walkJourney = job(
  'outreach.walk_journey',
  z.object({ journeyId: z.string() }),
  { tries: 20 },
  async (shift, { journeyId }) => await walk(shift, journeyId as JourneyId),
);

/** The net below everything: whoever matches by now, and whatever a dead worker left behind. */
export const walkAll = job(
  'outreach.walk_all',
  z.object({}),
  { tries: 1, everyMs: 300_000 },
  async (shift) => {
    const running = await shift.work((work) =>
      work.sql<{ id: string }>(`select id from journeys where corp_id = $1 and state = 'running'`, [
        work.corpId,
      ]),
    );
    for (const { id } of running)
      await shift.work((work) => work.enqueue(walkJourney, { journeyId: id }, { key: id }));
  },
);

const SOON_MS = 30_000;

/** Somebody's tags may have changed: journeys that begin with a tag look within half a minute, however many change at once. */
export const followTags = subscribe('outreach.follow_tags', customerChanged, async (work) => {
  const running = await work.sql<{ id: string }>(
    `select j.id from journeys j join journey_versions v on v.corp_id = $1 and v.journey_id = j.id and v.no = j.version
      where j.corp_id = $1 and j.state = 'running' and v.plan->>'anchor' = 'tagged'`,
    [work.corpId],
  );
  const runAt = new Date(work.now.getTime() + SOON_MS);
  for (const { id } of running)
    await work.enqueue(walkJourney, { journeyId: id }, { runAt, key: `${id} soon` });
});

async function walk(shift: Shift, id: JourneyId): Promise<void> {
  await shift.work((work) => enterPeople(work, id), system);
  for (;;) if ((await shift.work((work) => planBatch(work, id), system)) === 0) break;
  await shift.work(async (work) => {
    const [next] = await work.sql<{ at: Date | null }>(
      `select min(p.next_at) at from journey_people p join journeys j on j.corp_id = $1 and j.id = p.journey_id and j.state = 'running'
        where p.corp_id = $1 and p.journey_id = $2 and p.ended is null`,
      [work.corpId, id],
    );
    if (next?.at)
      await work.enqueue(
        walkJourney,
        { journeyId: id },
        { runAt: next.at, key: `${id} ${next.at.getTime()}` },
      );
  }, system);
}

/**
 * Puts people who are due into the ledger of their step. Their rows are held and moved on in the same transaction, so that however many
 * workers walk, and however long all were away, a step has each person once. Returns how many it moved.
 */
async function planBatch(work: Work, id: JourneyId): Promise<number> {
  const [running] = await work.sql(
    `select from journeys where corp_id = $1 and id = $2 and state = 'running' for share`,
    [work.corpId, id],
  );
  if (!running) return 0;
  const due = await work.sql<Due>(
    `select person_id "personId", customer_id "customerId", member_id "memberId", chat_id "chatId", arm, version, anchor_at "anchorAt", next_step no
       from journey_people where corp_id = $1 and journey_id = $2 and ended is null and next_at <= $3
      order by next_at, person_id limit ${AT_ONCE} for update skip locked`,
    [work.corpId, id, work.now],
  );
  const zone = await corpZone(work);
  for (const version of new Set(due.map((d) => d.version))) {
    const mine = due.filter((d) => d.version === version);
    const left = await whoLeft(
      work,
      { journeyId: id, version },
      mine.map((d) => d.personId),
    );
    await endPeople(work, id, left);
    const going = mine.filter((d) => !left.has(d.personId));
    for (const no of new Set(going.map((d) => d.no)))
      await plan(
        work,
        { id, version, no, zone },
        going.filter((d) => d.no === no),
      );
  }
  return due.length;
}

async function plan(
  work: Work,
  { id, version, no, zone }: { id: JourneyId; version: number; no: number; zone: string },
  people: readonly Due[],
): Promise<void> {
  const [step] = await work.sql<{ broadcastId: BroadcastId; plan: KeptPlan }>(
    `select b.id "broadcastId", v.plan from broadcasts b
       join journey_versions v on v.corp_id = $1 and v.journey_id = b.journey_id and v.no = b.journey_version
      where b.corp_id = $1 and b.journey_id = $2 and b.journey_version = $3 and b.journey_step = $4`,
    [work.corpId, id, version, no],
  );
  if (!step) return;
  const times = people.map((p) => stepTimes(step.plan.steps, p.anchorAt, zone));
  const last = no + 1 >= step.plan.steps.length;
  await work.sql(
    `insert into broadcast_people (corp_id, broadcast_id, person_id, customer_id, member_id, chat_id, arm, due_at, expires_at)
     select $1, $2, u.p, u.c, u.m, u.h, u.a, $3, u.e
       from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[]) u (p, c, m, h, a, e) on conflict do nothing`,
    [
      work.corpId,
      step.broadcastId,
      work.now,
      people.map((p) => p.personId),
      people.map((p) => p.customerId),
      people.map((p) => p.memberId),
      people.map((p) => p.chatId),
      people.map((p) => p.arm),
      times.map((t) => openUntil(t, no)),
    ],
  );
  await work.sql(
    `update journey_people p set next_step = $3 + 1, next_at = u.t, ended = case when $4 then 'finished' end, ended_at = case when $4 then $5::timestamptz end
       from unnest($6::text[], $7::timestamptz[]) u (p, t) where p.corp_id = $1 and p.journey_id = $2 and p.person_id = u.p`,
    [
      work.corpId,
      id,
      no,
      last,
      work.now,
      people.map((p) => p.personId),
      times.map((t) => (last ? null : (t[no + 1] ?? null))),
    ],
  );
  await work.enqueue(pump, { broadcastId: step.broadcastId });
}
