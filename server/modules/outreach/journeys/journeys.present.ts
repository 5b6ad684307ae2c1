import type { Journey, JourneyStep } from '@teahouse/contract/journeys';
import type { BroadcastId, JourneyId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { countsOf, namesOf } from '../outreach.present.ts';
import type { JourneyRow } from './journey-row.ts';

export async function toJourneys(work: Work, rows: readonly JourneyRow[]): Promise<Journey[]> {
  const names = await namesOf(
    work,
    rows.map((r) => r.madeBy),
  );
  const people = await work.sql<{ id: JourneyId; underWay: number; ended: Journey['ended'] }>(
    `select id, coalesce(sum(n) filter (where ended is null), 0)::int "underWay",
            coalesce(jsonb_agg(jsonb_build_object('why', ended, 'n', n) order by n desc) filter (where ended is not null), '[]') ended
       from (select journey_id id, ended, count(*)::int n from journey_people where corp_id = $1 and journey_id = any($2) group by 1, 2) x group by id`,
    [work.corpId, rows.map((r) => r.id)],
  );
  const figures = new Map(people.map(({ id, ...p }) => [id, p]));
  return rows.map(({ salt: _, createdAt, startedAt, ...row }) => ({
    ...row,
    ...(figures.get(row.id) ?? { underWay: 0, ended: [] }),
    madeByName: names.get(row.madeBy) ?? '',
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
  }));
}

export async function toJourney(work: Work, row: JourneyRow): Promise<Journey> {
  const [shown] = await toJourneys(work, [row]);
  return shown!;
}

/** Every step of every version, the newest version first. Who answered is in no column. */
export async function stepsOf(work: Work, id: JourneyId): Promise<JourneyStep[]> {
  const rows = await work.sql<{
    broadcastId: BroadcastId;
    version: number;
    no: number;
    day: number;
    at: string;
  }>(
    `select b.id "broadcastId", b.journey_version "version", b.journey_step no, (v.plan->'steps'->b.journey_step->>'day')::int "day",
            v.plan->'steps'->b.journey_step->>'at' "at"
       from broadcasts b join journey_versions v on v.corp_id = $1 and v.journey_id = b.journey_id and v.no = b.journey_version
      where b.corp_id = $1 and b.journey_id = $2 order by b.journey_version desc, b.journey_step`,
    [work.corpId, id],
  );
  const counted = await countsOf(
    work,
    rows.map((r) => r.broadcastId),
  );
  return rows.map((row) => {
    const { counts = [], waiting = 0, delivered = 0, read = 0 } = counted.get(row.broadcastId) ?? {};
    return { ...row, counts, waiting, delivered, read };
  });
}
