import { networkInterfaces } from 'node:os';
import * as z from 'zod';
import { joinLinkFor, joinQr } from '../../modules/joining/index.ts';
import { type WecomCall, type WecomOpenCall, wecomCall, wecomOpenCall } from './call.ts';
import { maybe, whole } from './lenient.ts';
import { WecomError } from './wecom.errors.ts';

/** The addresses our own calls come from, as far as this machine knows them. */
const ownAddresses = () =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter((a) => !a.internal && !a.address.startsWith('fe80'))
    .map((a) => a.address);

const addresses = (path: string) =>
  wecomCall({ path, input: z.object({}), run: async () => ({ ip_list: ownAddresses() }) });

/** Pixels by the vendor's size_type. */
const sizes = new Map([
  [1, 171],
  [2, 399],
  [3, 741],
  [4, 2052],
]);

const joinQrcode = wecomCall({
  path: '/cgi-bin/corp/get_join_qrcode',
  scope: 'contacts.write',
  input: z.object({ size_type: maybe(whole) }),
  async run(work, { size_type = 1 }, { request, ports }) {
    if (!sizes.has(size_type)) throw new WecomError(40058);
    const secret = await joinLinkFor(work, ports.secret);
    return {
      join_qrcode: `${request.origin}/cgi-bin/corp/join_qrcode?code=${secret}&size_type=${size_type}`,
    };
  },
});

/** The picture that address shows: whoever scans it asks to join. */
const joinPicture = wecomOpenCall({
  path: '/cgi-bin/corp/join_qrcode',
  async open({ request, ports }) {
    const code = request.query['code'] ?? '';
    const width = sizes.get(Number(request.query['size_type'] ?? 1));
    if (!width || !(await ports.frontDesk.whoseKey('join_link', code))) throw new WecomError(40058);
    return {
      status: 200,
      headers: { 'content-type': 'image/png', 'cache-control': 'private, no-store' },
      body: await joinQr(`${request.origin}/join/${code}`, width),
    };
  },
});

export const serviceCalls: readonly WecomCall[] = [
  addresses('/cgi-bin/get_api_domain_ip'),
  addresses('/cgi-bin/getcallbackip'),
  joinQrcode,
];
export const serviceOpenCalls: readonly WecomOpenCall[] = [joinPicture];
