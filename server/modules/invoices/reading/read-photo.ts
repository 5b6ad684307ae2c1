import { pixelsOfPicture } from '../../files/index.ts';
import { foundAs, type Found, Unreadable } from './found.ts';
import { inThread } from './in-thread.ts';
import { readQrText } from './qr-text.rules.ts';

/** Small ones first: they are quick, and blur away the noise of a camera. */
const SIDES = [1_000, 1_800, 2_800];

/** The QR code in the photo of an invoice; nothing found where none can be seen. Throws Unreadable where this is no picture. */
export async function readPhoto(bytes: Buffer): Promise<Found> {
  for (const side of SIDES) {
    const pixels = await pixelsOfPicture(bytes, side).catch((error: unknown) => {
      throw new Unreadable('damaged', 'picture', error);
    });
    const said = await inThread(new URL('./qr-words.mjs', import.meta.url), pixels);
    if (typeof said !== 'string') continue;
    try {
      return readQrText(said);
    } catch (error) {
      // Some other code on the paper: the payment code of the shop, a link.
      if (!(error instanceof Unreadable)) throw error;
      return foundAs({}, 'unsure');
    }
  }
  return foundAs({}, 'unsure');
}
