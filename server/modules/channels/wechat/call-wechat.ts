import type { Line } from '../adapter.ts';
import { callTencent } from '../tencent.ts';

/** A call of this account's API with its token. Throws TencentError. */
export function callWechat(
  line: Line,
  path: string,
  body?: object | Buffer,
  headers?: Record<string, string>,
) {
  const { appId = '', appSecret = '' } = line.fields;
  const query = new URLSearchParams({ grant_type: 'client_credential', appid: appId, secret: appSecret });
  return callTencent(
    line,
    { url: `${serverOf(line)}/cgi-bin/token?${query.toString()}` },
    path,
    body,
    headers,
  );
}

export const serverOf = (line: Line) =>
  (line.fields['server'] ?? 'https://api.weixin.qq.com').replace(/\/+$/, '');
