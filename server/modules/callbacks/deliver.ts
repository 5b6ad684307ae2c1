import { callbackAnswered, type CallbackFormat } from '@teahouse/contract/callbacks';
import { AppId, type MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import type { Shift } from '../../kernel/shift.ts';
import type { Work } from '../../kernel/work.ts';
import { appById } from '../apps/index.ts';
import { openAnswer, sealedBody } from './callback-envelope.ts';
import type { CallbackSecrets } from './callback-crypto.ts';
import { callbackOf, reachOf, secretsOf } from './callbacks.access.ts';
import { signedUrl } from './ask-for-proof.ts';

const PATIENCE_MS = 5_000;
const WAITS_MS = [5_000, 30_000, 300_000];
/** What has stood in line this long is tried once and then laid aside: its receiver has been away all the while. */
const STALE_MS = 3_600_000;
/** A crashed process holds the line no longer than this. */
const LANE_MS = 30_000;
/** Below the lease of a job; what is left is asked for again. */
const BUDGET_MS = 40_000;
const MOST_ANSWER = 64 * 1024;
const ANSWER_AGE_MS = 86_400_000;

interface Next {
  no: number;
  what: string;
  member_id: MemberId | null;
  facts: Record<string, unknown>;
  body: string;
  url: string;
  format: CallbackFormat;
  inside: boolean;
  secrets: CallbackSecrets;
  agentNo: number;
}

/** Tells one app what stands in its line, in order, until the line is empty or its head has to wait. */
export const deliver = job(
  'callbacks.deliver',
  z.object({ appId: AppId }),
  { tries: 20, outside: true },
  async (shift, { appId }) => {
    const until = performance.now() + BUDGET_MS;
    while (performance.now() < until) {
      const next = await shift.work((work) => takeNext(work, appId, shift.jobId, shift.ports.secret));
      if (!next) return;
      const outcome = await tell(shift, next);
      const goesOn = await shift.work((work) => note(work, appId, shift.jobId, next, outcome));
      if (!goesOn) return;
    }
    await shift.work(async (work) => {
      await letGo(work, appId, shift.jobId);
      await work.enqueue(deliver, { appId });
    });
  },
);

/** The head of the line, if it is due and no other job is at it; the line is then held by this one. */
async function takeNext(work: Work, appId: AppId, jobId: string, key: Buffer): Promise<Next | undefined> {
  const [lane] = await work.sql<{ lane_holder: string | null; lane_until: Date | null }>(
    'select lane_holder, lane_until from callbacks where corp_id = $1 and app_id = $2 for update',
    [work.corpId, appId],
  );
  if (!lane) return undefined;
  if (lane.lane_holder && lane.lane_holder !== jobId && lane.lane_until! > work.now) {
    // Its holder looks once more before it lets go; only where it has crashed nobody would come back.
    await work.enqueue(deliver, { appId }, { key: `${appId} after crash`, runAt: lane.lane_until! });
    return undefined;
  }
  const [head] = await work.sql<
    Pick<Next, 'no' | 'what' | 'member_id' | 'facts' | 'body'> & { due_at: Date }
  >(
    `select no, what, member_id, facts, body, due_at from deliveries
      where corp_id = $1 and app_id = $2 and state = 'waiting' order by no limit 1`,
    [work.corpId, appId],
  );
  const callback = await callbackOf(work, appId);
  const app = await appById(work, appId);
  const secrets = callback && secretsOf(work.corpId, key, callback);
  if (!head || !callback || !app || !secrets || head.due_at > work.now) {
    await letGo(work, appId, jobId);
    if (head && head.due_at > work.now)
      await work.enqueue(deliver, { appId }, { key: `${appId} ${head.no}`, runAt: head.due_at });
    return undefined;
  }
  await work.sql(
    'update callbacks set lane_holder = $3, lane_until = $4 where corp_id = $1 and app_id = $2',
    [work.corpId, appId, jobId, new Date(work.now.getTime() + LANE_MS)],
  );
  const { url, format, inside } = callback;
  return { ...head, url, format, inside, secrets, agentNo: app.no };
}

type Outcome = { error: string } | { answer: { plain: string; signature: string } | undefined; bad: string };

async function tell(shift: Shift & { jobId: string }, next: Next): Promise<Outcome> {
  const { secrets, format, url, no } = next;
  const { body, encrypted } = sealedBody(next);
  try {
    const answer = await shift.ports.fetchOutside(signedUrl(url, secrets, encrypted, new Date()), {
      method: 'POST',
      headers: {
        'content-type': format === 'xml' ? 'text/xml' : 'application/json',
        'x-teahouse-delivery': String(no),
      },
      body,
      inside: reachOf(shift.ports.settings, next.inside),
      redirects: 0,
      timeoutMs: PATIENCE_MS,
      maxBytes: MOST_ANSWER,
    });
    if (answer.status !== 200) return { error: `HTTP ${answer.status}` };
    const opened = openAnswer(answer.body, secrets, format);
    if (opened === 'none') return { answer: undefined, bad: '' };
    if (typeof opened === 'string') return { answer: undefined, bad: opened };
    const age = Math.abs(Date.now() - opened.timestamp * 1000);
    return age > ANSWER_AGE_MS ? { answer: undefined, bad: 'an old answer' } : { answer: opened, bad: '' };
  } catch (error) {
    return { error: error instanceof Error ? error.message.slice(0, 300) : 'failed' };
  }
}

/** Writes down what became of it; true where the line may go on at once. */
async function note(work: Work, appId: AppId, jobId: string, next: Next, outcome: Outcome): Promise<boolean> {
  const at = [work.corpId, appId, next.no];
  if (!('error' in outcome)) {
    await work.sql(
      `update deliveries set state = 'done', attempts = attempts + 1, ended_at = $4, error = $5 where corp_id = $1 and app_id = $2 and no = $3`,
      [...at, work.now, outcome.bad && `the answer was ignored: ${outcome.bad}`],
    );
    if (outcome.answer) await hear(work, appId, next, outcome.answer);
    return true;
  }
  const [row] = await work.sql<{ attempts: number; created_at: Date }>(
    'update deliveries set attempts = attempts + 1, error = $4 where corp_id = $1 and app_id = $2 and no = $3 returning attempts, created_at',
    [...at, outcome.error],
  );
  if (!row) return true;
  const wait = WAITS_MS[row.attempts - 1];
  if (wait === undefined || work.now.getTime() - row.created_at.getTime() > STALE_MS) {
    await work.sql(
      `update deliveries set state = 'dead', ended_at = $4 where corp_id = $1 and app_id = $2 and no = $3`,
      [...at, work.now],
    );
    return true;
  }
  const dueAt = new Date(work.now.getTime() + wait);
  await work.sql('update deliveries set due_at = $4 where corp_id = $1 and app_id = $2 and no = $3', [
    ...at,
    dueAt,
  ]);
  await letGo(work, appId, jobId);
  await work.enqueue(deliver, { appId }, { key: `${appId} ${next.no} ${row.attempts}`, runAt: dueAt });
  return false;
}

/** An answer counts once: sent again by whoever recorded it, it says nothing. */
async function hear(
  work: Work,
  appId: AppId,
  next: Next,
  { plain, signature }: { plain: string; signature: string },
): Promise<void> {
  const [fresh] = await work.sql(
    `insert into callback_answers (corp_id, app_id, signature, seen_at) values ($1, $2, $3, $4) on conflict do nothing returning signature`,
    [work.corpId, appId, signature, work.now],
  );
  if (!fresh) {
    await work.sql(
      `update deliveries set error = 'the answer was ignored: seen before' where corp_id = $1 and app_id = $2 and no = $3`,
      [work.corpId, appId, next.no],
    );
    return;
  }
  await work.emit(callbackAnswered, {
    appId,
    no: next.no,
    what: next.what,
    memberId: next.member_id,
    facts: next.facts,
    format: next.format,
    plain,
  });
}

async function letGo(work: Work, appId: AppId, jobId: string): Promise<void> {
  await work.sql(
    'update callbacks set lane_holder = null, lane_until = null where corp_id = $1 and app_id = $2 and lane_holder = $3',
    [work.corpId, appId, jobId],
  );
}
