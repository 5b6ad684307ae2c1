// A picture of this device, cut and made small before it goes out: a photo of 12 MB leaves as 60 KB.
import type { UploadState } from '../../../contract/src/files.ts';
import { readAnswer } from '../../../sdk/src/client.ts';
import { api, Unreachable } from './api.ts';

/** The middle of a picture as a square of at most so many pixels. Rejects with a DOMException where the file is no picture. */
export async function squarePicture(file: File, most: number): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const side = Math.min(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.min(most, side);
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

/** Uploads a small picture in one piece. */
export async function sendPicture(picture: Blob, name: string): Promise<`file_${string}`> {
  const begun = await api.files.startUpload({ name, size: picture.size });
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
