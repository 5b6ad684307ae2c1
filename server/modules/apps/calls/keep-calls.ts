import type { AppCall } from '../../../kernel/call-log.ts';
import type { KeepCalls } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';

const HOUR = 3_600_000;
/** Hours are kept a day longer than they are shown. */
const KEPT_MS = 8 * 24 * HOUR;
/** Per app: refusals kept, calls that went well kept, and how many of those one batch adds. */
const MOST = { refused: 200, well: 100, sampled: 10 } as const;

/** Writes down what apps called: counted by hour, with the last refusals and a sample of the rest. */
export const keepCalls: KeepCalls = async (work, noted) => {
  // An app that was removed in the meantime leaves nothing behind.
  const rows = await work.sql<{ id: string }>('select id from apps where corp_id = $1 and id = any($2)', [
    work.corpId,
    [...new Set(noted.map((c) => c.appId))],
  ]);
  const here = new Set(rows.map((r) => r.id));
  const calls = noted.filter((c) => here.has(c.appId));
  if (calls.length === 0) return;
  const hours = new Map<string, { call: AppCall; hour: Date; calls: number; ms: number }>();
  const samples: AppCall[] = [];
  const sampled = new Map<string, number>();
  for (const call of calls.toReversed()) {
    const hour = new Date(Math.floor(call.at.getTime() / HOUR) * HOUR);
    const key = JSON.stringify([call.appId, hour, call.route, call.code]);
    const line = hours.get(key) ?? { call, hour, calls: 0, ms: 0 };
    hours.set(key, { ...line, calls: line.calls + 1, ms: line.ms + call.ms });
    const kind = `${call.appId} ${call.code === '' ? 'well' : 'refused'}`;
    const before = sampled.get(kind) ?? 0;
    if (before >= (call.code === '' ? MOST.sampled : MOST.refused)) continue;
    sampled.set(kind, before + 1);
    samples.unshift(call);
  }
  await countHours(work, [...hours.values()]);
  await keepSamples(work, samples);
  await dropOld(work, [...new Set(calls.map((c) => c.appId))]);
};

async function countHours(
  work: Work,
  lines: readonly { call: AppCall; hour: Date; calls: number; ms: number }[],
): Promise<void> {
  // One order for all replicas: two batches of one app cannot wait for each other.
  const sorted = lines.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  await work.sql(
    `insert into app_call_hours (corp_id, app_id, hour, route, code, calls, ms)
     select $1, a, h, r, c, n, m from unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[], $7::float8[]) u (a, h, r, c, n, m)
     on conflict (corp_id, app_id, hour, route, code)
       do update set calls = app_call_hours.calls + excluded.calls, ms = app_call_hours.ms + excluded.ms`,
    [
      work.corpId,
      sorted.map((l) => l.call.appId),
      sorted.map((l) => l.hour),
      sorted.map((l) => l.call.route),
      sorted.map((l) => l.call.code),
      sorted.map((l) => l.calls),
      sorted.map((l) => l.ms),
    ],
  );
}

const keyOf = ({ call, hour }: { call: AppCall; hour: Date }) =>
  `${call.appId} ${hour.toISOString()} ${call.route} ${call.code}`;

async function keepSamples(work: Work, samples: readonly AppCall[]): Promise<void> {
  await work.sql(
    `insert into app_call_samples (corp_id, app_id, at, route, status, code, text, ms)
     select $1, u.* from unnest($2::text[], $3::timestamptz[], $4::text[], $5::int[], $6::text[], $7::text[], $8::float8[]) u`,
    [
      work.corpId,
      samples.map((s) => s.appId),
      samples.map((s) => s.at),
      samples.map((s) => s.route),
      samples.map((s) => s.status),
      samples.map((s) => s.code),
      samples.map((s) => s.text),
      samples.map((s) => s.ms),
    ],
  );
}

async function dropOld(work: Work, appIds: readonly string[]): Promise<void> {
  await work.sql('delete from app_call_hours where corp_id = $1 and app_id = any($2) and hour < $3', [
    work.corpId,
    appIds,
    new Date(work.now.getTime() - KEPT_MS),
  ]);
  await work.sql(
    `delete from app_call_samples s using (
       select app_id, no, code, row_number() over (partition by app_id, code = '' order by no desc) place
         from app_call_samples where corp_id = $1 and app_id = any($2)) old
      where s.corp_id = $1 and s.app_id = old.app_id and s.no = old.no
        and old.place > case when old.code = '' then $3::int else $4::int end`,
    [work.corpId, appIds, MOST.well, MOST.refused],
  );
}
