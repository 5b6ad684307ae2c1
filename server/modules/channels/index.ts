// The door of channels: the company's accounts elsewhere, who writes there, and how answers get back.
import { channels as contract } from '@teahouse/contract/channels';
import { defineModule } from '../../kernel/module.ts';
import { carry, carryAnswers } from './carry.ts';
import { email } from './email/email.ts';
import { channelHook, channelProof } from './hook.ts';
import { addChannel, changeChannel, checkChannel, listChannels, removeChannel } from './manage.ts';
import { openAdapter } from './open-adapter.ts';
import { look, pull } from './pull.ts';
import { askTasks } from './tasks/ask-tasks.ts';
import { followTasks, lookAtTasks, takeBackTask } from './tasks/follow-tasks.ts';
import { askTransfers } from './transfers/ask-transfers.ts';
import { followTransfers, lookAtTransfers } from './transfers/follow-transfers.ts';
import { listChannelTransfers } from './transfers/list-transfers.ts';
import { queueTransfers } from './transfers/queue-transfers.ts';
import { askWechat, wechatSaid, wechatSignIn } from './wechat/sign-in.ts';
import { wechatKf } from './wechat-kf/wechat-kf.ts';
import { wecom } from './wecom/wecom.ts';
import { wechat } from './wechat/wechat.ts';

for (const adapter of [wechat, wechatKf, wecom, email]) openAdapter(adapter);

export { customerOfWechat } from './customer-of-wechat.ts';

export const channels = defineModule({
  name: 'channels',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: {
    listChannels,
    addChannel,
    changeChannel,
    removeChannel,
    checkChannel,
    channelProof,
    channelHook,
    listChannelTransfers,
    wechatSignIn,
    askWechat,
    wechatSaid,
  },
  subscribers: [carryAnswers, queueTransfers],
  jobs: [
    carry,
    pull,
    look,
    askTasks,
    lookAtTasks,
    followTasks,
    takeBackTask,
    askTransfers,
    lookAtTransfers,
    followTransfers,
  ],
});
