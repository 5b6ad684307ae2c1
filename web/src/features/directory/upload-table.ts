import type { ImportState } from '../../../../contract/src/member-import.ts';
import { Unreachable } from '../../lib/api.ts';
import { locale } from '../../lib/locale.ts';
import { readAnswer } from '../../../../sdk/src/client.ts';

/** Sends the bytes of a table; the answer is the preview. Throws ApiError or Unreachable. */
export async function uploadTable(file: File): Promise<ImportState> {
  let answer: Response;
  try {
    answer = await fetch(`/api/admin/imports?fileName=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'accept-language': locale() },
      body: file,
    });
  } catch (error) {
    throw new Unreachable(error);
  }
  return (await readAnswer(answer)) as ImportState;
}
