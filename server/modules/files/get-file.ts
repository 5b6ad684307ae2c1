import { files } from '@teahouse/contract/files';
import type { FileId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement, implementRaw } from '../../kernel/module.ts';
import { fileKey } from './blob-keys.ts';
import { fileToSee } from './files.access.ts';
import { toStoredFile } from './files.present.ts';
import { sendBlob } from './send-blob.ts';
import { thumbOf } from './thumb.ts';

export const describeFile = implement(files.describeFile, async (work, { fileId }) =>
  toStoredFile(await fileToSee(work, fileId)),
);

export const getFile = implementRaw(files.getFile, async (call, { fileId, download }) => {
  const file = await call.work((work) => fileToSee(work, fileId));
  return await sendBlob(call, {
    key: fileKey(call.corpId, fileId),
    size: file.size,
    etag: file.sha,
    mime: file.mime,
    name: file.name,
    inline: file.kind !== 'other' && download === undefined,
  });
});

export const getThumb = implementRaw(files.getThumb, async (call, { fileId, size }) => {
  const file = await call.work((work) => fileToSee(work, fileId as FileId));
  if (file.kind !== 'image') fail('files.no_preview');
  const etag = `"${file.sha}.${size}"`;
  call.reply.headers({
    etag,
    'cache-control': 'private, no-cache',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'content-disposition': 'inline',
  });
  if (call.request.headers['if-none-match'] === etag) return await call.reply.code(304).send();
  const small = await thumbOf(call.ports.blobs, call.corpId, fileId, size);
  return await call.reply.type('image/webp').send(small);
});
