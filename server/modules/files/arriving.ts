import type { Readable } from 'node:stream';

/** A sender that says nothing for so long has gone. */
const SILENT_MS = 60_000;

/** What has come of a body so far. */
export interface Arrival {
  /** bytes passed on */
  kept: number;
  /** more came than was wanted */
  tooMany: boolean;
}

/**
 * The bytes of a request body after the first `skip`, at most `most` of them. A line that is cut ends the bytes like a regular end:
 * what has arrived counts.
 */
export async function* arriving(
  body: Readable | null | undefined,
  { skip, most }: { skip: number; most: number },
  arrival: Arrival,
): AsyncGenerator<Uint8Array, undefined> {
  let toSkip = skip;
  const silence = setTimeout(() => body?.destroy(), SILENT_MS);
  try {
    for await (const chunk of body ?? []) {
      silence.refresh();
      const bytes = (chunk as Buffer).subarray(Math.min(toSkip, (chunk as Buffer).length));
      toSkip -= (chunk as Buffer).length - bytes.length;
      if (bytes.length === 0) continue;
      if (arrival.kept + bytes.length > most) {
        arrival.tooMany = true;
        return undefined;
      }
      arrival.kept += bytes.length;
      yield bytes;
    }
  } catch (error) {
    if (!lineCut(error)) throw error;
  } finally {
    clearTimeout(silence);
  }
  return undefined;
}

function lineCut(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR';
}
