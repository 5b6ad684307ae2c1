import type { CustomerImport } from '../../../../../contract/src/customers.ts';
import { readAnswer } from '../../../../../sdk/src/client.ts';
import { Unreachable } from '../../../lib/api.ts';
import { locale } from '../../../lib/locale.ts';

/** Sends the bytes of a table, to look at or to take in. Throws ApiError or Unreachable; doing it again repeats nothing. */
export async function sendTable(file: File, preview: boolean): Promise<CustomerImport> {
  let answer: Response;
  try {
    answer = await fetch(
      `/api/customers/import?fileName=${encodeURIComponent(file.name)}&preview=${String(preview)}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'accept-language': locale() },
        body: file,
      },
    );
  } catch (error) {
    throw new Unreachable(error);
  }
  return (await readAnswer(answer)) as CustomerImport;
}
