import type { MemberId } from '@teahouse/contract/ids';

/** Somebody who serves at a desk, at one moment. */
export interface Server {
  memberId: MemberId;
  skills: readonly string[];
  /** most sessions at once */
  cap: number;
  load: number;
  onDuty: boolean;
  /** number of the turn they had last; 0: none yet */
  lastTurn: number;
}

/**
 * Who gets the next session; undefined: it waits. Only those on duty and below their cap. A skill that nobody at the desk has binds
 * nobody: a customer must not wait for a person who does not exist.
 */
export function chooseMember(
  servers: readonly Server[],
  { how, skill }: { how: 'turn' | 'load'; skill: string },
): MemberId | undefined {
  const bound = skill !== '' && servers.some((s) => s.skills.includes(skill));
  const free = servers.filter((s) => s.onDuty && s.load < s.cap && (!bound || s.skills.includes(skill)));
  const inTurn = (a: Server, b: Server) => a.lastTurn - b.lastTurn || (a.memberId < b.memberId ? -1 : 1);
  // Load is a share of what each can bear, so that a cap of 10 gets twice the work of a cap of 5.
  const byLoad = (a: Server, b: Server) => a.load / a.cap - b.load / b.cap || inTurn(a, b);
  return free.toSorted(how === 'turn' ? inTurn : byLoad)[0]?.memberId;
}
