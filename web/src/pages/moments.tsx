import { useParams } from 'wouter';
import { uploadFile } from '../features/messaging/upload.ts';
import type { SendFile } from '../features/moments/moment-form.ts';
import { MomentsCenter } from '../features/moments/moments-center.tsx';
import { failureText, Unreachable } from '../lib/api.ts';

/** Pictures go the way all files go. */
const sendFile: SendFile = async (file) => {
  const sent = await uploadFile(file, file.name || 'file', { onStart() {}, onProgress() {} });
  if (sent.state === 'done') return { file: sent.file };
  return { failure: sent.state === 'refused' ? sent.text : failureText(new Unreachable('upload')) };
};

export function MomentsPage() {
  const { id } = useParams<{ id?: string }>();
  return <MomentsCenter id={id} sendFile={sendFile} />;
}
