import { uploadFile } from '../features/messaging/upload.ts';
import { failureText, Unreachable } from '../lib/api.ts';

/** Attachments of forms go the way all files go. */
export async function sendFormFile(file: File) {
  const sent = await uploadFile(file, file.name || 'file', { onStart() {}, onProgress() {} });
  if (sent.state === 'done') return { fileId: sent.file.fileId };
  return { failure: sent.state === 'refused' ? sent.text : failureText(new Unreachable('upload')) };
}
