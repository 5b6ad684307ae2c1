import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { type App, appByNo } from '../../../modules/apps/index.ts';
import { sendMessage } from '../../../modules/talk/index.ts';
import { wecomOutsideCall } from '../call.ts';
import { flag, maybe, whole } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { withNames } from './id-trans.ts';
import { draftOf, type MessageType, WireMessage } from './draft-of.ts';
import { Recipients, recipientsOf } from './recipients.ts';

const types: readonly MessageType[] = [
  'text',
  'image',
  'voice',
  'video',
  'file',
  'textcard',
  'news',
  'mpnews',
  'markdown',
  'miniprogram_notice',
  'taskcard',
  'template_card',
];

/** The app that an `agentid` names, which must be the one whose token was shown. */
export async function mustBeSelf(work: Work, app: App, agentid: number | undefined): Promise<void> {
  if (agentid === undefined) throw new WecomError(41011);
  if (agentid === app.no) return;
  throw new WecomError((await appByNo(work, agentid)) ? 301002 : 40056);
}

/** A message of an app to members, departments and tags it may reach. */
export const messageSend = wecomOutsideCall({
  path: '/cgi-bin/message/send',
  writes: true,
  scope: 'messages.send',
  input: WireMessage.extend({
    ...Recipients,
    agentid: maybe(whole),
    enable_id_trans: maybe(flag),
    enable_duplicate_check: maybe(flag),
    duplicate_check_interval: maybe(whole),
  }),
  async act(shift, input, { app }) {
    const { draft, to } = await shift.work(async (work) => {
      await mustBeSelf(work, app, input.agentid);
      const said = input.enable_id_trans ? await withNames(work, app, input) : input;
      const message = await draftOf(work, said, { types, app, markdown: 2_048, interactive: true });
      if (message.k === 'template' && input.msgtype === 'miniprogram_notice' && input.touser.includes('@all'))
        throw new WecomError(90208, 'miniprogram_notice cannot go to @all');
      return { draft: message, to: await recipientsOf(work, app, input) };
    });
    const { duplicate_check_interval: seconds = 1_800 } = input;
    const sent = await sendMessage(shift, {
      app,
      to: to.memberIds,
      draft,
      ...(input.enable_duplicate_check ? { repeatMs: Math.min(Math.max(seconds, 1), 14_400) * 1_000 } : {}),
    });
    return {
      ...to.lists,
      unlicenseduser: '',
      msgid: sent.id,
      ...(sent.code ? { response_code: sent.code } : {}),
    };
  },
});

const Linked = z.looseObject({ toall: maybe(flag) });

/** The variant for linked companies: here they are one, so `corpid/userid` names a member of it. */
export const linkedSend = wecomOutsideCall({
  ...messageSend,
  path: '/cgi-bin/linkedcorp/message/send',
  input: z.preprocess((sent) => {
    const { toall, ...rest } = Linked.parse(sent);
    const names = (key: string) => {
      const given = (rest as Record<string, unknown>)[key];
      return Array.isArray(given) ? given.map((name) => String(name).split('/').at(-1)!) : given;
    };
    return {
      ...rest,
      touser: toall ? ['@all'] : names('touser'),
      toparty: names('toparty'),
      totag: names('totag'),
    };
  }, messageSend.input),
});
