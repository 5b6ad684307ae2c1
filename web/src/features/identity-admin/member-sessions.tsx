import { ChevronLeft, MonitorSmartphone } from 'lucide-react';
import { Link } from 'wouter';
import type { MemberBrief } from '../../../../contract/src/directory.ts';
import type { Session } from '../../../../contract/src/identity.ts';
import type { MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Empty, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { confirmed } from '../../lib/step-up.ts';
import { deviceName } from './device-name.ts';
import { hintOf } from '../../lib/find-colleagues.ts';
import { Body, Waiting } from './page-parts.tsx';
import { useAnswer } from './use-answer.ts';
import { useIdentityAdminWords } from './words.ts';

/** The devices one member is signed in on. */
export function MemberSessions({ memberId, person }: { memberId: string; person: MemberBrief | undefined }) {
  const words = useIdentityAdminWords();
  const id = memberId as MemberId;
  const { value, failure, again } = useAnswer(
    (signal) => api.identityAdmin.memberSessions({ memberId: id }, { signal }),
    memberId,
  );
  const name = person?.name ?? '';
  const attempt = async (run: () => Promise<string>) => {
    try {
      toast(await run(), { tone: 'ok' });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    again();
  };
  const endOne = (session: Session) =>
    attempt(async () => {
      await api.identityAdmin.endMemberSession({ memberId: id, sessionId: session.id });
      return words.sessions.ended;
    });
  const endAll = async () => {
    const yes = await confirm({
      title: words.sessions.endAllSure(name),
      text: words.sessions.endAllText,
      action: words.sessions.endAll,
      danger: true,
    });
    if (!yes) return;
    await attempt(async () =>
      words.sessions.endedMany((await api.identityAdmin.endMemberSessions({ memberId: id })).ended),
    );
  };
  const drop = async () => {
    const yes = await confirm({
      title: words.sessions.dropSure(name),
      text: words.sessions.lostText,
      action: words.sessions.drop,
      danger: true,
    });
    if (!yes) return;
    await attempt(async () => {
      await confirmed(() => api.identityAdmin.dropFactors({ memberId: id }));
      return words.sessions.dropped;
    });
  };
  return (
    <Body>
      <Link
        href="/admin/sessions"
        className="inline-flex items-center gap-1 self-start rounded-s text-dense text-accent hover:underline"
      >
        <ChevronLeft aria-hidden className="size-4" />
        {words.sessions.back}
      </Link>
      <div className="flex flex-wrap items-center gap-3">
        <Avatar id={memberId} name={name} src={person?.avatar} size={44} />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-title font-medium">{name}</h2>
          <p className="truncate text-small text-text-3">{person ? hintOf(person) : ''}</p>
        </div>
        {value !== null && value.sessions.length > 0 && (
          <Button look="warn" onClick={() => void endAll()}>
            {words.sessions.endAll}
          </Button>
        )}
      </div>
      {!value ? (
        <Waiting failure={failure} again={again} />
      ) : value.sessions.length === 0 ? (
        <Empty icon={<MonitorSmartphone />} title={words.sessions.noSessions} />
      ) : (
        <ul className="rounded-l ring-1 ring-line">
          {value.sessions.map((s) => {
            const device = deviceName(s.agent) || words.sessions.unknownDevice;
            return (
              <li
                key={s.id}
                className="flex items-center gap-3 border-b border-line px-4 py-3 last:border-b-0"
              >
                <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-text-3" />
                <div className="min-w-0 flex-1">
                  <div className="flex flex-wrap items-center gap-2">
                    <span className="wrap-anywhere">{device}</span>
                    {s.current && <Tag tone="accent">{words.sessions.current}</Tag>}
                  </div>
                  <div className="wrap-anywhere text-small text-text-3">
                    {words.sessions.line(s.ip, words.sessions.ways[s.way])}
                  </div>
                  <div className="text-small text-text-3">
                    {words.sessions.seen(when(Date.parse(s.seenAt)))}
                    {' · '}
                    {words.sessions.began(when(Date.parse(s.createdAt)))}
                  </div>
                </div>
                <Button
                  size="small"
                  aria-label={words.sessions.endOne(device)}
                  onClick={() => void endOne(s)}
                >
                  {words.sessions.end}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {value && (
        <section className="flex flex-col items-start gap-2 border-t border-line pt-4">
          <h2 className="font-medium">{words.sessions.lost}</h2>
          <p className="text-dense text-text-2">{words.sessions.lostText}</p>
          <Button onClick={() => void drop()}>{words.sessions.drop}</Button>
        </section>
      )}
    </Body>
  );
}
