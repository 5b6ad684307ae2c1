import {
  ArrowUpToLine,
  BellOff,
  LogOut,
  Megaphone,
  MailOpen,
  Pencil,
  ShieldCheck,
  Trash2,
  UsersRound,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { api, failureText } from '../../../lib/api.ts';
import { fullTime } from '../../../lib/format.ts';
import { useDesk } from '../../../lib/media.ts';
import { myId } from '../../../lib/session.ts';
import { lazily, Quiet } from '../../../lib/lazily.tsx';
import { Avatar } from '../../../ui/avatar.tsx';
import { Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { ask, confirm, toast } from '../../../ui/overlays.ts';
import { Select } from '../../../ui/input.tsx';
import { Switch } from '../../../ui/toggle.tsx';
import { setMine } from '../chat-actions.ts';
import { isGroup } from '../chat-rules.ts';
import { allowed } from '../chat-rules.ts';
import { RichText } from '../markdown/render.tsx';
import { MemberCard } from '../member-card.tsx';
import type { Beside } from '../chat-pane.tsx';
import { setPane } from '../pane-store.ts';
import type { Chat } from '../model.ts';
import { useChatFace, useNaming } from '../naming.ts';
import { learnChat, takeChats } from '../sync.ts';
import { useMessagingWords } from '../words.ts';
import { ChatMembers } from './chat-members.tsx';

const RobotsSection = lazily(
  () => import('./robots-section.tsx'),
  (m) => m.RobotsSection,
);

function Row({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-11 items-center gap-3 px-4 text-dense">
      <span aria-hidden className="text-text-3 [&>svg]:size-4">
        {icon}
      </span>
      <span className="min-w-0 flex-1">{label}</span>
      {children}
    </div>
  );
}

/** Runs a change of the group and tells what went wrong. */
async function attempt(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    toast(failureText(error), { tone: 'danger' });
    return false;
  }
}

/** Everything about a chat that is not a message. */
export function ChatInfo({ chat, beside }: { chat: Chat; beside?: Beside | undefined }) {
  const words = useMessagingWords();
  const w = words.info;
  // One step below the panel's own heading, which is the page's on a phone.
  const desk = useDesk();
  const Part = desk ? 'h3' : 'h2';
  const face = useChatFace(chat);
  const naming = useNaming([chat.announcement?.by]);
  const [, navigate] = useLocation();
  const chatId = chat.id;
  const group = isGroup(chat);
  const live = group && !chat.archived;

  // Beside the chat on a desk; on a phone the app has the page.
  const openBeside = (app: { id: string; name: string }) =>
    desk ? setPane({ panel: { kind: 'app', app } }) : navigate(`/apps/${app.id}?chat=${chatId}`);
  const update = (change: Parameters<typeof api.messaging.updateChat>[0]) =>
    attempt(async () => takeChats([await api.messaging.updateChat(change)]));
  const rename = async () => {
    const title = await ask({
      title: w.rename,
      input: { label: w.name, value: chat.title, maxLength: 60 },
      action: w.save,
    });
    if (title) await update({ chatId, title });
  };
  const announce = async () => {
    const text = await ask({
      title: words.pane.announcement,
      input: {
        label: w.announcementText,
        value: chat.announcement?.text ?? '',
        multiline: true,
        maxLength: 5_000,
        required: false,
      },
      action: w.publish,
    });
    if (text !== null) await update({ chatId, announcement: text });
  };
  const leave = async () => {
    if (!(await confirm({ title: w.leaveSure, text: w.leaveText, action: w.leave, danger: true }))) return;
    if (
      await attempt(() => api.messaging.removeChatMember({ chatId, memberId: myId() as `mbr_${string}` }))
    ) {
      await learnChat(chatId);
      navigate('/chats');
    }
  };
  const dissolve = async () => {
    if (!(await confirm({ title: w.dissolveSure, text: w.dissolveText, action: w.dissolve, danger: true })))
      return;
    if (await attempt(() => api.messaging.dissolveChat({ chatId }))) await learnChat(chatId);
  };

  return (
    <div
      className="min-h-0 flex-1 overflow-y-auto pb-8"
      tabIndex={0}
      role="region"
      aria-label={words.pane.info}
    >
      {chat.peer ? (
        <MemberCard id={chat.peer} />
      ) : (
        <div className="flex items-center gap-3 p-4">
          <Avatar id={face.id} name={face.title} src={face.avatar} size={48} />
          <div className="min-w-0 flex-1">
            <div className="flex items-center gap-1.5">
              <span className="truncate text-title font-medium">{face.title}</span>
              {live && allowed(chat, 'rename') && (
                <button
                  type="button"
                  aria-label={w.rename}
                  data-tip={w.rename}
                  onClick={() => void rename()}
                  className="tap inline-flex size-7 shrink-0 items-center justify-center rounded-chip text-text-3 hover:bg-hover hover:text-text"
                >
                  <Pencil aria-hidden className="size-3.5" />
                </button>
              )}
            </div>
            <div className="flex items-center gap-2 text-small text-text-3">
              {chat.kind === 'customer' ? (
                <Tag tone="info">{words.customer}</Tag>
              ) : group ? (
                words.people(chat.memberCount)
              ) : (
                face.hint
              )}
              {chat.my.role !== 'member' && <Tag tone="accent">{w.roles[chat.my.role]}</Tag>}
            </div>
          </div>
        </div>
      )}
      {chat.kind === 'customer' && chat.guest && beside?.guest(chat.guest)}
      {chat.kind !== 'app' && beside?.apps(openBeside)}
      {group && (
        <section className="border-t border-line px-4 py-3">
          <div className="mb-1 flex items-center gap-2">
            <Megaphone aria-hidden className="size-4 text-text-3" />
            <Part className="flex-1 text-dense font-medium">{words.pane.announcement}</Part>
            {live && chat.my.role !== 'member' && (
              <Button size="small" look="plain" onClick={() => void announce()}>
                {chat.announcement?.text ? w.change : w.write}
              </Button>
            )}
          </div>
          {chat.announcement?.text ? (
            <div className="text-dense text-text-2">
              <RichText text={chat.announcement.text} me={myId()} />
              <p className="mt-1.5 text-tiny text-text-3">
                {naming.nameOf(chat.announcement.by)} · {fullTime(Date.parse(chat.announcement.at))}
              </p>
            </div>
          ) : (
            <p className="text-small text-text-3">{w.noAnnouncement}</p>
          )}
        </section>
      )}
      <section className="border-t border-line py-1">
        <Row icon={<ArrowUpToLine />} label={words.chatMenu.top}>
          <Switch
            aria-label={words.chatMenu.top}
            checked={chat.my.top}
            onChecked={(top) => void setMine(chat, { top })}
          />
        </Row>
        <Row icon={<BellOff />} label={words.chatMenu.mute}>
          <Switch
            aria-label={words.chatMenu.mute}
            checked={chat.my.muted}
            onChecked={(muted) => void setMine(chat, { muted })}
          />
        </Row>
        <Row icon={<MailOpen />} label={words.chatMenu.markUnread}>
          <Switch
            aria-label={words.chatMenu.markUnread}
            checked={chat.my.markedUnread}
            onChecked={(markedUnread) => void setMine(chat, { markedUnread })}
          />
        </Row>
      </section>
      {live && chat.my.role !== 'member' && (
        <section className="border-t border-line py-1">
          <Part className="flex items-center gap-2 px-4 pt-2 pb-1 text-small text-text-3">
            <ShieldCheck aria-hidden className="size-3.5" />
            {w.rights}
          </Part>
          {(['post', 'mentionAll', 'invite', 'pin', 'rename'] as const).map((right) => (
            <div key={right} className="flex min-h-11 items-center gap-3 px-4 text-dense">
              <span className="min-w-0 flex-1">{w.rightNames[right]}</span>
              <Select
                aria-label={w.rightNames[right]}
                className="w-32"
                value={chat.settings[right]}
                onChange={(e) =>
                  void update({ chatId, settings: { [right]: e.target.value as 'all' | 'admins' } })
                }
                options={[
                  { value: 'all', label: w.allMembers },
                  { value: 'admins', label: w.onlyAdmins },
                ]}
              />
            </div>
          ))}
        </section>
      )}
      {group && !chat.archived && (
        <Quiet>
          <RobotsSection chat={chat} />
        </Quiet>
      )}
      {group && (
        <section className="border-t border-line pt-2">
          <Part className="flex items-center gap-2 px-4 pb-1 text-small text-text-3">
            <UsersRound aria-hidden className="size-3.5" />
            {words.people(chat.memberCount)}
          </Part>
          <ChatMembers chat={chat} />
        </section>
      )}
      {live && chat.kind === 'group' && (
        <section className="mt-2 flex flex-col gap-2 border-t border-line p-4">
          {chat.my.role === 'owner' && <p className="text-small text-text-3">{w.ownerStays}</p>}
          {chat.my.role !== 'owner' && (
            <Button icon={<LogOut aria-hidden className="size-4" />} look="warn" onClick={() => void leave()}>
              {w.leave}
            </Button>
          )}
          {chat.my.role === 'owner' && (
            <Button
              icon={<Trash2 aria-hidden className="size-4" />}
              look="warn"
              onClick={() => void dissolve()}
            >
              {w.dissolve}
            </Button>
          )}
        </section>
      )}
    </div>
  );
}
