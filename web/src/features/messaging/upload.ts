// Resumable upload: ask for a place, send what is missing in pieces, go on where it stopped.
import { readAnswer } from '../../../../sdk/src/client.ts';
import { ApiError } from '../../lib/api.ts';
import { locale } from '../../lib/locale.ts';

export interface UploadedFile {
  fileId: `file_${string}`;
  name: string;
  size: number;
  mime: string;
  width?: number;
  height?: number;
}
export type UploadOutcome =
  | { state: 'done'; file: UploadedFile }
  | { state: 'refused'; text: string }
  /** the network is away; what was sent is kept by the server */
  | { state: 'away' };

const piece = 4 * 1024 * 1024;

async function call(path: string, init: RequestInit): Promise<unknown> {
  const headers = { 'accept-language': locale(), ...(init.headers as Record<string, string>) };
  return readAnswer(await fetch(`/api${path}`, { ...init, headers, credentials: 'same-origin' }));
}

interface Step {
  uploadId: string;
  offset: number;
  file?: (UploadedFile & { width?: number | null; height?: number | null }) | null;
}

/** Sends a file, going on from an earlier upload where one is named. Answers never throw for network or refusal. */
export async function uploadFile(
  file: Blob,
  name: string,
  options: {
    uploadId?: string | undefined;
    onStart: (uploadId: string) => void;
    onProgress: (part: number) => void;
  },
): Promise<UploadOutcome> {
  try {
    let step: Step | null = null;
    if (options.uploadId) {
      try {
        step = (await call(`/uploads/${options.uploadId}`, { method: 'GET' })) as Step;
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 404) throw error;
      }
    }
    if (!step) {
      step = (await call('/uploads', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, size: file.size, mime: file.type || 'application/octet-stream' }),
      })) as Step;
      options.onStart(step.uploadId);
    }
    const { uploadId } = step;
    while (!step.file) {
      const from: number = step.offset;
      step = (await call(`/uploads/${uploadId}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(from) },
        body: file.slice(from, from + piece),
      })) as Step;
      options.onProgress(file.size ? step.offset / file.size : 1);
    }
    const { width, height, ...rest } = step.file;
    return { state: 'done', file: { ...rest, ...(width ? { width } : {}), ...(height ? { height } : {}) } };
  } catch (error) {
    if (error instanceof ApiError)
      return error.status >= 500 && error.status !== 507
        ? { state: 'away' }
        : { state: 'refused', text: error.message };
    if (error instanceof TypeError) return { state: 'away' }; // fetch could not reach the server
    throw error;
  }
}
