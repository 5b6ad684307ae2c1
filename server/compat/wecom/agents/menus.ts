import * as z from 'zod';
import { appDetails, changeApp } from '../../../modules/apps/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { maybe, maybeWords, whole } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { mustBeOwn } from './agents.ts';

const types = new Set([
  'click',
  'view',
  'scancode_push',
  'scancode_waitmsg',
  'pic_sysphoto',
  'pic_photo_or_album',
  'pic_weixin',
  'location_select',
  'view_miniprogram',
]);

const Leaf = z.object({
  name: maybeWords,
  type: maybeWords,
  key: maybeWords,
  url: maybeWords,
  pagepath: maybeWords,
  appid: maybeWords,
});
const Button = Leaf.extend({
  sub_button: z.array(Leaf.extend({ sub_button: z.unknown().optional() })).optional(),
});
type Leaf = z.output<typeof Leaf>;

/** The vendor's numbers for a fault in the bar, and for one below it. */
const bar = { type: 40017, name: 40018, key: 40019, url: 40020, domain: 40055, nameBytes: 16 };
const below = { type: 40024, name: 40025, key: 40026, url: 40027, domain: 40054, nameBytes: 40 };

const create = wecomCall({
  path: '/cgi-bin/menu/create',
  writes: true,
  input: z.object({ agentid: maybe(whole), button: z.array(Button).optional() }),
  async run(work, { agentid, button = [] }, context) {
    await mustBeOwn(work, context, agentid);
    if (button.length < 1 || button.length > 3) throw new WecomError(40016);
    const menu = button.map(({ sub_button, ...top }) => {
      if (!sub_button?.length) return leafOf(top, bar);
      if (sub_button.length > 5) throw new WecomError(40023);
      if (sub_button.some((s) => Array.isArray(s.sub_button) && s.sub_button.length))
        throw new WecomError(40022);
      return {
        name: nameOf(top, bar),
        sub_button: sub_button.map(({ sub_button: _, ...leaf }) => leafOf(leaf, below)),
      };
    });
    await changeApp(work, context.app.id, { menu: { button: menu } });
    return {};
  },
});

const get = wecomCall({
  path: '/cgi-bin/menu/get',
  input: z.object({ agentid: maybe(whole) }),
  async run(work, { agentid }, context) {
    await mustBeOwn(work, context, agentid);
    const { menu } = await appDetails(work, context.app.id);
    if (!menu) throw new WecomError(46003);
    return menu;
  },
});

const remove = wecomCall({
  path: '/cgi-bin/menu/delete',
  input: z.object({ agentid: maybe(whole) }),
  async run(work, { agentid }, context) {
    await mustBeOwn(work, context, agentid);
    await changeApp(work, context.app.id, { menu: null });
    return {};
  },
});

export const menuCalls: readonly WecomCall[] = [create, get, remove];

/** A button that does something, with the fields of its type. */
function leafOf(leaf: Leaf, rule: typeof bar): Record<string, string> {
  const { type = '', key, url, pagepath, appid } = leaf;
  const name = nameOf(leaf, rule);
  if (!types.has(type)) throw new WecomError(rule.type);
  if (type === 'view') return { type, name, url: addressOf(url, rule) };
  if (type === 'view_miniprogram') {
    if (!appid || !pagepath) throw new WecomError(rule.url);
    return { type, name, pagepath, appid, ...(url ? { url: addressOf(url, rule) } : {}) };
  }
  if (!key || Buffer.byteLength(key) > 128) throw new WecomError(rule.key);
  return { type, name, key };
}

function nameOf({ name }: Leaf, rule: typeof bar): string {
  if (!name) throw new WecomError(41102);
  if (Buffer.byteLength(name) > rule.nameBytes) throw new WecomError(rule.name);
  return name;
}

function addressOf(url: string | undefined, rule: typeof bar): string {
  if (!url || Buffer.byteLength(url) > 1_024) throw new WecomError(rule.url);
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new WecomError(rule.domain);
  return url;
}
