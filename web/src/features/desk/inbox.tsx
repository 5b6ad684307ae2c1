import { Headset } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { DeskSessionId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { ListAndDetail } from '../../ui/panes.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Switch } from '../../ui/toggle.tsx';
import { DeskReport } from './desk-report.tsx';
import { SessionList } from './session-list.tsx';
import { type ChatRoom, SessionView } from './session-view.tsx';
import { Tickets } from './tickets.tsx';
import { useFresh } from './use-fresh.ts';
import { useDeskWords } from './words.ts';

type Box = 'queue' | 'mine' | 'all' | 'closed';
const REPORT = 'report';
const TICKETS = 'tickets';

/** Everybody who serves sees one inbox: who waits, who is theirs, who is with colleagues, and what is over. */
export function DeskInbox({ here, room }: { here: string | undefined; room: ChatRoom }) {
  const words = useDeskWords();
  const [, navigate] = useLocation();
  const [box, setBox] = useState<Box>('mine');
  const desks = useFresh('desks', () => api.desk.listMyDesks({}));
  const loaded = useFresh(`sessions ${box}`, () => api.desk.listDeskSessions({ box, limit: 100 }));
  const mine = desks.data?.desks ?? [];
  const sessions = loaded.data?.sessions ?? [];
  // A notification knows the chat; the inbox shows its session.
  const [search] = useSearchParams();
  const chat = search.get('chat');
  const meant = sessions.find((s) => s.chatId === chat)?.id;
  useEffect(() => {
    if (meant) navigate(`/desk/${meant}`, { replace: true });
  }, [meant, navigate]);
  const step = (by: number) => () => {
    const at = sessions.findIndex((s) => s.id === here);
    const next = sessions[at === -1 ? 0 : at + by];
    if (next) navigate(`/desk/${next.id}`);
  };
  useShortcut({ keys: 'j', label: words.next, group: words.group, run: step(1) });
  useShortcut({ keys: 'k', label: words.previous, group: words.group, run: step(-1) });
  const refresh = () => (desks.reload(), loaded.reload());
  const serve = async (deskId: (typeof mine)[number]['id'], onDuty: boolean) => {
    try {
      await api.desk.setDeskDuty({ deskId, onDuty });
      refresh();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  if (desks.error) return <Empty title={failureText(desks.error)} />;
  if (!desks.data) return <RowsSkeleton />;
  const colleagues = [
    ...new Map(mine.flatMap((d) => d.colleagues).map((c) => [c.memberId, c])).values(),
  ].toSorted((a, b) => a.name.localeCompare(b.name));
  const tickets = <Tickets colleagues={colleagues} onBack={() => navigate('/desk')} />;
  if (mine.length === 0)
    return here === TICKETS ? (
      tickets
    ) : (
      <Empty
        icon={<Headset />}
        title={words.noDesk}
        text={words.noDeskText}
        action={<Button onClick={() => navigate(`/desk/${TICKETS}`)}>{words.tickets.title}</Button>}
      />
    );
  const sum = (of: 'queue' | 'mine' | 'all') => mine.reduce((n, d) => n + d[of], 0);
  const tabs = (['queue', 'mine', 'all', 'closed'] as const).map((id) => ({
    id,
    label: words.boxes[id],
    ...(id === 'closed' ? {} : { count: sum(id) }),
  }));
  const list = (
    <>
      <PaneBar>
        <h1 className="flex-1 text-[15px] font-medium">{words.title}</h1>
        <Button size="small" look="plain" onClick={() => navigate(`/desk/${TICKETS}`)}>
          {words.tickets.title}
        </Button>
        <Button size="small" look="plain" onClick={() => navigate(`/desk/${REPORT}`)}>
          {words.report}
        </Button>
      </PaneBar>
      <ul className="px-4 py-1.5">
        {mine.map((d) => (
          <li key={d.id} className="flex items-center gap-2 py-1 text-dense">
            <span className="min-w-0 flex-1 truncate">{d.name}</span>
            <span className="text-small text-text-3">{d.onDuty ? words.onDuty : words.offDuty}</span>
            <Switch
              aria-label={words.duty(d.name)}
              checked={d.onDuty}
              onChecked={(on) => void serve(d.id, on)}
            />
          </li>
        ))}
      </ul>
      <Tabs label={words.title} value={box} tabs={tabs} onValue={setBox}>
        {loaded.error ? (
          <Empty title={failureText(loaded.error)} />
        ) : !loaded.data ? (
          <RowsSkeleton rows={4} />
        ) : sessions.length === 0 ? (
          <Empty title={words.nothing[box]} />
        ) : (
          <SessionList sessions={sessions} here={here} />
        )}
      </Tabs>
    </>
  );
  const detail =
    here === REPORT ? (
      <DeskReport desks={mine} />
    ) : here === TICKETS ? (
      tickets
    ) : here ? (
      <SessionView
        key={here}
        sessionId={here as DeskSessionId}
        desks={mine}
        room={room}
        onMoved={refresh}
        onTaken={() => setBox('mine')}
      />
    ) : (
      <Empty icon={<Headset />} title={words.pick} text={words.pickText} />
    );
  return <ListAndDetail chosen={here !== undefined} list={list} detail={detail} />;
}
