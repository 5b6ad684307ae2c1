import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useInvoiceWords } from './words.ts';

const SIDE = 720;
const EVERY_MS = 200;

/** Looks through the camera until it sees a QR code; without a camera a photo will do. */
export function ScanDialog({
  onClose,
  onText,
  onPhoto,
}: {
  onClose: () => void;
  onText: (text: string) => void;
  onPhoto: (photo: File) => void;
}) {
  const words = useInvoiceWords();
  const video = useRef<HTMLVideoElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [away, setAway] = useState(false);
  const told = useRef(onText);
  useEffect(() => {
    told.current = onText;
  });
  useEffect(() => {
    const stop = new AbortController();
    watch(video, stop.signal).then(
      (text) => text !== undefined && told.current(text),
      () => !stop.signal.aborted && setAway(true),
    );
    return () => stop.abort();
  }, []);
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.scanTitle}
      description={away ? words.noCamera : words.scanText}
      footer={<Button onClick={() => picker.current?.click()}>{words.choosePhoto}</Button>}
    >
      {!away && (
        <video
          ref={video}
          muted
          playsInline
          aria-label={words.cameraView}
          className="aspect-square w-full rounded-box bg-sunken object-cover"
        />
      )}
      <input
        ref={picker}
        type="file"
        accept="image/*"
        aria-label={words.choosePhoto}
        className="sr-only"
        tabIndex={-1}
        onChange={(e) => {
          const [photo] = e.target.files ?? [];
          if (photo) onPhoto(photo);
        }}
      />
    </Dialog>
  );
}

/** The text of the first code that comes into view; undefined once nobody waits any more. Rejects without a camera. */
async function watch(
  at: { current: HTMLVideoElement | null },
  signal: AbortSignal,
): Promise<string | undefined> {
  const [{ default: read }, stream] = await Promise.all([
    import('jsqr'),
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }),
  ]);
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  signal.addEventListener('abort', end);
  if (signal.aborted || !at.current) {
    end();
    return undefined;
  }
  at.current.srcObject = stream;
  await at.current.play();
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  while (!signal.aborted && pen) {
    const { videoWidth, videoHeight } = at.current;
    const scale = Math.min(1, SIDE / Math.max(videoWidth, videoHeight, 1));
    [canvas.width, canvas.height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
    if (canvas.width > 0 && canvas.height > 0) {
      pen.drawImage(at.current, 0, 0, canvas.width, canvas.height);
      const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
      const seen = read(picture.data, picture.width, picture.height, { inversionAttempts: 'dontInvert' });
      if (seen?.data) {
        end();
        return seen.data;
      }
    }
    await new Promise((go) => setTimeout(go, EVERY_MS));
  }
  end();
  return undefined;
}
