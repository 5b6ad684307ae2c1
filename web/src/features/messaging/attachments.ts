// Files on their way into a message.
import type { Draft } from './model.ts';
import { send } from './outbox.ts';

/** Pixels of a picture, read on this device so that its place is right before it is sent. */
async function pixels(file: Blob): Promise<{ width?: number; height?: number }> {
  if (!/^image\/(png|jpeg|gif|webp|bmp|avif)$/.test(file.type)) return {};
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return {}; // not a picture this browser can read: it goes as a file
  }
}

/** The message a file becomes: a picture, a video or a plain file. */
async function draftOfFile(file: File): Promise<Draft> {
  const base = {
    // The server gives the real one when the upload is complete.
    fileId: 'file_000000' as const,
    name: (file.name || 'file').slice(0, 255),
    size: file.size,
    mime: (file.type || 'application/octet-stream').slice(0, 120),
  };
  const found = await pixels(file);
  if (found.width && found.height)
    return { k: 'image', b: { ...base, width: found.width, height: found.height } };
  if (/^video\/(mp4|webm)$/.test(file.type)) return { k: 'video', b: base };
  return { k: 'file', b: base };
}

export async function sendFiles(c: string, files: readonly File[], re?: number): Promise<void> {
  for (const file of files) await send(c, await draftOfFile(file), { file, re });
}

export async function sendVoice(c: string, blob: Blob, milliseconds: number): Promise<void> {
  const mime = blob.type.split(';')[0] || 'audio/webm';
  const name = `voice.${mime.split('/')[1] ?? 'webm'}`;
  await send(
    c,
    {
      k: 'voice',
      b: { fileId: 'file_000000', name, size: blob.size, mime, duration: Math.round(milliseconds) },
    },
    { file: blob },
  );
}
