import * as z from 'zod';
import { type Found, Unreadable } from './found.ts';
import { inThread } from './in-thread.ts';
import { linesOfPage, readPrintedText } from './printed-text.rules.ts';

const Pieces = z.array(
  z.object({ x: z.number(), y: z.number(), height: z.number(), width: z.number(), text: z.string() }),
);

/** The invoice as the words of a PDF say it; nothing found where the PDF is a picture. Throws Unreadable. */
export async function readPdf(bytes: Buffer): Promise<Found> {
  // Readers of PDF repair what was cut off, and would read half of an invoice for a whole one.
  if (!bytes.subarray(-2_048).includes('%%EOF')) throw new Unreadable('damaged', 'pdf');
  const pieces = await inThread(new URL('./pdf-words.mjs', import.meta.url), new Uint8Array(bytes)).catch(
    (error: unknown) => {
      throw new Unreadable('damaged', 'pdf', error);
    },
  );
  return readPrintedText(linesOfPage(Pieces.parse(pieces)));
}
