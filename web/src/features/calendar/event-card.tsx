import { useEffect } from 'react';
import type { CalendarEvent } from '../../../../contract/src/calendar.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { usePerson, wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { confirm, openMenu, toast } from '../../ui/overlays.ts';
import type { Occurrence } from './days.ts';
import { choiceOf } from './rule-choice.ts';
import { useCalendarWords } from './words.ts';

type Scope = 'one' | 'following' | 'all';

/** One time of an event: what it is, who comes, and what I may do. */
export function EventCard({
  shown,
  onClose,
  onChanged,
  onEdit,
}: {
  shown: Occurrence;
  onClose: () => void;
  onChanged: () => void;
  onEdit: (event: CalendarEvent) => void;
}) {
  const words = useCalendarWords();
  const which = { eventId: shown.eventId, ...(shown.repeats ? { occurrence: shown.occurrence } : {}) };
  const key = shown.title ? `${shown.eventId} ${shown.occurrence}` : null;
  const { data, reload } = useLoaded(key, (signal) => api.calendar.getEvent(which, { signal }));
  useEffect(() => {
    if (data) wantPeople([data.organizer, ...data.attendees.map((a) => a.memberId)]);
  }, [data]);
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
      onChanged();
      return true;
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
      return false;
    }
  };
  const cancel = async (scope: Scope) => {
    const sure = await confirm({
      title: words.cancelSure(shown.title),
      text: words.cancelText,
      action: words.cancelEvent,
      danger: true,
    });
    if (sure && (await attempt(() => api.calendar.cancelEvent({ ...which, scope })))) onClose();
  };
  const answer = async (said: 'yes' | 'maybe' | 'no') => {
    // Who has not answered yet answers the whole series; after that, each of its times by itself.
    const meant = data?.answer === 'waiting' ? { eventId: shown.eventId } : which;
    if (await attempt(() => api.calendar.answerEvent({ ...meant, answer: said }))) {
      toast(words.answeredNow, { tone: 'ok' });
      reload();
    }
  };
  const repeat = data ? choiceOf(data).choice : 'never';
  return (
    <Drawer
      open
      onClose={onClose}
      title={shown.title || words.busy}
      footer={
        data?.mine ? (
          <>
            <Button
              onClick={(e) =>
                shown.repeats
                  ? openMenu({
                      at: e.currentTarget,
                      label: words.cancelEvent,
                      items: (['one', 'following', 'all'] as const).map((scope) => ({
                        label: words.scopes[scope],
                        onSelect: () => void cancel(scope),
                      })),
                    })
                  : void cancel('all')
              }
            >
              {words.cancelEvent}
            </Button>
            <Button look="solid" onClick={() => onEdit(data)}>
              {words.edit}
            </Button>
          </>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-4 p-5">
        <p className="tabular">
          {shown.allDay
            ? `${shown.startLocal} · ${words.allDay}`
            : `${fullTime(Date.parse(shown.start))} – ${fullTime(Date.parse(shown.end))}`}
        </p>
        {repeat !== 'never' && <p className="text-dense text-text-2">{words.repeats[repeat]}</p>}
        {shown.place && <p className="wrap-anywhere">{shown.place}</p>}
        {key !== null && !data && <RowsSkeleton rows={3} />}
        {data?.note && <p className="wrap-anywhere whitespace-pre-wrap">{data.note}</p>}
        {data?.answer && (
          <div role="group" aria-label={words.answer} className="flex flex-col gap-2">
            <span className="text-dense text-text-2">{words.answer}</span>
            <div className="flex gap-2">
              {(['yes', 'maybe', 'no'] as const).map((said) => (
                <Button
                  key={said}
                  look={data.answer === said ? 'solid' : 'outline'}
                  aria-pressed={data.answer === said}
                  onClick={() => void answer(said)}
                >
                  {words.answers[said]}
                </Button>
              ))}
            </div>
          </div>
        )}
        {data && (
          <section className="flex flex-col gap-1">
            <h3 className="text-dense text-text-3">{words.attendees}</h3>
            <ul>
              <li className="flex items-center justify-between py-1">
                <Name id={data.organizer} />
                <Tag>{words.organizer}</Tag>
              </li>
              {data.attendees
                .filter((a) => a.memberId !== data.organizer)
                .map((a) => (
                  <li key={a.memberId} className="flex items-center justify-between py-1">
                    <Name id={a.memberId} />
                    <Tag tone={a.answer === 'yes' ? 'accent' : 'plain'}>{words.answered[a.answer]}</Tag>
                  </li>
                ))}
            </ul>
          </section>
        )}
      </div>
    </Drawer>
  );
}

function Name({ id }: { id: string }) {
  return <span className="truncate">{usePerson(id)?.name ?? '…'}</span>;
}
