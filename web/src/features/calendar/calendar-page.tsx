import { ChevronLeft, ChevronRight, Ellipsis, Plus } from 'lucide-react';
import { useEffect, useRef, useState, type ChangeEvent, type MouseEvent } from 'react';
import type { CalendarId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { onHint } from '../../lib/hints.ts';
import { localeTag } from '../../lib/locale.ts';
import { useDesk } from '../../lib/media.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { openMenu, toast } from '../../ui/overlays.ts';
import { Choice } from '../../ui/toggle.tsx';
import { Agenda } from './agenda.tsx';
import { addDays, dayOf, daysShown, minuteOf, type Occurrence, startOf, stepped, type View } from './days.ts';
import { EventCard } from './event-card.tsx';
import { type Draft, EventForm } from './event-form.tsx';
import { FeedDialog } from './feed-dialog.tsx';
import { MonthGrid } from './month-grid.tsx';
import { ShareDialog } from './share-dialog.tsx';
import { WeekGrid } from './week-grid.tsx';
import { useCalendarWords } from './words.ts';

/** The sheet of a week or month, or a list; phones have the list alone. */
export function CalendarPage({
  day: given,
  eventId,
}: {
  day: string | undefined;
  eventId: string | undefined;
}) {
  const words = useCalendarWords();
  const desk = useDesk();
  const [today] = useState(() => dayOf(new Date()));
  const [day, setDay] = useState(given && /^\d{4}-\d\d-\d\d$/.test(given) ? given : today);
  const [picked, setView] = useState<View>('week');
  const view: View = desk ? picked : 'list';
  const days = daysShown(view, day);
  const span = { from: startOf(days[0]!).toISOString(), to: startOf(addDays(days.at(-1)!, 1)).toISOString() };
  const { data, error, reload } = useLoaded(`${span.from} ${span.to}`, (signal) =>
    api.calendar.listOccurrences(span, { signal }),
  );
  const [open, setOpen] = useState<Occurrence | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [dialog, setDialog] = useState<{ what: 'feed' | 'share'; calendarId: CalendarId } | null>(null);
  const file = useRef<HTMLInputElement>(null);
  useEffect(() => onHint('calendar', reload), [reload]);
  // A link leads to an event: it opens once its day has been read.
  const [linked, setLinked] = useState(eventId);
  const found = linked && data?.occurrences.find((o) => o.eventId === linked);
  if (found) {
    setLinked(undefined);
    setOpen(found);
  }
  const begin = (start: string) => {
    const end = new Date(new Date(start).getTime() + 3_600_000);
    setDraft({ start, end: minuteOf(end) });
  };
  const add = () => {
    const next = new Date();
    next.setMinutes(60, 0, 0);
    begin(day === today ? minuteOf(next) : `${day}T09:00`);
  };
  const mine = async () => (await api.calendar.listCalendars({})).calendars[0]!;
  const ask = async (what: 'feed' | 'share') => {
    try {
      setDialog({ what, calendarId: (await mine()).id });
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  const bring = async (e: ChangeEvent<HTMLInputElement>) => {
    const chosen = e.target.files?.[0];
    e.target.value = '';
    if (!chosen) return;
    try {
      const { added, changed, skipped } = await api.calendar.importIcs({
        calendarId: (await mine()).id,
        ics: await chosen.text(),
      });
      toast(words.imported(added, changed, skipped.length), { tone: 'ok' });
      reload();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  const menu = (e: MouseEvent) =>
    openMenu({
      at: e.currentTarget,
      label: words.menu,
      items: [
        { label: words.share, onSelect: () => void ask('share') },
        { label: words.feed, onSelect: () => void ask('feed') },
        { label: words.importFile, onSelect: () => file.current?.click() },
      ],
    });
  const heading = new Intl.DateTimeFormat(localeTag(), { year: 'numeric', month: 'long' }).format(
    startOf(view === 'week' ? days[3]! : day),
  );
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <h1 className="tabular min-w-0 flex-1 truncate text-[15px] font-medium">{heading}</h1>
        {desk && (
          <Choice
            label={words.viewsLabel}
            value={picked}
            onValue={setView}
            options={(['week', 'month', 'list'] as const).map((id) => ({
              value: id,
              label: words.views[id],
            }))}
          />
        )}
        <Button size="small" onClick={() => setDay(today)}>
          {words.today}
        </Button>
        <IconButton label={words.before} onClick={() => setDay(stepped(view, day, -1))}>
          <ChevronLeft aria-hidden className="size-5" />
        </IconButton>
        <IconButton label={words.after} onClick={() => setDay(stepped(view, day, 1))}>
          <ChevronRight aria-hidden className="size-5" />
        </IconButton>
        <IconButton label={words.add} onClick={add}>
          <Plus aria-hidden className="size-5" />
        </IconButton>
        <IconButton label={words.menu} aria-haspopup="menu" onClick={menu}>
          <Ellipsis aria-hidden className="size-5" />
        </IconButton>
        <input ref={file} type="file" accept=".ics,text/calendar" hidden onChange={(e) => void bring(e)} />
      </PaneBar>
      {error && !data ? (
        <Empty
          title={words.failed}
          text={failureText(error)}
          action={<Button onClick={reload}>{words.retry}</Button>}
        />
      ) : !data ? (
        <RowsSkeleton rows={6} />
      ) : view === 'week' ? (
        <WeekGrid days={days} events={data.occurrences} onOpen={setOpen} onTime={begin} />
      ) : view === 'month' ? (
        <MonthGrid
          days={days}
          month={day.slice(0, 7)}
          events={data.occurrences}
          onOpen={setOpen}
          onDay={(next) => {
            setDay(next);
            setView('list');
          }}
        />
      ) : (
        <Agenda days={days} events={data.occurrences} onOpen={setOpen} />
      )}
      {open && (
        <EventCard
          shown={open}
          onClose={() => setOpen(null)}
          onChanged={reload}
          onEdit={(event) => {
            setDraft({ event, occurrence: open.occurrence, start: open.startLocal, end: open.endLocal });
            setOpen(null);
          }}
        />
      )}
      {draft && (
        <EventForm
          draft={draft}
          onClose={() => setDraft(null)}
          onSaved={() => {
            setDraft(null);
            reload();
          }}
        />
      )}
      {dialog?.what === 'feed' && (
        <FeedDialog calendarId={dialog.calendarId} onClose={() => setDialog(null)} />
      )}
      {dialog?.what === 'share' && (
        <ShareDialog calendarId={dialog.calendarId} onClose={() => setDialog(null)} />
      )}
    </div>
  );
}
