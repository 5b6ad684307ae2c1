// The door of notices: what reaches members who are away, and when they are left in peace.
import { notices as contract } from '@teahouse/contract/notices';
import { defineModule } from '../../kernel/module.ts';
import { followLogs } from './follow-logs.ts';
import { noticesSocket } from './notices.socket.ts';
import { sendDigests } from './send-digests.ts';
import { getNoticePolicy, getNotices, setNoticePolicy, setNotices } from './settings.ts';
import { askToStopDigest, stopDigest } from './stop-digest.ts';
import { addPush, forgetStopped, getPushKey, removePush, testPush } from './subscriptions.ts';

export const notices = defineModule({
  name: 'notices',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: {
    getNotices,
    setNotices,
    getPushKey,
    addPush,
    removePush,
    testPush,
    getNoticePolicy,
    setNoticePolicy,
    askToStopDigest,
    stopDigest,
  },
  subscribers: [forgetStopped],
  jobs: [followLogs, sendDigests],
  socket: noticesSocket,
});
