import type { AppId, ChatId, MemberId } from '@teahouse/contract/ids';
import { newSecret } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { type App, appById } from '../../apps/index.ts';
import { BOT_TOPIC, type BotHint } from './bot-connection.ts';

/** What nobody came to hear in a day is not told any more, and answered no more. */
const LIFE_MS = 86_400_000;
const AT_ONCE = 20;

export interface BotEvent {
  no: number;
  reqId: string;
  memberId: MemberId;
  body: { cmd: string; body: Record<string, unknown> };
  facts: Record<string, unknown>;
  streams: Record<string, { chatId: ChatId; seq: number }>;
}

const COLUMNS = 'no, req_id "reqId", member_id "memberId", body, facts, streams';

/** The app, if it is one that connects outward. */
export async function botOf(work: Work, appId: string): Promise<App | undefined> {
  const [bot] = await work.sql('select from bots where corp_id = $1 and app_id = $2', [work.corpId, appId]);
  const app = bot && (await appById(work, appId));
  return app?.enabled ? app : undefined;
}

/** Puts something at the end of a bot's line; once per event. */
export async function tellBot(
  work: Work,
  event: Pick<BotEvent, 'memberId' | 'body' | 'facts'> & { appId: AppId; eventId: string },
): Promise<void> {
  const put = await work.sql(
    `insert into bot_events (corp_id, app_id, event_id, req_id, member_id, body, facts, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning no`,
    [
      work.corpId,
      event.appId,
      event.eventId,
      newSecret(),
      event.memberId,
      JSON.stringify(event.body),
      JSON.stringify(event.facts),
      work.now,
    ],
  );
  if (put.length) work.tell(BOT_TOPIC, { appId: event.appId } satisfies BotHint);
}

/** What the holder of a bot has to send next, oldest first. Nothing for a connection that holds it no longer. */
export async function nextForBot(work: Work, appId: AppId, holder: string): Promise<BotEvent[]> {
  return await work.sql<BotEvent>(
    `select ${COLUMNS} from bot_events e
      where corp_id = $1 and app_id = $2 and sent_at is null and created_at > $4
        and exists (select from bots b where b.corp_id = $1 and b.app_id = $2 and b.holder = $3)
      order by no limit ${AT_ONCE}`,
    [work.corpId, appId, holder, new Date(work.now.getTime() - LIFE_MS)],
  );
}

export async function botHeard(work: Work, appId: AppId, nos: readonly number[]): Promise<void> {
  await work.sql('update bot_events set sent_at = $4 where corp_id = $1 and app_id = $2 and no = any($3)', [
    work.corpId,
    appId,
    nos,
    work.now,
  ]);
}

/** The event an answer belongs to, held until the work ends; undefined where there is none, or it is a day old. */
export async function answeredEvent(work: Work, appId: AppId, reqId: string): Promise<BotEvent | undefined> {
  const [event] = await work.sql<BotEvent>(
    `select ${COLUMNS} from bot_events where corp_id = $1 and app_id = $2 and req_id = $3 and created_at > $4 for update`,
    [work.corpId, appId, reqId, new Date(work.now.getTime() - LIFE_MS)],
  );
  return event;
}

/** Remembers which message a stream grows. */
export async function keepStream(
  work: Work,
  appId: AppId,
  event: BotEvent,
  stream: { id: string; chatId: ChatId; seq: number },
): Promise<void> {
  const { id, ...place } = stream;
  await work.sql(
    'update bot_events set streams = streams || $4 where corp_id = $1 and app_id = $2 and no = $3',
    [work.corpId, appId, event.no, JSON.stringify({ [id]: place })],
  );
}
