import type { FileId, UploadId } from '@teahouse/contract/ids';
import { randomBytes } from 'node:crypto';

/** Where a file's bytes lie: 65,536 folders by the random end of its id, so none grows large. */
export function fileKey(corpId: string, fileId: FileId): string {
  return `${corpId}/files/${fileId.slice(-2)}/${fileId.slice(-4, -2)}/${fileId}`;
}

export function thumbKey(corpId: string, fileId: FileId, size: ThumbSize): string {
  return `${fileKey(corpId, fileId)}.${size}`;
}

/** Never the same twice: a part that lost a race must not overwrite the one that won. */
export function partKey(corpId: string, uploadId: UploadId, start: number): string {
  return `${corpId}/parts/${uploadId}/${start}-${randomBytes(6).toString('hex')}`;
}

export const thumbSizes = ['320', '1280'] as const;
export type ThumbSize = (typeof thumbSizes)[number];

/** What a key belongs to; undefined for leftovers of an interrupted write. */
export function ownerOfKey(key: string): { file: FileId } | { upload: UploadId } | undefined {
  const file = /\/files\/..\/..\/(file_[0-9A-Za-z]+)(\.\d+)?$/.exec(key)?.[1];
  if (file) return { file: file as FileId };
  const upload = /\/parts\/(upl_[0-9A-Za-z]+)\/\d+-[0-9a-f]+$/.exec(key)?.[1];
  return upload ? { upload: upload as UploadId } : undefined;
}
