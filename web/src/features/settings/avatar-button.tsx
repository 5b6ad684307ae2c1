import { useRef, useState } from 'react';
import type { UploadState } from '../../../../contract/src/files.ts';
import { readAnswer } from '../../../../sdk/src/client.ts';
import { api, failureText, Unreachable } from '../../lib/api.ts';
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
      const fileId = await send(await square(file));
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

async function square(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const side = Math.min(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.min(SIDE, side);
  const left = (picture.width - side) / 2;
  const top = (picture.height - side) / 2;
  canvas.getContext('2d')?.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new DOMException('no picture came of it'))),
      'image/webp',
      0.9,
    ),
  );
}

async function send(picture: Blob): Promise<`file_${string}`> {
  const begun = await api.files.startUpload({ name: 'avatar.webp', size: picture.size });
  const answer = await fetch(`/api/uploads/${begun.uploadId}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/octet-stream', 'upload-offset': '0' },
    body: picture,
  }).catch((error: unknown) => {
    throw new Unreachable(error);
  });
  const { file } = (await readAnswer(answer)) as UploadState;
  if (!file) throw new Unreachable(new Error('the upload was cut'));
  return file.fileId;
}
