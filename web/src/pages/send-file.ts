import type { FileId } from '../../../contract/src/ids.ts';
import { uploadFile } from '../features/messaging/upload.ts';
import { failureText, Unreachable } from '../lib/api.ts';

/** Files of the office go the way all files go; answers with the id, or with why not. */
export async function sendFile(file: File): Promise<{ fileId: FileId } | { failure: string }> {
  const sent = await uploadFile(file, file.name || 'file', { onStart() {}, onProgress() {} });
  if (sent.state === 'done') return { fileId: sent.file.fileId };
  return { failure: sent.state === 'refused' ? sent.text : failureText(new Unreachable('upload')) };
}
