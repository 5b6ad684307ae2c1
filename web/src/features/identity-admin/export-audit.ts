import { readAnswer, Unreachable } from '../../../../sdk/src/client.ts';
import { locale } from '../../lib/locale.ts';
import { ApiError } from '../../lib/api.ts';
import { confirmed } from '../../lib/step-up.ts';

/** Fetches the log as CSV and hands it to the browser to keep. Throws ApiError or Unreachable. */
export async function exportAudit(filter: Record<string, string>): Promise<void> {
  const file = await confirmed(async () => {
    let answer: Response;
    try {
      answer = await fetch(`/api/admin/audit.csv?${new URLSearchParams(filter).toString()}`, {
        headers: { 'accept-language': locale() },
      });
    } catch (error) {
      throw new Unreachable(error);
    }
    if (!answer.ok) {
      await readAnswer(answer);
      throw new ApiError('common.internal', `HTTP ${answer.status}`, answer.status);
    }
    const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
    return { blob: await answer.blob(), name: name ?? 'audit.csv' };
  });
  const url = URL.createObjectURL(file.blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
