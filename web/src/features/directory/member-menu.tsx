import { Link2, LogOut, RotateCcw, UserX } from 'lucide-react';
import type { MemberRecord } from '../../../../contract/src/directory-admin.ts';
import { api, failureText } from '../../lib/api.ts';
import { confirm, openMenu, toast } from '../../ui/overlays.ts';
import type { DirectoryWords } from './zh.ts';

/** Where in the company's life a member goes next. */
export function openMemberMenu(
  at: Element,
  member: MemberRecord,
  words: DirectoryWords,
  on: { onLeave: () => void; onInvite: () => void; onChanged: () => void },
): void {
  const here = member.status === 'active' || member.status === 'invited';
  const run = async (action: () => Promise<unknown>) => {
    try {
      await action();
      toast(words.saved, { tone: 'ok' });
      on.onChanged();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const disable = async () => {
    const yes = await confirm({
      title: words.admin.disableSure(member.name),
      text: words.admin.disableText,
      action: words.admin.disable,
      danger: true,
    });
    if (yes) await run(() => api.directoryAdmin.disableMember({ memberId: member.id }));
  };
  openMenu({
    at,
    label: words.admin.memberMenu,
    items: [
      ...(here ? [{ label: words.admin.invite, icon: <Link2 />, onSelect: on.onInvite }] : []),
      ...(here ? [{ label: words.admin.disable, icon: <UserX />, onSelect: () => void disable() }] : []),
      ...(here
        ? []
        : [
            {
              label: words.admin.reactivate,
              icon: <RotateCcw />,
              onSelect: () => void run(() => api.directoryAdmin.reactivateMember({ memberId: member.id })),
            },
          ]),
      ...(member.status === 'left'
        ? []
        : [
            'line' as const,
            { label: words.admin.leave, icon: <LogOut />, danger: true, onSelect: on.onLeave },
          ]),
    ],
  });
}
