import { useRef, useState } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { sendPicture, squarePicture } from '../../lib/send-picture.ts';
import { refreshSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { useSettingsWords } from './words.ts';

const SIDE = 512;

/** Takes a picture from this device as my face. It is cut and made small here, so a photo of 12 MB goes out as 60 KB. */
export function AvatarButton({ has }: { has: boolean }) {
  const words = useSettingsWords();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const run = async (change: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await change();
      await refreshSession();
    } catch (error) {
      // createImageBitmap refuses what is no picture with a DOMException.
      toast(error instanceof DOMException ? words.notAPicture : failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  const take = (file: File) =>
    run(async () => {
      const fileId = await sendPicture(await squarePicture(file, SIDE), 'avatar.webp');
      await api.files.setAvatar({ fileId });
    });
  return (
    <div className="flex flex-wrap gap-2">
      <input
        ref={input}
        type="file"
        accept="image/*"
        aria-label={words.choosePicture}
        tabIndex={-1}
        className="sr-only"
        onChange={(e) => {
          const file = e.target.files?.[0];
          e.target.value = '';
          if (file) void take(file);
        }}
      />
      <Button size="small" busy={busy} onClick={() => input.current?.click()}>
        {words.choosePicture}
      </Button>
      {has && (
        <Button
          size="small"
          look="plain"
          disabled={busy}
          onClick={() => void run(() => api.files.setAvatar({ fileId: null }))}
        >
          {words.removePicture}
        </Button>
      )}
    </div>
  );
}
