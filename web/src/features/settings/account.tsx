import { signOut, useMe } from '../../lib/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { confirm } from '../../ui/overlays.ts';
import { SettingLine } from '../../ui/setting-line.tsx';
import { AvatarButton } from './avatar-button.tsx';
import { useSettingsWords } from './words.ts';

export function Account() {
  const words = useSettingsWords();
  const me = useMe();
  const leave = async () => {
    const yes = await confirm({
      title: words.signOutSure,
      text: words.signOutText,
      action: words.signOut,
      danger: true,
    });
    if (yes) await signOut();
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-4 border-b border-line py-4">
        <Avatar id={me.member.id} name={me.member.name} src={me.member.avatar} size={56} />
        <div className="min-w-0 flex-1">
          <div className="truncate text-title font-medium">{me.member.name}</div>
          <div className="truncate text-dense text-text-3">
            {[me.member.position, me.member.departments.map((d) => d.name).join('、')]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </div>
        <AvatarButton has={me.member.avatar !== null} />
      </div>
      <SettingLine title={words.company}>
        <span className="text-dense text-text-2">{me.corp.name}</span>
      </SettingLine>
      <div className="py-4">
        <Button look="warn" onClick={() => void leave()}>
          {words.signOut}
        </Button>
      </div>
    </>
  );
}
