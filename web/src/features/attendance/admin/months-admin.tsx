import { Download, Lock, UsersRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MonthLine } from '../../../../../contract/src/attendance.ts';
import { readAnswer } from '../../../../../sdk/src/client.ts';
import { api, failureText } from '../../../lib/api.ts';
import { locale } from '../../../lib/locale.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { SearchInput } from '../../../ui/input.tsx';
import { confirm, toast } from '../../../ui/overlays.ts';
import { addMonths, monthNow } from '../format-time.ts';
import { MonthSwitch } from '../month-switch.tsx';
import { MonthTable } from '../month-table.tsx';
import { PersonDrawer } from '../person-drawer.tsx';
import { useAttendanceWords } from '../words.ts';
import { useAttendanceAdminWords } from './words.ts';

/** The month of everybody the administrator looks after. */
export function MonthsAdmin() {
  const words = useAttendanceAdminWords().months;
  const plain = useAttendanceWords();
  const [month, setMonth] = useState(monthNow());
  const [query, setQuery] = useState('');
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState<MonthLine | null>(null);
  const [more, setMore] = useState<{ key: string; lines: MonthLine[]; more: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(query.trim()), 250);
    return () => clearTimeout(timer);
  }, [query]);
  const key = `${month} ${asked}`;
  const { data, error, reload } = useLoaded(key, (signal) =>
    api.attendanceAdmin.getMonthTable({ month, ...(asked ? { q: asked } : {}) }, { signal }),
  );
  const closing = data?.state === 'closing';
  useEffect(() => {
    if (!closing) return;
    const timer = setInterval(reload, 2_000);
    return () => clearInterval(timer);
  }, [closing, reload]);
  const extra = more?.key === key ? more : null;
  const lines = [...(data?.lines ?? []), ...(extra?.lines ?? [])];
  const hasMore = extra ? extra.more : (data?.more ?? false);
  const loadMore = async () => {
    const last = lines.at(-1);
    if (!hasMore || busy || !last) return;
    setBusy(true);
    try {
      const page = await api.attendanceAdmin.getMonthTable({
        month,
        after: last.member.id,
        ...(asked ? { q: asked } : {}),
      });
      setMore({ key, lines: [...(extra?.lines ?? []), ...page.lines], more: page.more });
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  const close = async () => {
    const yes = await confirm({
      title: words.closeSure(month),
      text: words.closeText,
      action: words.close,
      danger: true,
    });
    if (!yes) return;
    try {
      await api.attendanceAdmin.closeMonth({ month });
      reload();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  return (
    <div className="pane flex-1">
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2.5">
        <MonthSwitch month={month} onMonth={setMonth} />
        {data && (
          <Tag tone={data.state === 'open' ? 'plain' : 'info'}>
            {words.states[data.state]}
            {data.progress && ` ${words.progress(data.progress.done, data.progress.total)}`}
          </Tag>
        )}
        <span className="flex-1" />
        <SearchInput label={words.search} value={query} onValue={setQuery} className="w-44" />
        <Button
          icon={<Download aria-hidden className="size-4" />}
          onClick={() =>
            void exportMonth(month).then(
              () => toast(words.exported, { tone: 'ok' }),
              (failure: unknown) => toast(failureText(failure), { tone: 'danger' }),
            )
          }
        >
          {words.export}
        </Button>
        {data?.state === 'open' && addMonths(month, 1) <= monthNow() && (
          <Button icon={<Lock aria-hidden className="size-4" />} onClick={() => void close()}>
            {words.close}
          </Button>
        )}
      </div>
      <p className="px-4 pt-2 text-small text-text-3">{words.intro}</p>
      {data && !data.covered && <p className="px-4 pt-1 text-small text-warn">{plain.uncovered}</p>}
      {error !== null ? (
        <Empty title={plain.failed} text={failureText(error)} />
      ) : (
        <MonthTable
          lines={lines}
          loading={!data}
          empty={<Empty icon={<UsersRound />} title={words.none} />}
          onOpen={setOpen}
          onEnd={() => void loadMore()}
        />
      )}
      {open && <PersonDrawer member={open.member} month={month} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** Hands the workbook of a month to the browser to keep. */
async function exportMonth(month: string): Promise<void> {
  const answer = await fetch(`/api/admin/attendance/months/${month}/export?locale=${locale()}`, {
    headers: { 'accept-language': locale() },
  });
  if (!answer.ok) await readAnswer(answer);
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `attendance-${month}.xlsx`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
