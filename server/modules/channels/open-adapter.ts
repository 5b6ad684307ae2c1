import { openChannel } from '../outreach/index.ts';
import type { Adapter } from './adapter.ts';
import { keepAdapter } from './adapters.ts';
import { gatewayChannel } from './gateway-channel.ts';
import { taskChannel } from './tasks/task-channel.ts';

/** Opens one more kind of channel: for answers of members, and as a channel of the send gateway. */
export function openAdapter(adapter: Adapter): void {
  keepAdapter(adapter);
  openChannel(adapter.tasks ? taskChannel(adapter) : gatewayChannel(adapter));
}
