import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CustomerId } from '@teahouse/contract/ids';
import type { ForeignAnswer, ForeignDoor } from '../../../kernel/http/foreign.ts';
import { externalUserid } from '../customers/outer-ids.ts';

const require = createRequire(import.meta.url);
const file = (name: string) => readFileSync(new URL(name, import.meta.url));
const sdk = file('./jssdk.js');
const others = new Map([
  ['/jssdk/ask-for-code.js', file('./ask-for-code.js')],
  // For browsers that read no codes by themselves.
  ['/jssdk/qr-reader.js', readFileSync(require.resolve('jsqr'))],
]);

/** The script that pages of apps load, under whatever name they know it by: jweixin-1.2.0.js, jwxwork-1.0.0.js, wecom-jssdk.js. */
export const jssdk: ForeignDoor = {
  name: 'wecom-jssdk',
  paths: ['/jssdk/'],
  async answer({ request }) {
    if (request.path === '/jssdk/external-userid') return outerId(request.query['of'] ?? '');
    if (!/^\/jssdk\/[\w.-]+\.js$/.test(request.path))
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' };
    return {
      status: 200,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=3600',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      },
      body: others.get(request.path) ?? sdk,
    };
  },
};

/** How `externalcontact/get` knows a customer. It is the same id in other letters, and says nothing more. */
function outerId(of: string): ForeignAnswer {
  const { data } = CustomerId.safeParse(of);
  return {
    status: data ? 200 : 404,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(data ? { userId: externalUserid(data) } : {}),
  };
}
