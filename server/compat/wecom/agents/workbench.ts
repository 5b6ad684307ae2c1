import * as z from 'zod';
import {
  setWorkbenchData,
  setWorkbenchTemplate,
  type WorkbenchTemplate,
  workbenchTemplate,
} from '../../../modules/apps/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { seenMember } from '../contacts/seen.ts';
import { flag, maybe, maybeWords, need, whole, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { mustBeOwn } from './agents.ts';

const Jump = { jump_url: maybeWords, pagepath: maybeWords };
const shapes = {
  keydata: {
    shape: z.object({ items: z.array(z.object({ key: maybeWords, data: words, ...Jump })).max(4) }),
    errcode: 94003,
  },
  image: { shape: z.object({ url: words, ...Jump }), errcode: 94004 },
  list: { shape: z.object({ items: z.array(z.object({ title: words, ...Jump })).max(3) }), errcode: 94005 },
  webview: {
    shape: z.object({
      url: words,
      ...Jump,
      height: maybe(z.enum(['single_row', 'double_row'])),
      hide_title: maybe(flag),
      enable_webview_click: maybe(flag),
    }),
    errcode: 94006,
  },
} as const;

const Template = z.looseObject({ agentid: maybe(whole), type: maybe(words), replace_user_data: maybe(flag) });

const setTemplate = wecomCall({
  path: '/cgi-bin/agent/set_workbench_template',
  writes: true,
  input: Template,
  async run(work, given, context) {
    await mustBeOwn(work, context, given.agentid);
    const template = templateOf(given);
    await setWorkbenchTemplate(work, context.app.id, template, given.replace_user_data ?? false);
    return {};
  },
});

const getTemplate = wecomCall({
  path: '/cgi-bin/agent/get_workbench_template',
  input: z.object({ agentid: maybe(whole) }),
  async run(work, { agentid }, context) {
    await mustBeOwn(work, context, agentid);
    const template = await workbenchTemplate(work, context.app.id);
    if (!template) throw new WecomError(94000);
    return template;
  },
});

const setData = wecomCall({
  path: '/cgi-bin/agent/set_workbench_data',
  writes: true,
  input: Template.extend({ userid: maybe(words) }),
  async run(work, { userid, ...given }, context) {
    await mustBeOwn(work, context, given.agentid);
    const member = await seenMember(work, context.app, need(userid, 41009));
    const template = await workbenchTemplate(work, context.app.id);
    if (!template) throw new WecomError(94000);
    const data = templateOf(given);
    if (data.type !== template.type) throw new WecomError(94008);
    await setWorkbenchData(work, context.app.id, member.id, data);
    return {};
  },
});

export const workbenchCalls: readonly WecomCall[] = [setTemplate, getTemplate, setData];

function templateOf(given: z.output<typeof Template>): WorkbenchTemplate {
  const type = need(given.type, 94007);
  if (type === 'normal') return { type };
  if (!Object.hasOwn(shapes, type)) throw new WecomError(94007);
  const known = type as keyof typeof shapes;
  const read = shapes[known].shape.safeParse(given[known]);
  if (!read.success) throw new WecomError(shapes[known].errcode);
  return { type: known, [known]: read.data };
}
