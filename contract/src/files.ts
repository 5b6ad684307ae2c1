import * as z from 'zod';
import { endpoint } from './define.ts';
import { FileId, MemberId, UploadId } from './ids.ts';

/** What the server found in the bytes, not what the uploader said. */
export const StoredFile = z.object({
  fileId: FileId,
  name: z.string(),
  /** bytes */
  size: z.number().int(),
  mime: z.string(),
  kind: z.enum(['image', 'video', 'audio', 'pdf', 'other']),
  /** pixels as shown (after turning), for images */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** thumbnails can be asked for */
  preview: z.boolean(),
});
export type StoredFile = z.infer<typeof StoredFile>;

export const UploadState = z.object({
  uploadId: UploadId,
  /** bytes kept so far: where to go on */
  offset: z.number().int(),
  size: z.number().int(),
  /** set once every byte is here */
  file: StoredFile.nullable(),
});
export type UploadState = z.infer<typeof UploadState>;

const upload = z.object({ uploadId: UploadId });

export const files = {
  startUpload: endpoint({
    method: 'POST',
    path: '/uploads',
    summary: 'Begin an upload that can be resumed; send the bytes with PATCH',
    who: 'member',
    app: 'files',
    input: z.object({
      name: z.string().min(1).max(255),
      size: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
      mime: z.string().max(120).default(''),
    }),
    output: UploadState,
    errors: [],
  }),
  continueUpload: endpoint({
    method: 'PATCH',
    path: '/uploads/:uploadId',
    summary:
      'The next bytes (application/octet-stream), from header `upload-offset` on. Bytes already kept are skipped, so a repeat is harmless; a gap answers files.wrong_offset and the right `upload-offset`',
    who: 'member',
    app: 'files',
    input: upload,
    output: UploadState,
    errors: ['files.upload_not_found', 'files.wrong_offset', 'files.too_many_bytes'],
  }),
  getUpload: endpoint({
    method: 'GET',
    path: '/uploads/:uploadId',
    summary: 'Where my upload stands',
    who: 'member',
    app: 'files',
    input: upload,
    output: UploadState,
    errors: ['files.upload_not_found'],
  }),
  cancelUpload: endpoint({
    method: 'DELETE',
    path: '/uploads/:uploadId',
    summary: 'Give an unfinished upload up',
    who: 'member',
    app: 'files',
    input: upload,
    output: z.object({}),
    errors: ['files.upload_not_found'],
  }),
  describeFile: endpoint({
    method: 'GET',
    path: '/files/:fileId/facts',
    summary: 'Name, size and type of a file I may see',
    who: 'member',
    app: 'files',
    input: z.object({ fileId: FileId }),
    output: StoredFile,
    errors: ['files.not_found'],
  }),
  getFile: endpoint({
    method: 'GET',
    path: '/files/:fileId',
    summary: 'The bytes of a file I may see; ranges and ETag as HTTP has them',
    who: 'member',
    app: 'files',
    input: z.object({ fileId: FileId, download: z.enum(['1']).optional() }),
    output: z.unknown(),
    errors: ['files.not_found'],
    raw: true,
  }),
  getThumb: endpoint({
    method: 'GET',
    path: '/files/:fileId/thumb',
    summary:
      'A picture made small, as webp, turned upright, without metadata; `size` is the longer side in pixels',
    who: 'member',
    app: 'files',
    input: z.object({ fileId: FileId, size: z.enum(['320', '1280']).default('320') }),
    output: z.unknown(),
    errors: ['files.not_found', 'files.no_preview'],
    raw: true,
  }),
  setAvatar: endpoint({
    method: 'PUT',
    path: '/me/avatar',
    summary: 'Show this picture of mine as my face, cut to a square; null takes it away',
    who: 'member',
    input: z.object({
      fileId: FileId.nullable(),
      /** in pixels of the upright picture; by default the middle */
      crop: z
        .object({
          left: z.number().int().nonnegative(),
          top: z.number().int().nonnegative(),
          side: z.number().int().positive(),
        })
        .optional(),
    }),
    output: z.object({ avatar: z.string().nullable() }),
    errors: ['files.not_found', 'files.not_a_picture'],
  }),
  getAvatar: endpoint({
    method: 'GET',
    path: '/avatars/:memberId',
    summary: 'The face of a colleague I may see',
    who: 'member',
    input: z.object({ memberId: MemberId, v: z.string().optional() }),
    output: z.unknown(),
    errors: ['files.not_found'],
    raw: true,
  }),
};
