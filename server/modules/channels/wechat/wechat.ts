// A WeChat Official Account: signed callbacks in, customer-service messages out, within the windows WeChat grants.
import * as z from 'zod';
import { fail } from '../../../kernel/fail.ts';
import type { Adapter, Letter, Line } from '../adapter.ts';
import { formWith } from '../form-with.ts';
import { asRefusal } from '../tencent.ts';
import { callWechat } from './call-wechat.ts';
import { readCallback } from './read-callback.ts';

const HOUR_MS = 3_600_000;

export const wechat: Adapter = {
  kind: 'wechat',
  fields: [
    { name: 'appId', secret: false },
    { name: 'appSecret', secret: true },
    { name: 'token', secret: true },
    { name: 'aesKey', secret: true, optional: true },
    { name: 'server', secret: false, optional: true },
  ],
  windows: {
    afterMessage: { forMs: 48 * HOUR_MS, most: 5 },
    afterEntry: { forMs: 60_000, most: 3 },
  },
  kinds: new Set(['text', 'image', 'card']),
  hook: (line, request) => readCallback(line, request),
  async send(line, letter) {
    const content = await contentOf(line, letter);
    await callWechat(line, '/cgi-bin/message/custom/send', { touser: letter.to, ...content }).catch((error) =>
      asRefusal(error, refusals),
    );
    return { ref: letter.key };
  },
  async check(line) {
    await callWechat(line, '/cgi-bin/get_api_domain_ip');
  },
};

const refusals = {
  45015: 'channels.window_closed',
  45047: 'channels.count_used',
  40003: 'channels.not_connected',
  43004: 'channels.not_connected',
  45002: 'channels.refused',
  45008: 'channels.refused',
  48001: 'channels.refused',
  87014: 'channels.refused',
} as const;

async function contentOf(line: Line, { draft, file }: Letter): Promise<object> {
  if (draft.k === 'text') return { msgtype: 'text', text: { content: draft.b.text } };
  if (draft.k === 'card')
    return draft.b.url
      ? {
          msgtype: 'news',
          news: {
            articles: [{ title: draft.b.title, description: draft.b.text, url: draft.b.url, picurl: '' }],
          },
        }
      : { msgtype: 'text', text: { content: `${draft.b.title}\n${draft.b.text}` } };
  if (draft.k !== 'image' || !file) return fail('channels.unfit_kind');
  const form = formWith('media', file);
  const up = await callWechat(line, '/cgi-bin/media/upload?type=image', form.body, form.headers);
  const { media_id } = z.looseObject({ media_id: z.string() }).parse(up);
  return { msgtype: 'image', image: { media_id } };
}
