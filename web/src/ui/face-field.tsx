import { useRef, useState } from 'react';
import { failureText } from '../lib/api.ts';
import { sendPicture, squarePicture } from '../lib/send-picture.ts';
import { Avatar } from './avatar.tsx';
import { Button } from './button.tsx';
import { toast } from './overlays.ts';

/** The face of something, taken from a picture of this device. */
export function FaceField({
  of,
  words,
  logo,
  onLogo,
}: {
  of: { id: string; name: string };
  words: { logo: string; chooseLogo: string; removeLogo: string; notAPicture: string };
  /** address of the picture; null: none */
  logo: string | null;
  /** the file and its address, or twice null */
  onLogo: (fileId: `file_${string}` | null, logo: string | null) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const take = async (picked: File) => {
    setBusy(true);
    try {
      const fileId = await sendPicture(await squarePicture(picked, 256), 'logo.webp');
      onLogo(fileId, `/api/files/${fileId}`);
    } catch (error) {
      // createImageBitmap refuses what is no picture with a DOMException.
      toast(error instanceof DOMException ? words.notAPicture : failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-dense font-medium text-text-2">{words.logo}</span>
      <div className="flex items-center gap-3">
        <Avatar id={of.id} name={of.name} src={logo} size={48} />
        <input
          ref={input}
          type="file"
          accept="image/*"
          aria-label={words.chooseLogo}
          tabIndex={-1}
          className="sr-only"
          onChange={(e) => {
            const file = e.target.files?.[0];
            e.target.value = '';
            if (file) void take(file);
          }}
        />
        <Button size="small" busy={busy} onClick={() => input.current?.click()}>
          {words.chooseLogo}
        </Button>
        {logo && (
          <Button size="small" look="plain" disabled={busy} onClick={() => onLogo(null, null)}>
            {words.removeLogo}
          </Button>
        )}
      </div>
    </div>
  );
}
