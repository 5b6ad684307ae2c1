import { MapPin, Pencil, Plus, QrCode, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Place } from '../../../../../contract/src/attendance-shapes.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty } from '../../../ui/bits.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { confirm, toast } from '../../../ui/overlays.ts';
import { PageBody } from './page-body.tsx';
import { PlaceEditor } from './place-editor.tsx';
import { useAttendanceAdminWords } from './words.ts';

/** Where people punch. */
export function PlacesAdmin() {
  const all = useAttendanceAdminWords();
  const words = all.places;
  const [editing, setEditing] = useState<Place | 'new' | null>(null);
  const [kiosk, setKiosk] = useState<Place | null>(null);
  const loaded = useLoaded('places', (signal) => api.attendanceAdmin.listPlaces({}, { signal }));
  const remove = async (place: Place) => {
    const yes = await confirm({ title: words.removeSure(place.name), action: all.remove, danger: true });
    if (!yes) return;
    try {
      await api.attendanceAdmin.removePlace({ placeId: place.id });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <PageBody
      intro={words.intro}
      loaded={loaded}
      action={
        <Button look="solid" icon={<Plus aria-hidden className="size-4" />} onClick={() => setEditing('new')}>
          {words.add}
        </Button>
      }
    >
      {({ places }) => (
        <>
          {places.length === 0 && <Empty icon={<MapPin />} title={words.none} text={words.noneText} />}
          <ul className="flex flex-col">
            {places.map((place) => (
              <li key={place.id} className="flex items-center gap-2 border-b border-line py-2.5">
                <MapPin aria-hidden className="size-4 shrink-0 text-text-3" />
                <div className="min-w-0 flex-1">
                  <p className="truncate text-body">{place.name}</p>
                  <p className="tabular text-small text-text-3">
                    {[
                      `${place.lat.toFixed(5)}, ${place.lng.toFixed(5)}`,
                      words.metres(place.radiusM),
                      ...(place.networks.length ? [words.networkCount(place.networks.length)] : []),
                    ].join(' · ')}
                  </p>
                </div>
                <IconButton label={`${words.kiosk} ${place.name}`} onClick={() => setKiosk(place)}>
                  <QrCode aria-hidden className="size-4" />
                </IconButton>
                <IconButton label={`${all.edit} ${place.name}`} onClick={() => setEditing(place)}>
                  <Pencil aria-hidden className="size-4" />
                </IconButton>
                <IconButton label={`${all.remove} ${place.name}`} onClick={() => void remove(place)}>
                  <Trash2 aria-hidden className="size-4" />
                </IconButton>
              </li>
            ))}
          </ul>
          <p className="text-small text-text-3">{words.wifiNote}</p>
          {editing && (
            <PlaceEditor
              place={editing === 'new' ? null : editing}
              onClose={() => setEditing(null)}
              onSaved={() => {
                setEditing(null);
                loaded.reload();
              }}
            />
          )}
          {kiosk && <Kiosk place={kiosk} onClose={() => setKiosk(null)} />}
        </>
      )}
    </PageBody>
  );
}

/** The running code of a place, asked for again when it ends. */
function Kiosk({ place, onClose }: { place: Place; onClose: () => void }) {
  const words = useAttendanceAdminWords().places;
  const loaded = useLoaded(place.id, (signal) =>
    api.attendanceAdmin.getKioskCode({ placeId: place.id }, { signal }),
  );
  const { data, reload } = loaded;
  useEffect(() => {
    if (!data) return;
    const timer = setTimeout(reload, Math.max(1_000, Date.parse(data.until) - Date.now() + 200));
    return () => clearTimeout(timer);
  }, [data, reload]);
  return (
    <Dialog open onClose={onClose} title={`${words.kiosk} · ${place.name}`} description={words.kioskText}>
      <p className="tabular rounded-box bg-panel p-6 text-center font-mono text-title wrap-anywhere select-all">
        {data?.code ?? '…'}
      </p>
    </Dialog>
  );
}
