import { callbacks, type CallbackFormat, type Delivery } from '@teahouse/contract/callbacks';
import type { AppId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { type App, appById, appsOf } from '../apps/index.ts';
import { appToAdminister } from './callbacks.access.ts';
import { deliver } from './deliver.ts';

export interface ListeningApp extends App {
  format: CallbackFormat;
}

/** The apps of this company that hear what happens: switched on, and with an address. */
export async function listeningApps(work: Work): Promise<ListeningApp[]> {
  const rows = await work.sql<{ app_id: string; format: CallbackFormat }>(
    'select app_id, format from callbacks where corp_id = $1 order by app_id',
    [work.corpId],
  );
  const apps: ListeningApp[] = [];
  for (const { app_id, format } of rows) {
    const app = await appById(work, app_id);
    if (app?.enabled) apps.push({ ...app, format });
  }
  return apps;
}

export interface Telling {
  appId: AppId;
  /** the same event told twice has the same */
  eventId: string;
  what: string;
  /** whom it is about, if one */
  memberId?: MemberId | undefined;
  /** what the teller wants to know when the app answers */
  facts?: Record<string, unknown>;
  /** the plain text in the app's format */
  body: string;
}

/** Puts a telling at the end of its app's line; once per event. */
export async function tellApp(work: Work, telling: Telling): Promise<void> {
  const { appId, eventId, what, memberId, facts = {}, body } = telling;
  const [put] = await work.sql(
    `insert into deliveries (corp_id, app_id, event_id, what, member_id, facts, body, state, created_at, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $8) on conflict do nothing returning no`,
    [work.corpId, appId, eventId, what, memberId ?? null, JSON.stringify(facts), body, work.now],
  );
  if (put) await work.enqueue(deliver, { appId });
}

interface Row {
  no: number;
  what: string;
  state: Delivery['state'];
  attempts: number;
  created_at: Date;
  due_at: Date;
  ended_at: Date | null;
  error: string;
}

export const listDeliveries = implement(
  callbacks.listDeliveries,
  async (work, { appId, state, before, limit }) => {
    await appToAdminister(work, appId);
    const rows = await work.sql<Row>(
      `select no, what, state, attempts, created_at, due_at, ended_at, error from deliveries
        where corp_id = $1 and app_id = $2 and ($3::text is null or state = $3) and ($4::bigint is null or no < $4)
        order by no desc limit $5`,
      [work.corpId, appId, state ?? null, before ?? null, limit + 1],
    );
    return {
      more: rows.length > limit,
      deliveries: rows.slice(0, limit).map((r) => ({
        no: r.no,
        what: r.what,
        state: r.state,
        attempts: r.attempts,
        createdAt: r.created_at.toISOString(),
        dueAt: r.due_at.toISOString(),
        endedAt: r.ended_at?.toISOString() ?? null,
        error: r.error,
      })),
    };
  },
);

export const countDeliveries = implement(callbacks.countDeliveries, async (work, { appId }) => {
  await appToAdminister(work, appId);
  const [row] = await work.sql<{
    listens: boolean;
    done: number;
    waiting: number;
    dead: number;
    failed: number;
  }>(
    `select exists (select from callbacks where corp_id = $1 and app_id = $2) listens,
            count(*) filter (where state = 'done')::int done, count(*) filter (where state = 'waiting')::int waiting,
            count(*) filter (where state = 'dead')::int dead,
            coalesce(sum(case when state = 'done' then attempts - 1 else attempts end), 0)::int failed
       from deliveries where corp_id = $1 and app_id = $2`,
    [work.corpId, appId],
  );
  return row!;
});

export const replayDeliveries = implement(callbacks.replayDeliveries, async (work, { appId, no }) => {
  await appToAdminister(work, appId);
  const again = await work.sql(
    `update deliveries set state = 'waiting', attempts = 0, due_at = $4, created_at = $4, ended_at = null
      where corp_id = $1 and app_id = $2 and state <> 'waiting' and ($3::bigint is null and state = 'dead' or no = $3)
        and exists (select from callbacks where corp_id = $1 and app_id = $2) returning no`,
    [work.corpId, appId, no ?? null, work.now],
  );
  if (again.length > 0) {
    await work.enqueue(deliver, { appId: appId as AppId });
    await work.audit({ action: 'callbacks.replayed', object: appId, detail: { deliveries: again.length } });
  }
  return { replayed: again.length };
});

export const listCallbackApps = implement(callbacks.listCallbackApps, async (work) => {
  const rows = await work.sql<{ app_id: string; url: string; waiting: number; dead: number }>(
    `select c.app_id, c.url,
            (select count(*)::int from deliveries d where d.corp_id = $1 and d.app_id = c.app_id and d.state = 'waiting') waiting,
            (select count(*)::int from deliveries d where d.corp_id = $1 and d.app_id = c.app_id and d.state = 'dead') dead
       from callbacks c where c.corp_id = $1`,
    [work.corpId],
  );
  const known = new Map(rows.map((r) => [r.app_id, r]));
  const apps = await appsOf(work);
  return {
    apps: apps.map(({ id, no, name }) => {
      const row = known.get(id);
      return { id, no, name, url: row?.url ?? null, waiting: row?.waiting ?? 0, dead: row?.dead ?? 0 };
    }),
  };
});
