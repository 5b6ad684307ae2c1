import { readAnswer, Unreachable } from '../../../sdk/src/client.ts';
import { ApiError } from './api.ts';
import { locale } from './locale.ts';
import { confirmed } from './step-up.ts';

/** Fetches a file under /api, proving who sits here where that is asked for, and hands it to the browser. Throws ApiError or Unreachable. */
export async function saveFile(path: string, fallbackName: string): Promise<void> {
  const file = await confirmed(async () => {
    let answer: Response;
    try {
      answer = await fetch(`/api${path}`, { headers: { 'accept-language': locale() } });
    } catch (error) {
      throw new Unreachable(error);
    }
    if (!answer.ok) {
      await readAnswer(answer);
      throw new ApiError('common.internal', `HTTP ${answer.status}`, answer.status);
    }
    const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
    return { blob: await answer.blob(), name: name ?? fallbackName };
  });
  const url = URL.createObjectURL(file.blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
