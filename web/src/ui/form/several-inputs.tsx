// Controls made of more than one input.
import { LocateFixed } from 'lucide-react';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { Input } from '../input.tsx';
import { toast } from '../overlays.ts';
import { Choice } from '../toggle.tsx';
import { useFormWords } from './words.ts';

interface Part<T> {
  label: string;
  value: Partial<T> | undefined;
  onValue: (value: Partial<T>) => void;
}

export interface Punch {
  day: string;
  time: string;
  slot: 'in' | 'out';
}
/** Which punch is to be put right: the day, the time and whether coming or going. */
export function PunchInput({ label, value, onValue }: Part<Punch>) {
  const words = useFormWords();
  const slot = value?.slot ?? 'in';
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Choice
        label={words.slot}
        value={slot}
        options={[
          { value: 'in', label: words.slots.in },
          { value: 'out', label: words.slots.out },
        ]}
        onValue={(next) => onValue({ day: '', time: '', ...value, slot: next })}
      />
      <Input
        type="date"
        aria-label={`${label} ${words.day}`}
        value={value?.day ?? ''}
        onChange={(e) => onValue({ time: '', ...value, slot, day: e.target.value })}
        className="!w-44"
      />
      <Input
        type="time"
        aria-label={`${label} ${words.time}`}
        value={value?.time ?? ''}
        onChange={(e) => onValue({ day: '', ...value, slot, time: e.target.value })}
        className="!w-32"
      />
    </div>
  );
}

export interface Account {
  holder: string;
  number: string;
  bank: string;
}
export function BankInput({ value, onValue }: Part<Account>) {
  const words = useFormWords();
  const part = (key: keyof Account, label: string) => (
    <Field label={label}>
      <Input
        value={value?.[key] ?? ''}
        maxLength={100}
        inputMode={key === 'number' ? 'numeric' : 'text'}
        onChange={(e) => onValue({ holder: '', number: '', bank: '', ...value, [key]: e.target.value })}
      />
    </Field>
  );
  return (
    <div className="grid gap-3 desk:grid-cols-3">
      {part('holder', words.holder)}
      {part('number', words.account)}
      {part('bank', words.bank)}
    </div>
  );
}

export interface Place {
  title: string;
  lat: number;
  lng: number;
}
/** A place in words, with the device's position where the member adds it. */
export function PlaceInput({ label, value, onValue }: Part<Place>) {
  const words = useFormWords();
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onValue({ title: '', ...value, lat: coords.latitude, lng: coords.longitude }),
      () => toast(words.noPlace, { tone: 'danger' }),
    );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        aria-label={`${label} ${words.place}`}
        value={value?.title ?? ''}
        maxLength={200}
        onChange={(e) => onValue({ ...value, title: e.target.value })}
        className="min-w-48 flex-1"
      />
      <Button icon={<LocateFixed aria-hidden className="size-4" />} onClick={locate}>
        {words.here}
      </Button>
      {value?.lat !== undefined && <span className="text-small text-text-3">{words.located}</span>}
    </div>
  );
}
