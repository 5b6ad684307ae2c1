// Uploads as a client does them, for tests of everything that needs a file.
import type { StoredFile, UploadState } from '@teahouse/contract/files';
import { files } from '@teahouse/contract/files';
import type { House } from '../kernel/house.ts';
import type { Person } from './world.ts';

export interface Patched {
  status: number;
  offset: string | undefined;
  body: UploadState & { error?: { code: string; fields?: { path: string; text: string }[] } };
}

/** Sends bytes to an upload from `offset` on. */
export async function patch(
  house: House,
  person: Person,
  uploadId: string,
  offset: number,
  bytes: Buffer,
): Promise<Patched> {
  const answer = await house.http.inject({
    method: 'PATCH',
    url: `/api/uploads/${uploadId}`,
    headers: {
      cookie: person.cookie,
      'content-type': 'application/octet-stream',
      'upload-offset': String(offset),
    },
    payload: bytes,
  });
  const at = answer.headers['upload-offset'];
  return {
    status: answer.statusCode,
    offset: at === undefined ? undefined : String(at),
    body: answer.json(),
  };
}

/** Uploads a whole file in one piece. */
export async function upload(house: House, person: Person, name: string, bytes: Buffer): Promise<StoredFile> {
  const begun = await person.call(files.startUpload, { name, size: bytes.length, mime: 'text/html' });
  if (begun.status !== 200) throw new Error(JSON.stringify(begun.body));
  const done = await patch(house, person, begun.body.uploadId, 0, bytes);
  if (!done.body.file) throw new Error(JSON.stringify(done.body));
  return done.body.file;
}

/** Fetches a path under /api with the session of this person. */
export async function fetchAs(
  house: House,
  person: Person | undefined,
  path: string,
  headers: Record<string, string> = {},
) {
  const answer = await house.http.inject({
    url: `/api${path}`,
    headers: { ...headers, ...(person ? { cookie: person.cookie } : {}) },
  });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
}
