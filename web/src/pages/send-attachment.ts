import { uploadFile } from '../features/messaging/upload.ts';
import type { SendFile } from '../features/outreach/content-fields.tsx';
import { failureText, Unreachable } from '../lib/api.ts';

/** Attachments go the way all files go. */
export const sendAttachment: SendFile = async (file) => {
  const sent = await uploadFile(file, file.name || 'file', { onStart() {}, onProgress() {} });
  if (sent.state === 'done') {
    const { fileId, name, size, mime } = sent.file;
    const k = mime.startsWith('image/') ? 'image' : mime.startsWith('video/') ? 'video' : 'file';
    return { draft: { k, b: { fileId, name, size, mime } } };
  }
  return { failure: sent.state === 'refused' ? sent.text : failureText(new Unreachable('upload')) };
};
