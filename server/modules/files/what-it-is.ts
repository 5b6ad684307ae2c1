import { fileTypeFromBuffer } from 'file-type';
import { buffer } from 'node:stream/consumers';
import type { BlobStore } from '../../kernel/blob-store.ts';
import type { FileRow } from './files.access.ts';
import { MOST_PACKED, sizeOfPicture } from './picture.ts';

const HEAD = 256 * 1024;

/** What browsers may show in place. Everything else is only ever downloaded, SVG and HTML above all: they can carry script. */
const shown: Record<string, FileRow['kind']> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/gif': 'image',
  'image/webp': 'image',
  'image/avif': 'image',
  'video/mp4': 'video',
  'video/webm': 'video',
  'video/quicktime': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/aac': 'audio',
  'audio/ogg': 'audio',
  'audio/wav': 'audio',
  'audio/flac': 'audio',
  'audio/amr': 'audio',
  'application/pdf': 'pdf',
};

/** Type and measures read from the bytes themselves; what the uploader claimed is never asked. */
export async function whatItIs(
  blobs: BlobStore,
  key: string,
  size: number,
): Promise<Pick<FileRow, 'mime' | 'kind' | 'width' | 'height'>> {
  const plain = { mime: 'application/octet-stream', kind: 'other' as const, width: null, height: null };
  if (size === 0) return plain;
  const head = await buffer(await blobs.get(key, { start: 0, end: Math.min(size, HEAD) - 1 }));
  const mime = (await fileTypeFromBuffer(head))?.mime.split(';')[0];
  if (!mime) return plain;
  const kind = shown[mime] ?? 'other';
  if (kind !== 'image') return { ...plain, mime, kind };
  const measures =
    size <= MOST_PACKED
      ? await sizeOfPicture(size <= HEAD ? head : await buffer(await blobs.get(key)))
      : undefined;
  // A picture we would not decode ourselves is not shown to anybody's browser either.
  return measures ? { mime, kind, ...measures } : plain;
}
