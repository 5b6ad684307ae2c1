import type { ChannelAccountId, ChatId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

export interface TaskRow {
  accountId: ChannelAccountId;
  key: string;
  outsideId: string;
  memberId: MemberId;
  chatId: ChatId;
  state: 'queued' | 'asking' | 'asked' | 'sent' | 'refused';
  ref: string;
  why: string;
  at: Date;
}

export const TASK = `t.account_id "accountId", t.key, t.outside_id "outsideId", t.member_id "memberId", t.chat_id "chatId", t.state, t.ref, t.why, t.at`;

export async function taskUnder(work: Work, accountId: string, key: string): Promise<TaskRow | undefined> {
  const [row] = await work.sql<TaskRow>(
    `select ${TASK} from channel_tasks t where t.corp_id = $1 and t.account_id = $2 and t.key = $3`,
    [work.corpId, accountId, key],
  );
  return row;
}

/** Ends these recipients of a task that is under way; returns whom it did end. */
export async function endTasks(
  work: Work,
  { accountId, keys, state, why = '' }: EndOfTasks,
): Promise<TaskRow[]> {
  return await work.sql<TaskRow>(
    `update channel_tasks t set state = $4, why = $5, at = $6 where t.corp_id = $1 and t.account_id = $2 and t.key = any($3)
        and t.state in ('queued', 'asking', 'asked') returning ${TASK}`,
    [work.corpId, accountId, keys, state, why, work.now],
  );
}

interface EndOfTasks {
  accountId: string;
  keys: readonly string[];
  state: 'sent' | 'refused';
  why?: string;
}
