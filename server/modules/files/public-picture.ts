import { FileId } from '@teahouse/contract/ids';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Shift } from '../../kernel/shift.ts';
import { system } from '../../kernel/work.ts';
import { fileById, openBytes } from './keep-bytes.ts';

/** Where programs and pages outside fetch a picture without a session; the same address for the same picture, and nobody can make one up. */
export function pictureUrl(
  secret: Buffer,
  origin: string,
  { corpId, fileId }: { corpId: string; fileId: string },
): string {
  const body = `${corpId}.${fileId}`;
  return `${origin}/cgi-bin/media/picture?p=${body}.${signed(secret, body)}`;
}

/** The picture behind such an address; undefined where we never gave it out or the picture is gone. */
export async function openPicture(
  ports: Shift['ports'],
  given: string,
): Promise<Awaited<ReturnType<typeof openBytes>> | undefined> {
  const [corpId, id, mac, ...more] = given.split('.');
  if (!corpId || !id || !mac || more.length) return undefined;
  const right = Buffer.from(signed(ports.secret, `${corpId}.${id}`));
  const shown = Buffer.from(mac);
  if (right.length !== shown.length || !timingSafeEqual(right, shown)) return undefined;
  const fileId = FileId.parse(id);
  const file = await ports.openWork(corpId, system, (work) => fileById(work, fileId));
  if (file?.kind !== 'image') return undefined;
  const answer = await openBytes({ corpId, ports }, file);
  return {
    ...answer,
    headers: {
      ...answer.headers,
      'content-disposition': 'inline',
      'cache-control': 'public, max-age=86400',
      'cross-origin-resource-policy': 'cross-origin',
    },
  };
}

const signed = (secret: Buffer, body: string) =>
  createHmac('sha256', secret).update(`public picture ${body}`).digest('base64url').slice(0, 32);
