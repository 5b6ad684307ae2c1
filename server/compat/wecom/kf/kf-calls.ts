// Customer service as programs know it: every path below /cgi-bin/kf/.
import type { WecomCall, WecomOutsideCall } from '../call.ts';
import { accountCalls } from './accounts.ts';
import { customerCalls } from './kf-customers.ts';
import { sendCalls } from './send-msg.ts';
import { servicerCalls } from './servicers.ts';
import { stateCalls } from './service-state.ts';
import { statisticCalls } from './statistics.ts';
import { upgradeCalls, upgradeOutsideCalls } from './upgrade-service.ts';
import { syncCalls } from './sync-msg.ts';

export const kfCalls: readonly WecomCall[] = [
  ...accountCalls,
  ...servicerCalls,
  ...stateCalls,
  ...syncCalls,
  ...customerCalls,
  ...statisticCalls,
  ...upgradeCalls,
];
export const kfOutsideCalls: readonly WecomOutsideCall[] = [...sendCalls, ...upgradeOutsideCalls];
