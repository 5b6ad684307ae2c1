import { Crosshair } from 'lucide-react';
import { useState } from 'react';
import type { Place } from '../../../../../contract/src/attendance-shapes.ts';
import { api, failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Textarea } from '../../../ui/input.tsx';
import { MemberPicker, type Person } from '../../../ui/member-picker.tsx';
import { toast } from '../../../ui/overlays.ts';
import { usePeople } from '../../../lib/people.ts';
import { askPosition } from '../where-am-i.ts';
import { findColleagues } from '../../../lib/find-colleagues.ts';
import { memberIds } from '../find-people.ts';
import { useAttendanceAdminWords } from './words.ts';

/** A circle on the map, the networks of the office, and who else may punch here. */
export function PlaceEditor({
  place,
  onClose,
  onSaved,
}: {
  place: Place | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const all = useAttendanceAdminWords();
  const words = all.places;
  const people = usePeople((s) => s.byId);
  const [name, setName] = useState(place?.name ?? '');
  const [lat, setLat] = useState(place ? String(place.lat) : '');
  const [lng, setLng] = useState(place ? String(place.lng) : '');
  const [radius, setRadius] = useState(String(place?.radiusM ?? 200));
  const [networks, setNetworks] = useState(place?.networks.join('\n') ?? '');
  const [who, setWho] = useState<Person[]>(
    place?.memberIds.map((id) => ({ id, name: people[id]?.name ?? id })) ?? [],
  );
  const [busy, setBusy] = useState(false);
  const numbers = [lat, lng, radius].map((t) => (t.trim() === '' ? Number.NaN : Number(t)));
  const fits = numbers.every(Number.isFinite) && Math.abs(numbers[0]!) <= 90 && Math.abs(numbers[1]!) <= 180;
  const here = async () => {
    const fix = await askPosition();
    if (!fix) return toast(words.noPosition, { tone: 'danger' });
    setLat(fix.lat.toFixed(6));
    setLng(fix.lng.toFixed(6));
  };
  const save = async () => {
    setBusy(true);
    const input = {
      name,
      lat: numbers[0]!,
      lng: numbers[1]!,
      radiusM: Math.round(numbers[2]!),
      networks: networks.split(/\s+/).filter(Boolean),
      wifi: place?.wifi ?? [],
      memberIds: memberIds(who),
    };
    try {
      if (place) await api.attendanceAdmin.changePlace({ placeId: place.id, ...input });
      else await api.attendanceAdmin.createPlace(input);
      toast(all.saved, { tone: 'ok' });
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={words.title}
      footer={
        <>
          <Button onClick={onClose}>{all.cancel}</Button>
          <Button look="solid" busy={busy} disabled={!name.trim() || !fits} onClick={() => void save()}>
            {all.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={words.name} required>
          <Input value={name} maxLength={80} onChange={(e) => setName(e.target.value)} />
        </Field>
        <div className="grid grid-cols-2 gap-3 desk:grid-cols-3">
          <Field label={words.lat}>
            <Input inputMode="decimal" value={lat} onChange={(e) => setLat(e.target.value)} />
          </Field>
          <Field label={words.lng}>
            <Input inputMode="decimal" value={lng} onChange={(e) => setLng(e.target.value)} />
          </Field>
          <Field label={words.radius}>
            <Input inputMode="numeric" value={radius} onChange={(e) => setRadius(e.target.value)} />
          </Field>
        </div>
        <Button
          className="self-start"
          icon={<Crosshair aria-hidden className="size-4" />}
          onClick={() => void here()}
        >
          {words.here}
        </Button>
        <Field label={words.networks} hint={words.networksHint} optional>
          <Textarea value={networks} onChange={(e) => setNetworks(e.target.value)} />
        </Field>
        <div className="flex flex-col gap-1.5">
          <span className="text-dense font-medium text-text-2">{words.members}</span>
          <div className="pane h-64">
            <MemberPicker label={words.members} find={findColleagues} value={who} onValue={setWho} />
          </div>
        </div>
      </div>
    </Dialog>
  );
}
