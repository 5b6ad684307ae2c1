// The vendor's SDK for bots that connect outward: it signs in over a WebSocket and speaks first.
import { WSClient } from '@wecom/aibot-node-sdk';
import { must, setting, trying } from './record.ts';

const { url, agentId, secret, member, mark } = setting;
const silent = () => undefined;
const logger = { error: silent, warn: silent, info: silent, debug: silent };

export async function aibotNodeSdk(): Promise<void> {
  const attempt = trying('@wecom/aibot-node-sdk');
  const client = new WSClient({
    botId: String(agentId),
    secret,
    wsUrl: url.replace(/^http/, 'ws'),
    maxReconnectAttempts: 0,
    logger,
  });
  await attempt('WebSocket aibot_subscribe', async () => {
    const signedIn = new Promise<string>((resolve) => {
      client.on('authenticated', () => resolve(''));
      client.on('error', (error) => resolve(error.message));
      client.on('disconnected', (reason) => resolve(`disconnected: ${reason}`));
      setTimeout(() => resolve('no answer in five seconds'), 5_000).unref();
    });
    client.connect();
    const why = await signedIn;
    must(why === '', why);
  });
  await attempt('WebSocket aibot_send_msg', async () => {
    must(client.isConnected, 'not connected');
    await client.sendMessage(member, { msgtype: 'markdown', markdown: { content: `长连接 ${mark}` } });
    return `长连接 ${mark}`;
  });
  client.disconnect();
}
