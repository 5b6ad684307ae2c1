import type { Line } from '../adapter.ts';
import { TencentError } from '../tencent.ts';
import { callWechat, serverOf } from './call-wechat.ts';

const MOST = 20 * 1024 * 1024;
const endings: Record<string, string> = { image: 'jpg', voice: 'amr', video: 'mp4', shortvideo: 'mp4' };

/** The bytes of what a customer sent; WeChat keeps them for three days. Throws TencentError. */
export async function fetchMedia(
  line: Line,
  mediaId: string,
  kind: string,
): Promise<{ name: string; bytes: Buffer }> {
  // Asks something small first: whatever is wrong with the token is put right there.
  await callWechat(line, '/cgi-bin/get_api_domain_ip');
  const token = await line.token(() => Promise.reject(new Error('no token')));
  const query = new URLSearchParams({ access_token: token, media_id: mediaId });
  const { body, headers, status } = await line.fetch(
    `${serverOf(line)}/cgi-bin/media/get?${query.toString()}`,
    {
      maxBytes: MOST,
    },
  );
  if (status !== 200 || /json|text\/plain/.test(headers['content-type'] ?? ''))
    throw new TencentError(status, body.toString('utf8').slice(0, 200));
  return { name: `${kind}.${endings[kind] ?? 'bin'}`, bytes: body };
}
