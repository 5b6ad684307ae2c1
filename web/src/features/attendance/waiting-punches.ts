// Punches made while the network was away wait on this device. The server's clock counts when they arrive; ours is only told.
import type { CallOf } from '../../../../contract/src/define.ts';
import type { attendance } from '../../../../contract/src/attendance.ts';
import { api, ApiError } from '../../lib/api.ts';
import { keep, kept } from '../../lib/device-settings.ts';

export type PunchInput = CallOf<typeof attendance.punch>;
interface Waiting extends PunchInput {
  memberId: string;
}

function read(): Waiting[] {
  const text = kept('punches');
  return text ? (JSON.parse(text) as Waiting[]) : [];
}
const write = (all: Waiting[]) => keep('punches', all.length ? JSON.stringify(all) : null);

export const waitingPunches = (memberId: string): number =>
  read().filter((p) => p.memberId === memberId).length;

export function keepPunch(memberId: string, punch: PunchInput): void {
  write([...read(), { ...punch, memberId, deviceAt: new Date().toISOString() }]);
}

/** Sends what waits, in order; stops at the first that cannot be sent. What the server refuses is let go of. Says how many went. */
export async function sendWaiting(me: string): Promise<number> {
  let sent = 0;
  for (const { memberId, ...punch } of read()) {
    if (memberId !== me) continue;
    try {
      await api.attendance.punch(punch);
      sent += 1;
    } catch (error) {
      if (!(error instanceof ApiError)) return sent;
    }
    write(read().filter((p) => p.cid !== punch.cid));
  }
  return sent;
}
