import { ArrowLeft, BookOpenText, ChartNoAxesColumn, NotebookPen } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Link } from 'wouter';
import type { JournalCycleId, JournalId, JournalTemplateId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useDesk } from '../../lib/media.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { type SendFile, SendFileContext } from '../../ui/form/send-file.ts';
import { ListAndDetail } from '../../ui/panes.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AskedList } from './asked-list.tsx';
import { JournalDetail } from './journal-detail.tsx';
import { JournalList } from './journal-list.tsx';
import { type View, views } from './shapes.ts';
import { CycleList, CycleStats } from './stats.tsx';
import { useJournals } from './use-journals.ts';
import { useJournalWords } from './words.ts';
import { WriteJournal } from './write-journal.tsx';

/** What I am to report, what I received and wrote, and who has reported, beside the one that is open. */
export function JournalCenter({
  view: wanted,
  id,
  onGo,
  sendFile,
}: {
  view: string | undefined;
  id: string | undefined;
  onGo: (to: string, options?: { replace: boolean }) => void;
  sendFile: SendFile;
}) {
  const words = useJournalWords();
  const desk = useDesk();
  const view: View = views.find((v) => v === wanted) ?? 'write';
  const asked = useLoaded('asked', (signal) => api.journals.listAskedJournals({}, { signal }));
  const box = view === 'received' || view === 'mine' ? view : null;
  const state = useJournals(box);
  const [templateId, setTemplateId] = useState<JournalTemplateId | null>(null);
  const [reloadAsked, markRead, reloadList] = [asked.reload, state.markRead, state.reload];
  const wasRead = useCallback(
    (journalId: string) => {
      markRead(journalId);
      reloadAsked();
    },
    [markRead, reloadAsked],
  );
  const open = useCallback((journalId: string) => onGo(`/journals/${view}/${journalId}`), [onGo, view]);
  const at = state.list?.findIndex((j) => j.id === id) ?? -1;
  const count = (of: View) => (of === 'received' ? asked.data?.unread : 0);
  const list = (
    <>
      <PaneBar>
        <h1 className="flex-1 text-[15px] font-medium">{words.title}</h1>
      </PaneBar>
      <Tabs
        label={words.title}
        value={view}
        onValue={(next) => onGo(`/journals/${next}`)}
        tabs={views.map((of) => {
          const n = count(of);
          return { id: of, label: words.views[of], ...(n ? { count: n } : {}) };
        })}
      >
        {box ? (
          <JournalList box={box} state={state} chosen={id} />
        ) : view === 'stats' ? (
          <CycleList templateId={templateId} onTemplate={setTemplateId} chosen={id} />
        ) : asked.data ? (
          <AskedList asked={asked.data.asked} chosen={id} />
        ) : asked.error ? (
          <Empty
            title={words.failed}
            text={failureText(asked.error)}
            action={<Button onClick={asked.reload}>{words.retry}</Button>}
          />
        ) : (
          <RowsSkeleton rows={4} />
        )}
      </Tabs>
    </>
  );
  const empty = {
    write: <Empty icon={<NotebookPen />} title={words.chooseAsked} />,
    received: <Empty icon={<BookOpenText />} title={words.chooseOne} />,
    mine: <Empty icon={<BookOpenText />} title={words.chooseOne} />,
    stats: <Empty icon={<ChartNoAxesColumn />} title={words.chooseCycle} />,
  };
  const detail = id ? (
    <>
      {!desk && (
        <PaneBar>
          <Link
            href={`/journals/${view}`}
            className="-ml-2 rounded-chip"
            aria-label={words.back}
            data-tip={words.back}
          >
            <span className="tap inline-flex size-8 items-center justify-center text-text-2">
              <ArrowLeft aria-hidden className="size-5" />
            </span>
          </Link>
          <h1 className="text-[15px] font-medium">{words.title}</h1>
        </PaneBar>
      )}
      {box ? (
        <JournalDetail
          key={id}
          journalId={id as JournalId}
          previous={state.list?.[at - 1]?.id}
          next={at < 0 ? undefined : state.list?.[at + 1]?.id}
          onGo={open}
          onRead={wasRead}
        />
      ) : view === 'stats' ? (
        <CycleStats key={id} cycleId={id as JournalCycleId} />
      ) : (
        <WriteJournal
          key={id}
          cycleId={id as JournalCycleId}
          onSaved={reloadAsked}
          onSubmitted={(journalId) => {
            reloadAsked();
            reloadList();
            onGo(`/journals/mine/${journalId}`, { replace: true });
          }}
        />
      )}
    </>
  ) : (
    empty[view]
  );
  return (
    <SendFileContext value={sendFile}>
      <ListAndDetail list={list} detail={detail} chosen={id !== undefined} />
    </SendFileContext>
  );
}
