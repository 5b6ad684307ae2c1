import { memberChanged, memberJoined, memberStopped } from '@teahouse/contract/directory';
import type { MemberId } from '@teahouse/contract/ids';
import { takeBackKeys } from '../../kernel/front-desk.ts';
import { subscribe } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { endSessions } from './end-sessions.ts';
import { refreshLogins } from './set-password.ts';

const refresh = (work: Work, { memberId }: { memberId: MemberId }) => refreshLogins(work, memberId);

export const subscribers = [
  subscribe('identity.logins_of_new', memberJoined, refresh),
  subscribe('identity.logins_of_changed', memberChanged, refresh),
  subscribe('identity.stop', memberStopped, async (work, { memberId }) => {
    const [member] = await work.sql<{ status: string }>(
      'select status from members where corp_id = $1 and id = $2',
      [work.corpId, memberId],
    );
    // Delivered late, after the member came back: nothing to end.
    if (member?.status === 'active') return;
    await endSessions(work, memberId);
    await takeBackKeys(work, { kind: 'invitation', holder: memberId });
    await refreshLogins(work, memberId);
  }),
];
