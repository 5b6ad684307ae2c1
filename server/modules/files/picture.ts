import sharp, { type Sharp } from 'sharp';

/** Above this many pixels a picture is never decoded: a few hundred KB can unpack to gigabytes. */
const MOST_PIXELS = 50e6;
/** sharp holds the whole packed picture in memory */
export const MOST_PACKED = 64 * 1024 * 1024;
const AT_ONCE = 2;

// Only the decoders we offer; SVG, TIFF, PDF and the rest stay shut even if bytes slip past the type check.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
  ],
});
sharp.cache(false);

let running = 0;
const waiting: (() => void)[] = [];

/** Decodes a picture and does something with it, two at a time per process. Rejects when the bytes are no picture or too large a one. */
export async function withPicture<T>(packed: Buffer, use: (picture: Sharp) => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else running++;
  try {
    return await use(sharp(packed, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false }));
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** Width and height as shown, after turning; undefined where this is no picture we would decode. */
export async function sizeOfPicture(packed: Buffer): Promise<{ width: number; height: number } | undefined> {
  const found = await withPicture(packed, (picture) => picture.metadata()).catch(() => undefined);
  if (!found || found.width * found.height > MOST_PIXELS) return undefined;
  return found.autoOrient;
}

/** At most `side` pixels on the longer side, upright, without metadata, as webp. */
export async function madeSmall(packed: Buffer, side: number): Promise<Buffer> {
  return await withPicture(packed, (picture) =>
    picture
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer(),
  );
}

/** The upright picture as plain RGBA, at most `side` pixels on the longer side. Rejects when the bytes are no picture. */
export async function pixelsOfPicture(
  packed: Buffer,
  side: number,
): Promise<{ data: Uint8Array; width: number; height: number }> {
  return await withPicture(packed, async (picture) => {
    const { data, info } = await picture
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data: new Uint8Array(data), width: info.width, height: info.height };
  });
}

/** A square of 256 pixels out of the upright picture: the given part of it, or the middle. */
export async function madeSquare(
  packed: Buffer,
  crop?: { left: number; top: number; side: number },
): Promise<Buffer> {
  const upright = crop
    ? await withPicture(packed, (picture) => picture.autoOrient().png({ compressionLevel: 1 }).toBuffer())
    : packed;
  return await withPicture(upright, (picture) =>
    (crop
      ? picture.extract({ left: crop.left, top: crop.top, width: crop.side, height: crop.side })
      : picture.autoOrient()
    )
      .resize({ width: 256, height: 256, fit: 'cover' })
      .webp({ quality: 82 })
      .toBuffer(),
  );
}

/** A picture from outside, decoded and written anew at 640 pixels; undefined where these bytes are no picture we decode. */
export async function previewPicture(packed: Buffer): Promise<Buffer | undefined> {
  const size = await sizeOfPicture(packed);
  // Counting pixels of one dot are no pictures to show.
  return size && size.width >= 32 && size.height >= 32 ? await madeSmall(packed, 640) : undefined;
}
