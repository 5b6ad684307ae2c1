import { useState, type FormEvent } from 'react';
import type { CalendarEvent } from '../../../../contract/src/calendar.ts';
import type { MemberId, MeetingRoomId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { usePeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { PeopleField } from '../../ui/people-field.tsx';
import { Checkbox, Choice } from '../../ui/toggle.tsx';
import { addDays } from './days.ts';
import { type Choice as RuleChoice, choiceOf, choices, repeatOf } from './rule-choice.ts';
import { useCalendarWords } from './words.ts';

type Scope = 'one' | 'following' | 'all';
const ahead = ['none', '0', '15', '60', '1440'] as const;

/** What the form begins with: a new event at some time, or one that is there (and which of its times was opened). */
export interface Draft {
  event?: CalendarEvent;
  occurrence?: string;
  start: string;
  end: string;
}

/** An event made or changed; of a series, which of its times are meant. */
export function EventForm({
  draft,
  onClose,
  onSaved,
}: {
  draft: Draft;
  onClose: () => void;
  onSaved: () => void;
}) {
  const words = useCalendarWords();
  const { event } = draft;
  const was = { rule: event?.rule ?? null, workdays: event?.workdays ?? false };
  const repeats = was.rule !== null || was.workdays;
  const begun = choiceOf(was);
  const [title, setTitle] = useState(event?.title ?? '');
  const [allDay, setAllDay] = useState(draft.start.length === 10);
  const [start, setStart] = useState(draft.start);
  const [end, setEnd] = useState(draft.start.length === 10 ? addDays(draft.end, -1) : draft.end);
  const [choice, setChoice] = useState<RuleChoice>(begun.choice);
  const [until, setUntil] = useState(begun.until);
  const [people, setPeople] = useState<MemberId[]>(event?.attendees.map((a) => a.memberId) ?? []);
  const [roomId, setRoomId] = useState<string>(event?.roomId ?? '');
  const [place, setPlace] = useState(event?.place ?? '');
  const [note, setNote] = useState(event?.note ?? '');
  const [remind, setRemind] = useState(String(event ? (event.remind[0] ?? 'none') : 15));
  const [hidden, setHidden] = useState(event?.private ?? false);
  const [scope, setScope] = useState<Scope>('one');
  const [busy, setBusy] = useState(false);
  const single = repeats && scope === 'one';

  const whole = (on: boolean) => {
    setAllDay(on);
    setStart(on ? start.slice(0, 10) : `${start.slice(0, 10)}T09:00`);
    setEnd(on ? end.slice(0, 10) : `${end.slice(0, 10)}T10:00`);
  };
  const begin = (next: string) => {
    // The end moves along, as far as it had been away.
    const length = Date.parse(end) - Date.parse(start);
    setStart(next);
    if (allDay) setEnd(end < next ? next : end);
    else if (next && length >= 0) {
      const moved = new Date(Date.parse(next) + length);
      setEnd(new Date(moved.getTime() - moved.getTimezoneOffset() * 60_000).toISOString().slice(0, 16));
    }
  };
  const save = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    const facts = {
      title: title.trim(),
      place: place.trim(),
      note,
      start,
      end: allDay ? addDays(end, 1) : end,
      zone: event?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    const series = {
      ...repeatOf(choice, until, was),
      private: hidden,
      remind: remind === 'none' ? [] : [Number(remind)],
      attendees: people,
      roomId: (roomId || null) as MeetingRoomId | null,
    };
    try {
      if (!event) await api.calendar.createEvent({ ...facts, ...series });
      else
        await api.calendar.changeEvent({
          eventId: event.id,
          scope: repeats ? scope : 'all',
          ...(draft.occurrence ? { occurrence: draft.occurrence } : {}),
          ...facts,
          ...(single ? {} : series),
        });
      onSaved();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
    setBusy(false);
  };
  return (
    <Drawer
      open
      wide
      onClose={onClose}
      title={event ? words.edit : words.add}
      footer={
        <Button
          type="submit"
          form="event-form"
          look="solid"
          disabled={!title.trim() || !start || !end || busy}
        >
          {words.save}
        </Button>
      }
    >
      <form id="event-form" onSubmit={(e) => void save(e)} className="flex flex-col gap-4 p-5">
        {repeats && (
          <fieldset className="flex flex-col gap-2">
            <legend className="pb-1 text-dense text-text-2">{words.scope}</legend>
            <Choice
              label={words.scope}
              value={scope}
              onValue={setScope}
              options={(['one', 'following', 'all'] as const).map((id) => ({
                value: id,
                label: words.scopes[id],
              }))}
            />
          </fieldset>
        )}
        <Field label={words.eventTitle} required>
          <Input value={title} maxLength={128} onChange={(e) => setTitle(e.target.value)} />
        </Field>
        {!(event && single) && (
          <Checkbox checked={allDay} onChecked={whole}>
            {words.allDay}
          </Checkbox>
        )}
        <div className="flex flex-wrap gap-3">
          <Field label={words.from} className="min-w-44 flex-1">
            <Input
              type={allDay ? 'date' : 'datetime-local'}
              value={start}
              onChange={(e) => begin(e.target.value)}
            />
          </Field>
          <Field label={words.to} className="min-w-44 flex-1">
            <Input
              type={allDay ? 'date' : 'datetime-local'}
              value={end}
              min={start}
              onChange={(e) => setEnd(e.target.value)}
            />
          </Field>
        </div>
        {!single && (
          <>
            <div className="flex flex-wrap gap-3">
              <Field label={words.repeat} className="min-w-44 flex-1">
                <Select
                  className="w-full"
                  value={choice}
                  onChange={(e) => setChoice(e.target.value as RuleChoice)}
                  options={[...choices, ...(begun.choice === 'other' ? (['other'] as const) : [])].map(
                    (value) => ({
                      value,
                      label: words.repeats[value],
                    }),
                  )}
                />
              </Field>
              {choice !== 'never' && choice !== 'other' && (
                <Field label={words.until} optional className="min-w-44 flex-1">
                  <Input
                    type="date"
                    value={until}
                    min={start.slice(0, 10)}
                    onChange={(e) => setUntil(e.target.value)}
                  />
                </Field>
              )}
            </div>
            <PeopleField label={words.attendees} value={people} max={2_000} onValue={setPeople} />
            <BusyLine people={people} start={start} end={end} allDay={allDay} />
            <RoomField
              start={start}
              end={end}
              allDay={allDay}
              mine={event?.roomId ?? null}
              value={roomId}
              onValue={setRoomId}
            />
          </>
        )}
        <Field label={words.place} optional>
          <Input value={place} maxLength={128} onChange={(e) => setPlace(e.target.value)} />
        </Field>
        <Field label={words.note} optional>
          <Textarea value={note} maxLength={5_000} onChange={(e) => setNote(e.target.value)} />
        </Field>
        {!single && (
          <>
            <Field label={words.reminder}>
              <Select
                value={remind}
                onChange={(e) => setRemind(e.target.value)}
                options={ahead.map((value) => ({ value, label: words.reminders[value] }))}
              />
            </Field>
            <Checkbox checked={hidden} onChecked={setHidden}>
              {words.private}
            </Checkbox>
          </>
        )}
      </form>
    </Drawer>
  );
}

interface Times {
  start: string;
  end: string;
  allDay: boolean;
}
/** The instants a form means, or null while it is half filled in. */
function spanOf({ start, end, allDay }: Times): { from: string; to: string } | null {
  const from = new Date(allDay ? `${start}T00:00` : start);
  const to = new Date(allDay ? `${addDays(end, 1)}T00:00` : end);
  return from < to ? { from: from.toISOString(), to: to.toISOString() } : null;
}

/** Names those of the people asked who are busy then. */
function BusyLine({ people, ...times }: Times & { people: readonly MemberId[] }) {
  const words = useCalendarWords();
  const span = spanOf(times);
  const key =
    span && people.length > 0 && people.length <= 50 ? `${span.from} ${span.to} ${people.join()}` : null;
  const found = useLoaded(key, (signal) =>
    api.calendar.freeBusy({ ...span!, memberIds: people.join() }, { signal }),
  );
  const byId = usePeople((s) => s.byId);
  const busy = (found.data?.people ?? []).filter((p) => p.busy.length > 0);
  if (busy.length === 0) return null;
  return (
    <p role="status" className="text-small text-warn">
      {words.busyThen(busy.map((p) => byId[p.memberId]?.name ?? '…').join('、'))}
    </p>
  );
}

/** A span for which nobody asks who is in a room. */
const somehow = { from: '2000-01-01T00:00:00Z', to: '2000-01-02T00:00:00Z' };

function RoomField({
  mine,
  value,
  onValue,
  ...times
}: Times & { mine: string | null; value: string; onValue: (id: string) => void }) {
  const words = useCalendarWords();
  const span = spanOf(times);
  const taken = useLoaded(span ? `${span.from} ${span.to}` : null, (signal) =>
    api.calendar.listRooms(span!, { signal }),
  );
  // The names stay while the time is being changed.
  const all = useLoaded('rooms', (signal) => api.calendar.listRooms(span ?? somehow, { signal }));
  const rooms = taken.data?.rooms ?? all.data?.rooms ?? [];
  if (rooms.length === 0) return null;
  return (
    <Field label={words.room}>
      <Select
        className="w-full"
        value={value}
        onChange={(e) => onValue(e.target.value)}
        options={[
          { value: '', label: words.noRoom },
          ...rooms.map((r) => {
            const taken = r.taken.length > 0 && r.id !== mine;
            return { value: r.id, label: taken ? words.roomTaken(r.name) : r.name, disabled: taken };
          }),
        ]}
      />
    </Field>
  );
}
