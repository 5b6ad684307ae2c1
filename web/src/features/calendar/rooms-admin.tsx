import { DoorOpen, Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { useCalendarWords } from './words.ts';

/** The rooms members can book: one line each, and a line for a new one. */
export function RoomsAdmin() {
  const words = useCalendarWords();
  const [span] = useState(() => ({
    from: new Date().toISOString(),
    to: new Date(Date.now() + 86_400_000).toISOString(),
  }));
  const { data, error, reload } = useLoaded('rooms', (signal) => api.calendar.listRooms(span, { signal }));
  const [name, setName] = useState('');
  const [place, setPlace] = useState('');
  const [capacity, setCapacity] = useState('');
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
      reload();
      return true;
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
      return false;
    }
  };
  const add = async (e: FormEvent) => {
    e.preventDefault();
    const room = { name, place, capacity: capacity ? Number(capacity) : null };
    if (!(await attempt(() => api.calendar.saveRoom(room)))) return;
    setName('');
    setPlace('');
    setCapacity('');
  };
  if (error && !data)
    return (
      <Empty
        title={words.failed}
        text={failureText(error)}
        action={<Button onClick={reload}>{words.retry}</Button>}
      />
    );
  if (!data) return <RowsSkeleton rows={4} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.rooms}>
      <div className="mx-auto flex w-full max-w-180 flex-col gap-4 p-4">
        <form onSubmit={(e) => void add(e)} className="flex flex-wrap gap-2">
          <Input
            aria-label={words.roomName}
            placeholder={words.roomName}
            value={name}
            maxLength={60}
            onChange={(e) => setName(e.target.value)}
            className="min-w-40 flex-1"
          />
          <Input
            aria-label={words.roomPlace}
            placeholder={words.roomPlace}
            value={place}
            maxLength={128}
            onChange={(e) => setPlace(e.target.value)}
            className="min-w-40 flex-1"
          />
          <Input
            aria-label={words.capacity}
            placeholder={words.capacity}
            type="number"
            min={1}
            max={10_000}
            value={capacity}
            onChange={(e) => setCapacity(e.target.value)}
            className="!w-28"
          />
          <Button
            type="submit"
            look="solid"
            disabled={!name.trim()}
            icon={<Plus aria-hidden className="size-4" />}
          >
            {words.addRoom}
          </Button>
        </form>
        {data.rooms.length === 0 ? (
          <Empty icon={<DoorOpen />} title={words.noRooms} text={words.noRoomsText} />
        ) : (
          <ul className="divide-y divide-line">
            {data.rooms.map((r) => (
              <li key={r.id} className="flex items-center gap-3 py-2">
                <span className="min-w-0 flex-1 truncate">{r.name}</span>
                <span className="min-w-0 truncate text-dense text-text-3">
                  {[r.place, r.capacity ? words.seats(r.capacity) : ''].filter(Boolean).join(' · ')}
                </span>
                <Button
                  size="small"
                  aria-label={`${words.retire}: ${r.name}`}
                  onClick={() =>
                    void (async () => {
                      const sure = await confirm({
                        title: words.retireSure(r.name),
                        text: words.retireText,
                        action: words.retire,
                        danger: true,
                      });
                      if (sure) await attempt(() => api.calendar.retireRoom({ roomId: r.id }));
                    })()
                  }
                >
                  {words.retire}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
