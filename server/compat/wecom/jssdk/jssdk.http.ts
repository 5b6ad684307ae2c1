import { readFileSync } from 'node:fs';
import type { ForeignDoor } from '../../../kernel/http/foreign.ts';

const file = (name: string) => readFileSync(new URL(name, import.meta.url));
const sdk = file('./jssdk.js');
const code = file('./ask-for-code.js');

/** The script that pages of apps load, under whatever name they know it by: jweixin-1.2.0.js, jwxwork-1.0.0.js, wecom-jssdk.js. */
export const jssdk: ForeignDoor = {
  name: 'wecom-jssdk',
  paths: ['/jssdk/'],
  async answer({ request }) {
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
      body: request.path === '/jssdk/ask-for-code.js' ? code : sdk,
    };
  },
};
