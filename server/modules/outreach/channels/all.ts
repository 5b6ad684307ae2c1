import { fail } from '../../../kernel/fail.ts';
import type { Channel } from './channel.ts';
import { web } from './web/web-channel.ts';

const channels = new Map<string, Channel>();

/** Opens one more way to customers. The name is kept in broadcasts and must not change. */
export function openChannel(channel: Channel): void {
  channels.set(channel.name, channel);
}

/** Those customers come to look at: their broadcasts belong to another module's pages. */
export const passiveChannels = (): string[] =>
  [...channels.values()].filter((c) => c.passive).map((c) => c.name);

for (const channel of [web]) openChannel(channel);

/** Fails with outreach.channel_unknown. */
export const channelNamed = (name: string): Channel => channels.get(name) ?? fail('outreach.channel_unknown');
