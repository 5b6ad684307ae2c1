import type { FileId } from '@teahouse/contract/ids';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { BlobMissing, type BlobStore } from '../../kernel/blob-store.ts';
import { fileKey, thumbKey, type ThumbSize } from './blob-keys.ts';
import { madeSmall } from './picture.ts';

/** The small picture of an image, made now if it was not made before. */
export async function thumbOf(
  blobs: BlobStore,
  corpId: string,
  fileId: FileId,
  size: ThumbSize,
): Promise<Buffer> {
  const key = thumbKey(corpId, fileId, size);
  try {
    return await buffer(await blobs.get(key));
  } catch (error) {
    if (!(error instanceof BlobMissing)) throw error;
  }
  const small = await madeSmall(await buffer(await blobs.get(fileKey(corpId, fileId))), Number(size));
  await blobs.put(key, Readable.from([small]));
  return small;
}
