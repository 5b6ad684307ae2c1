import type { Shift } from '../../../kernel/shift.ts';
import type { Work } from '../../../kernel/work.ts';
import { type App, membersInRange } from '../../../modules/apps/index.ts';
import {
  messageReaders,
  type MessageState,
  messageState,
  recallMessage,
  sendMessage,
} from '../../../modules/talk/index.ts';
import { type DingtalkCall, type DingtalkContext, inOneWork } from '../call.ts';
import { DingtalkError } from '../dingtalk.errors.ts';
import { type Body, csv, flag, number } from '../input.ts';
import { noticeDraft } from './notice-draft.ts';

const scope = 'messages.send';
const base = '/topapi/message/corpconversation';

function mustBeSelf(app: App, body: Body): void {
  if (number(body, 'agent_id') !== app.no) throw new DingtalkError(40056, 'invalid agentid');
}

async function sent(work: Work, app: App, body: Body, name: string): Promise<MessageState> {
  mustBeSelf(app, body);
  const state = await messageState(work, app.id, { no: number(body, name) });
  if (!state) throw new DingtalkError(40035, `invalid parameter ${name}`);
  return state;
}

async function send(shift: Shift, body: Body, { app }: DingtalkContext): Promise<object> {
  mustBeSelf(app, body);
  const userids = csv(body, 'userid_list');
  const departmentNos = csv(body, 'dept_id_list')
    .filter((n) => /^\d{1,15}$/.test(n))
    .map(Number);
  if (userids.length > 100) throw new DingtalkError(40035, 'userid_list takes 100 entries at most');
  if (departmentNos.length > 20) throw new DingtalkError(40035, 'dept_id_list takes 20 entries at most');
  const all = flag(body, 'to_all_user');
  if (!all && userids.length + departmentNos.length === 0) throw new DingtalkError(40035, 'nobody named');
  const { draft, to } = await shift.work(async (work) => ({
    draft: await noticeDraft(work, body['msg']),
    to: await membersInRange(work, app, all ? 'all' : { userids, departmentNos }),
  }));
  const { id } = await sendMessage(shift, { app, to: to.memberIds, draft });
  const state = await shift.work((work) => messageState(work, app.id, { id }));
  return { task_id: state!.no };
}

export const noticeCalls: readonly DingtalkCall[] = [
  { path: `${base}/asyncsend_v2`, scope, act: send },
  inOneWork(`${base}/getsendprogress`, scope, async (work, body, { app }) => {
    const { total, delivered, dropped } = await sent(work, app, body, 'task_id');
    const done = delivered + dropped.length;
    return {
      progress: {
        progress_in_percent: total === 0 ? 100 : Math.floor((100 * done) / total),
        status: done === total ? 2 : 1,
      },
    };
  }),
  inOneWork(`${base}/getsendresult`, scope, async (work, body, { app }) => {
    const { id, dropped } = await sent(work, app, body, 'task_id');
    const { read, unread } = await messageReaders(work, id);
    return {
      send_result: {
        invalid_user_id_list: [],
        forbidden_user_id_list: dropped,
        failed_user_id_list: [],
        read_user_id_list: read,
        unread_user_id_list: unread,
        invalid_dept_id_list: [],
      },
    };
  }),
  inOneWork(`${base}/recall`, scope, async (work, body, { app }) => {
    const { id } = await sent(work, app, body, 'msg_task_id');
    await recallMessage(work, app.id, id);
    return {};
  }),
];
