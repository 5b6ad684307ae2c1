import { appCalls as contract } from '@teahouse/contract/app-calls';
import { fail } from '../../../kernel/fail.ts';
import { implementRaw } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { appById } from '../app.ts';
import { appPace } from '../call-pace.ts';
import { wholeCompany } from '../whole-company.ts';

const HOUR = 3_600_000;
const SHOWN_HOURS = 7 * 24;
const MOST_LINES = 200;

/** What an app called in the last week. What came in the last seconds is written down first. */
export const appCalls = implementRaw(contract.appCalls, async (call, { appId }) => {
  const { ports, now } = call;
  const app = await call.work(async (work) => {
    wholeCompany(work);
    return (await appById(work, appId)) ?? fail('apps.app_not_found');
  });
  await ports.callLog.flush();
  const since = new Date((Math.floor(now.getTime() / HOUR) - SHOWN_HOURS + 1) * HOUR);
  const meter = await ports.throttles.look(appPace(app), app.id);
  const found = await call.work((work) => callsSince(work, app.id, since));
  return {
    since: since.toISOString(),
    ...found,
    quota: {
      limit: app.callsPerMinute,
      left: Math.max(meter?.left ?? app.callsPerMinute, 0),
      resetAt: meter?.until.toISOString() ?? null,
    },
  };
});

async function callsSince(work: Work, appId: string, since: Date) {
  const which = [work.corpId, appId, since];
  const from = 'from app_call_hours h where h.corp_id = $1 and h.app_id = $2 and h.hour >= $3';
  const refused = `coalesce(sum(h.calls) filter (where h.code <> ''), 0)::int refused`;
  const hours = await work.sql<{ hour: Date; calls: number; refused: number }>(
    `select h.hour, sum(h.calls)::int calls, ${refused} ${from} group by h.hour order by h.hour`,
    which,
  );
  const routes = await work.sql<{ route: string; calls: number; refused: number; ms: number }>(
    `select h.route, sum(h.calls)::int calls, ${refused}, sum(h.ms) / sum(h.calls) ms ${from}
      group by h.route order by 2 desc, h.route limit ${MOST_LINES}`,
    which,
  );
  const refusals = await work.sql<{ route: string; code: string; calls: number; text: string }>(
    `select h.route, h.code, sum(h.calls)::int calls,
            coalesce((select s.text from app_call_samples s
               where s.corp_id = $1 and s.app_id = $2 and s.route = h.route and s.code = h.code order by s.no desc limit 1), '') "text"
       ${from} and h.code <> '' group by h.route, h.code order by 3 desc, h.route, h.code limit ${MOST_LINES}`,
    which,
  );
  const recent = await work.sql<{
    at: Date;
    route: string;
    status: number;
    code: string;
    text: string;
    ms: number;
  }>(
    `select at, route, status, code, text, ms from app_call_samples
      where corp_id = $1 and app_id = $2 and at >= $3 order by no desc limit ${MOST_LINES}`,
    which,
  );
  return {
    hours: hours.map((h) => ({ ...h, hour: h.hour.toISOString() })),
    routes,
    refusals,
    recent: recent.map((r) => ({ ...r, at: r.at.toISOString() })),
  };
}
