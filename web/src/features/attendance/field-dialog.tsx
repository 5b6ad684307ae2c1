import { Camera } from 'lucide-react';
import { useRef, useState } from 'react';
import type { FileId } from '../../../../contract/src/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { useAttendanceWords } from './words.ts';

/** Sends a picture; answers with its id, or with why not. */
export type SendPhoto = (file: File) => Promise<{ fileId: FileId } | { failure: string }>;

/** A field visit: what for, and a photo taken on the spot. */
export function FieldDialog({
  photoNeeded,
  sendPhoto,
  busy,
  onClose,
  onSend,
}: {
  photoNeeded: boolean;
  sendPhoto: SendPhoto;
  busy: boolean;
  onClose: () => void;
  onSend: (note: string, photos: FileId[]) => void;
}) {
  const words = useAttendanceWords();
  const [note, setNote] = useState('');
  const [photos, setPhotos] = useState<FileId[]>([]);
  const [sending, setSending] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const add = async (files: FileList | null) => {
    setSending(true);
    for (const file of [...(files ?? [])].slice(0, 6 - photos.length)) {
      const sent = await sendPhoto(file);
      if ('failure' in sent) toast(sent.failure, { tone: 'danger' });
      else setPhotos((p) => [...p, sent.fileId]);
    }
    setSending(false);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.field}
      description={words.fieldText}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            look="solid"
            busy={busy}
            disabled={sending || (photoNeeded && photos.length === 0)}
            onClick={() => onSend(note, photos)}
          >
            {words.send}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={words.fieldNote} optional>
          <Textarea value={note} maxLength={300} onChange={(e) => setNote(e.target.value)} />
        </Field>
        <div>
          <input
            ref={picker}
            type="file"
            accept="image/*"
            capture="environment"
            aria-label={words.photo}
            className="sr-only"
            tabIndex={-1}
            onChange={(e) => void add(e.target.files)}
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button
              icon={<Camera aria-hidden className="size-4" />}
              busy={sending}
              onClick={() => picker.current?.click()}
            >
              {words.takePhoto}
            </Button>
            <span role="status" className="text-small text-text-3">
              {sending
                ? words.uploading
                : photos.length
                  ? words.photoReady(photos.length)
                  : photoNeeded
                    ? words.photoNeeded
                    : ''}
            </span>
          </div>
        </div>
      </div>
    </Dialog>
  );
}
