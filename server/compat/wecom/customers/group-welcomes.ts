import * as z from 'zod';
import {
  changeWelcome,
  countWelcomes,
  dropWelcome,
  keepWelcome,
  type KeptWelcome,
  keptWelcome,
} from '../../../modules/groups/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { flag, maybe, maybeFilled, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { within } from '../messages/plain-markup.ts';
import { WecomError } from '../wecom.errors.ts';

const attachment = maybeFilled(z.record(z.string(), z.unknown()));
const parts = {
  image: attachment,
  link: attachment,
  miniprogram: attachment,
  file: attachment,
  video: attachment,
};
const Fields = z.object({
  text: maybe(z.object({ content: maybe(words) })),
  ...parts,
  agentid: maybe(whole),
  notify: maybe(flag),
});
const One = z.object({ template_id: maybe(words) });

/** Words for an owner to take over, and one thing beside them as the program wrote it. */
function bodyOf(said: z.output<typeof Fields>): KeptWelcome {
  const text = within(said.text?.content ?? '', 4_000, 45002).replaceAll('%NICKNAME%', '{name}');
  const kinds = (['image', 'link', 'miniprogram', 'file', 'video'] as const).filter((k) => said[k]);
  if (!text && kinds.length === 0) throw new WecomError(41088);
  if (kinds.length > 1) throw new WecomError(41064);
  const [kind] = kinds;
  return { text, ...(kind ? { [kind]: said[kind] } : {}) };
}

const add = wecomCall({
  path: '/cgi-bin/externalcontact/group_welcome_template/add',
  writes: true,
  scope: 'customers.write',
  input: Fields,
  async run(work, said, { app }) {
    const body = bodyOf(said);
    if ((await countWelcomes(work)) >= limits.groupWelcomes) throw new WecomError(41055);
    return { template_id: await keepWelcome(work, app.id, body) };
  },
});

const edit = wecomCall({
  path: '/cgi-bin/externalcontact/group_welcome_template/edit',
  writes: true,
  scope: 'customers.write',
  input: Fields.extend(One.shape),
  async run(work, { template_id, ...said }, { app }) {
    await changeWelcome(work, app.id, need(template_id, 40058), bodyOf(said));
    return {};
  },
});

const get = wecomCall({
  path: '/cgi-bin/externalcontact/group_welcome_template/get',
  scope: 'customers.read',
  input: One,
  async run(work, { template_id }, { app }) {
    const { text, ...more } = await keptWelcome(work, app.id, need(template_id, 40058));
    return { text: { content: text.replaceAll('{name}', '%NICKNAME%') }, ...more };
  },
});

const remove = wecomCall({
  path: '/cgi-bin/externalcontact/group_welcome_template/del',
  writes: true,
  scope: 'customers.write',
  input: One.extend({ agentid: maybe(whole) }),
  async run(work, { template_id }, { app }) {
    await dropWelcome(work, app.id, need(template_id, 40058));
    return {};
  },
});

export const groupWelcomeCalls: readonly WecomCall[] = [add, edit, get, remove];
