import type { Line } from './adapter.ts';
import { callTencent } from './tencent.ts';

/** One call to WeCom's server API with the account's token. Throws TencentError with WeCom's number. */
export function callWecom(
  line: Line,
  path: string,
  body?: object | Buffer,
  headers: Record<string, string> = {},
) {
  const { corpId = '', secret = '', server = 'https://qyapi.weixin.qq.com' } = line.fields;
  const query = new URLSearchParams({ corpid: corpId, corpsecret: secret });
  const url = `${server.replace(/\/+$/, '')}/cgi-bin/gettoken?${query.toString()}`;
  return callTencent(line, { url }, path, body, headers);
}
