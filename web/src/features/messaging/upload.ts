// Resumable upload: ask for a place, send what is missing in pieces, go on where it stopped.
import type { StoredFile, UploadState } from '../../../../contract/src/files.ts';
import { readAnswer } from '../../../../sdk/src/client.ts';
import { ApiError } from '../../lib/api.ts';
import { locale } from '../../lib/locale.ts';

export type UploadedFile = Pick<StoredFile, 'fileId' | 'name' | 'size' | 'mime'> & {
  width?: number;
  height?: number;
};
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
    let step: UploadState | null = null;
    if (options.uploadId) {
      try {
        step = (await call(`/uploads/${options.uploadId}`, { method: 'GET' })) as UploadState;
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 404) throw error;
      }
    }
    if (!step) {
      step = (await call('/uploads', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, size: file.size, mime: file.type || 'application/octet-stream' }),
      })) as UploadState;
      options.onStart(step.uploadId);
    }
    const { uploadId } = step;
    while (!step.file) {
      const from: number = step.offset;
      try {
        step = (await call(`/uploads/${uploadId}`, {
          method: 'PATCH',
          headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(from) },
          body: file.slice(from, from + piece),
        })) as UploadState;
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'files.wrong_offset') throw error;
        step = (await call(`/uploads/${uploadId}`, { method: 'GET' })) as UploadState;
        // Going on from the same place would be refused again.
        if (step.offset === from) throw error;
      }
      options.onProgress(file.size ? step.offset / file.size : 1);
    }
    const { fileId, name: kept, size, mime, width, height } = step.file;
    return {
      state: 'done',
      file: { fileId, name: kept, size, mime, ...(width ? { width } : {}), ...(height ? { height } : {}) },
    };
  } catch (error) {
    if (error instanceof ApiError)
      // Signed out meanwhile: it goes on when its member is back.
      return error.status === 401 || (error.status >= 500 && error.status !== 507)
        ? { state: 'away' }
        : { state: 'refused', text: error.message };
    if (error instanceof TypeError) return { state: 'away' }; // fetch could not reach the server
    throw error;
  }
}
