// The JavaScript lane: every SDK after the other against one app.
import { aibotNodeSdk } from './aibot.ts';
import { dingtalkRobotSender } from './dingtalk-robot-sender.ts';
import { larkNodeSdk } from './lark.ts';
import { nodeEasywechat } from './node-easywechat.ts';
import { office } from './office.ts';
import { customerService } from './customer-service.ts';
import { scrm } from './scrm.ts';
import { wechatEnterpriseApi } from './wechat-enterprise-api.ts';
import { wecomCrypto } from './wecom-crypto.ts';

const ticket = await nodeEasywechat();
await customerService();
await office();
await wecomCrypto(ticket);
await wechatEnterpriseApi();
await scrm();
await dingtalkRobotSender();
await larkNodeSdk();
await aibotNodeSdk();
process.exit(0);
