import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { AppId, ChatId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useMe } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MemberPicker, type Person } from '../../ui/member-picker.tsx';
import { confirm } from '../../ui/overlays.ts';
import { answerPage, type Args, type Host } from './bridge.ts';
import { findCustomers, findMembers } from './find-members.ts';
import { useAppPageWords } from './words.ts';

interface Ask {
  customers: boolean;
  max: number;
  done: (people: Person[] | null) => void;
}

/** The page of an app in its frame, and the client's side of what it may ask for. */
export function AppPage({
  appId,
  chatId,
  onClose,
}: {
  appId: AppId;
  chatId: ChatId | null;
  /** beside a chat, whose panel has a bar of its own */
  onClose?: () => void;
}) {
  const words = useAppPageWords();
  const me = useMe();
  const [, navigate] = useLocation();
  const [ask, setAsk] = useState<Ask | null>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const loaded = useLoaded(`app-page ${appId}`, (signal) => api.appPages.enterApp({ appId }, { signal }));
  const name = loaded.data?.name ?? '';
  const close =
    onClose ?? (() => (window.history.length > 1 ? window.history.back() : navigate('/workbench')));

  const host = useRef<Host | null>(null);
  useEffect(() => {
    const { id, userid, avatar } = me.member;
    host.current = {
      appId,
      chatId,
      me: { id, userid, avatar, name: me.member.name },
      proved: host.current?.appId === appId ? host.current.proved : new Set(),
      navigate,
      close,
      files: host.current?.appId === appId ? host.current.files : new Map(),
      pickPeople: (max) => new Promise((done) => setAsk({ max, done, customers: false })),
      pickCustomers: (max) => new Promise((done) => setAsk({ max, done, customers: true })),
      confirmSend: (text) =>
        confirm({ title: words.sendTo(name), text: text || words.picture, action: words.send }),
      confirmLocation: () => confirm({ title: words.location(name), action: words.allow }),
    };
  });

  useEffect(() => {
    const hear = (event: MessageEvent<Record<string, unknown>>) => {
      const window_ = frame.current?.contentWindow;
      if (!window_ || event.source !== window_ || event.origin !== window.location.origin) return;
      void heard(event.data, (data) => window_.postMessage(data, window.location.origin), host.current);
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, []);

  return (
    <div className="pane flex-1 bg-surface">
      {!onClose && (
        <PaneBar>
          <IconButton label={words.back} onClick={close}>
            <ArrowLeft aria-hidden className="size-4.5" />
          </IconButton>
          <h1 className="min-w-0 truncate text-[15px] font-medium">{name || words.loading}</h1>
        </PaneBar>
      )}
      {loaded.error ? (
        <Empty title={failureText(loaded.error)} />
      ) : !loaded.data ? (
        <RowsSkeleton rows={4} />
      ) : loaded.data.homeUrl === '' ? (
        <Empty title={words.noPage} />
      ) : (
        <iframe
          ref={frame}
          title={name}
          src={`/api/apps/${appId}/frame`}
          className="min-h-0 w-full flex-1 border-0 bg-white"
        />
      )}
      {ask && <Picker ask={ask} name={name} onClose={() => setAsk(null)} />}
    </div>
  );
}

/** Messages from the document around the page; `origin` is the page's own, checked there. */
async function heard(
  data: Record<string, unknown>,
  reply: (data: object) => void,
  host: Host | null,
): Promise<void> {
  if (!host) return;
  if (typeof data['askForCode'] === 'string') {
    const asked = new URL(data['askForCode']);
    if (asked.origin !== window.location.origin || asked.pathname !== '/connect/oauth2/authorize') return;
    const answer = await fetch(asked, { headers: { accept: 'application/json' } });
    const { location } = (await answer.json()) as { location: string | null };
    if (location) reply({ go: location });
    return;
  }
  const { teahouse, id, call, args, origin } = data;
  if (teahouse !== 1 || typeof id !== 'number' || typeof call !== 'string') return;
  const answer = await answerPage(host, call, (args ?? {}) as Args, String(origin));
  reply({ teahouse: 1, id, answer });
}

function Picker({ ask, name, onClose }: { ask: Ask; name: string; onClose: () => void }) {
  const words = useAppPageWords();
  const [picked, setPicked] = useState<Person[]>([]);
  const finish = (people: Person[] | null) => {
    ask.done(people);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={() => finish(null)}
      title={ask.customers ? words.pickCustomers(name) : words.pick(name)}
      footer={
        <>
          <Button onClick={() => finish(null)}>{words.cancel}</Button>
          <Button look="solid" disabled={picked.length === 0} onClick={() => finish(picked)}>
            {words.done}
          </Button>
        </>
      }
    >
      <MemberPicker
        label={ask.customers ? words.customers : words.people}
        find={ask.customers ? findCustomers : findMembers}
        value={picked}
        onValue={setPicked}
        max={ask.max}
      />
    </Dialog>
  );
}
