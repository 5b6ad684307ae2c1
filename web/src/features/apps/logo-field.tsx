import { useRef, useState } from 'react';
import type { AppRecord } from '../../../../contract/src/apps.ts';
import { failureText } from '../../lib/api.ts';
import { sendPicture, squarePicture } from '../../lib/send-picture.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { useAppsWords } from './words.ts';

/** The face of an app, taken from a picture of this device. */
export function LogoField({
  app,
  logo,
  onLogo,
}: {
  app: AppRecord;
  logo: string | null;
  onLogo: (file: string | null, logo: string | null) => void;
}) {
  const words = useAppsWords();
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
        <Avatar id={app.id} name={app.name} src={logo} size={48} />
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
