import { Readable } from 'node:stream';
import * as z from 'zod';
import type { ForeignRequest } from '../../../kernel/http/foreign.ts';
import { type FormPart, formParts } from '../../../kernel/http/form-parts.ts';
import { keepMedia, mediaFile, type MediaType } from '../../../modules/apps/index.ts';
import { fileById, openBytes } from '../../../modules/files/index.ts';
import { messageForApp } from '../../../modules/talk/index.ts';
import { type FeishuOutsideCall, feishuOutsideCall } from '../call.ts';
import { FeishuError } from '../feishu.errors.ts';
import { fileKey, isFileId, keyOf, placeOf } from '../ids.ts';

const scope = 'messages.send';
const MOST_IMAGE = 10 * 1024 * 1024;
const bad = (why: string) =>
  new FeishuError(234001, `Your request contains an invalid request parameter: ${why}`);

/** The fields of a form as texts, and the one part that is bytes. */
function formOf(request: ForeignRequest, name: string): { words: Map<string, string>; part: FormPart } {
  const parts = formParts(request);
  const part = parts.find((p) => p.name === name);
  if (!part) throw bad(name);
  if (part.bytes.length === 0) throw new FeishuError(234010, "File's size can't be 0.");
  const words = new Map(
    parts.filter((p) => p !== part).map((p) => [p.name, p.bytes.subarray(0, 1_000).toString('utf8')]),
  );
  return { words, part };
}

const image = feishuOutsideCall({
  method: 'POST',
  path: '/open-apis/im/v1/images',
  scope,
  bytes: true,
  input: z.object({}),
  async act(shift, _input, { request }) {
    const { words, part } = formOf(request, 'image');
    if (!['message', 'avatar'].includes(words.get('image_type') ?? '')) throw bad('image_type');
    if (part.bytes.length > MOST_IMAGE) throw new FeishuError(234006, 'The file size exceed the max value.');
    const source = Readable.from([part.bytes]);
    const { mediaId, file } = await keepMedia(shift, {
      type: 'image',
      name: part.fileName ?? 'image',
      source,
    });
    // What is no picture ends with its days, unnamed.
    if (file.kind !== 'image') throw new FeishuError(234011, "Can't recognize the image format.");
    return { image_key: fileKey('img', mediaId) };
  },
});

const types: Readonly<Record<string, MediaType>> = {
  opus: 'voice',
  mp4: 'video',
  pdf: 'file',
  doc: 'file',
  xls: 'file',
  ppt: 'file',
  stream: 'file',
};

const file = feishuOutsideCall({
  method: 'POST',
  path: '/open-apis/im/v1/files',
  scope,
  bytes: true,
  input: z.object({}),
  async act(shift, _input, { request }) {
    const { words, part } = formOf(request, 'file');
    const type = words.get('file_type') ?? '';
    if (!Object.hasOwn(types, type)) throw bad('file_type');
    const name = words.get('file_name')?.trim() || part.fileName;
    if (!name) throw bad('file_name');
    const source = Readable.from([part.bytes]);
    const { mediaId } = await keepMedia(shift, { type: types[type]!, name: name.slice(0, 200), source });
    return { file_key: fileKey('file', mediaId) };
  },
});

const download = (kind: 'images' | 'files') =>
  feishuOutsideCall({
    method: 'GET',
    path: `/open-apis/im/v1/${kind}/:key`,
    scope,
    input: z.object({ key: z.string() }),
    async act(shift, { key }, { request }) {
      const mediaId = keyOf(key);
      if (!mediaId) throw bad('key');
      const found = await shift.work((work) => mediaFile(work, mediaId));
      return await openBytes(shift, found, request.headers.range);
    },
  });

/** The file in a message that the app may see. */
const resource = feishuOutsideCall({
  method: 'GET',
  path: '/open-apis/im/v1/messages/:message_id/resources/:file_key',
  scope,
  input: z.object({ message_id: z.string(), file_key: z.string() }),
  async act(shift, { message_id, file_key }, { request, app }) {
    const id = keyOf(file_key);
    const found = await shift.work(async (work) => {
      const { message } = await messageForApp(work, app, placeOf(message_id));
      return id && isFileId(id) && message.b['fileId'] === id ? await fileById(work, id) : undefined;
    });
    if (!found) throw new FeishuError(234003, 'File not in msg.');
    return await openBytes(shift, found, request.headers.range);
  },
});

export const mediaCalls: readonly FeishuOutsideCall[] = [
  image,
  file,
  download('images'),
  download('files'),
  resource,
];
