import { Readable } from 'node:stream';
import * as z from 'zod';
import { keepMedia, mediaFile, type MediaType } from '../../../modules/apps/index.ts';
import { attachFile, keepBytes, openBytes, openPicture, pictureUrl } from '../../../modules/files/index.ts';
import { type WecomOpenCall, type WecomOutsideCall, wecomOpenCall, wecomOutsideCall } from '../call.ts';
import { maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { filePart } from './form-part.ts';
import { mustFit } from './media-rules.ts';

const types = new Set<string>(['image', 'voice', 'video', 'file'] satisfies MediaType[]);
const DAY = 24 * 3_600_000;

const upload = wecomOutsideCall({
  path: '/cgi-bin/media/upload',
  writes: true,
  bytes: true,
  input: z.object({ type: maybe(words) }),
  async act(shift, { type }, { request }) {
    const { mediaId, createdAt } = await kept(shift, typeOf(type, 40004), request);
    return { type, media_id: mediaId, created_at: String(seconds(createdAt)) };
  },
});

const uploadAttachment = wecomOutsideCall({
  path: '/cgi-bin/media/upload_attachment',
  writes: true,
  bytes: true,
  input: z.object({ media_type: maybe(words), attachment_type: maybe(whole) }),
  async act(shift, { media_type, attachment_type = 1 }, { request }) {
    if (attachment_type !== 1 && attachment_type !== 2) throw new WecomError(40058);
    const type = typeOf(media_type, 40005);
    if (type === 'voice') throw new WecomError(40005);
    const { mediaId, createdAt } = await kept(shift, type, request);
    return { type, media_id: mediaId, created_at: seconds(createdAt) };
  },
});

const uploadimg = wecomOutsideCall({
  path: '/cgi-bin/media/uploadimg',
  writes: true,
  bytes: true,
  input: z.object({}),
  async act(shift, _input, { request, ports, corpId }) {
    const { fileName, bytes } = filePart(request);
    if (bytes.length > limits.uploadimgBytes) throw new WecomError(40009);
    mustFit('image', bytes);
    const paces = [
      { name: 'pictures a day', most: limits.uploadimgPerDay, perMs: DAY },
      { name: 'pictures a month', most: limits.uploadimgPerMonth, perMs: 30 * DAY },
    ];
    if (!(await ports.throttles.take(...paces.map((p) => [p, corpId] as [typeof p, string]))))
      throw new WecomError(45009);
    const file = await keepBytes(shift, { name: fileName ?? 'picture', source: Readable.from([bytes]) });
    await shift.work((work) => attachFile(work, file.id, { kind: 'public', id: file.id }));
    return { url: pictureUrl(ports.secret, request.origin, { corpId, fileId: file.id }) };
  },
});

const get = wecomOutsideCall({
  path: '/cgi-bin/media/get',
  input: z.object({ media_id: maybe(words) }),
  async act(shift, { media_id }, { request }) {
    const file = await shift.work((work) => mediaFile(work, need(media_id, 41006)));
    return await openBytes(shift, file, request.headers.range);
  },
});

/** A voice a page recorded, as it was recorded. */
const getVoice = wecomOutsideCall({
  path: '/cgi-bin/media/get/jssdk',
  input: z.object({ media_id: maybe(words) }),
  async act(shift, { media_id }, { request }) {
    const file = await shift.work((work) => mediaFile(work, need(media_id, 41006)));
    if (file.type !== 'voice') throw new WecomError(40007);
    return await openBytes(shift, file, request.headers.range);
  },
});

/** Where pictures of `uploadimg` and faces are fetched; the address itself is the permission. */
const picture = wecomOpenCall({
  path: '/cgi-bin/media/picture',
  async open({ request, ports }) {
    const found = await openPicture(ports, request.query['p'] ?? '');
    if (!found) throw new WecomError(40007);
    return found;
  },
});

export const mediaCalls: readonly WecomOutsideCall[] = [upload, uploadAttachment, uploadimg, get, getVoice];
export const mediaOpenCalls: readonly WecomOpenCall[] = [picture];

async function kept(
  shift: Parameters<typeof keepMedia>[0],
  type: MediaType,
  request: Parameters<typeof filePart>[0],
) {
  const { fileName, bytes } = filePart(request);
  mustFit(type, bytes);
  return await keepMedia(shift, { type, name: fileName ?? type, source: Readable.from([bytes]) });
}

function typeOf(type: string | undefined, errcode: number): MediaType {
  if (type === undefined || !types.has(type)) throw new WecomError(errcode);
  return type as MediaType;
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
