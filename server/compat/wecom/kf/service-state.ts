import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import { moveByProgram, standOf } from '../../../modules/desk/index.ts';
import { memberFacts, membersByUserid } from '../../../modules/directory/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { maybe, need, whole, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { seenChat } from './seen-desk.ts';

const One = z.object({ open_kfid: maybe(words), external_userid: maybe(words) });

const get = wecomCall({
  path: '/cgi-bin/kf/service_state/get',
  scope: 'customers.read',
  input: One,
  async run(work, { open_kfid, external_userid }, { app }) {
    const { chatId } = await seenChat(work, open_kfid, external_userid);
    const { state, memberId } = await standOf(work, chatId);
    const [who] = memberId ? await memberFacts(work, app.visible, [memberId]) : [];
    return { service_state: state, servicer_userid: who?.userid ?? '' };
  },
});

const trans = wecomCall({
  path: '/cgi-bin/kf/service_state/trans',
  writes: true,
  scope: 'customers.write',
  input: One.extend({ service_state: maybe(whole), servicer_userid: maybe(words) }),
  async run(work, { open_kfid, external_userid, service_state, servicer_userid }, { app }) {
    const chat = await seenChat(work, open_kfid, external_userid);
    const to = need(service_state, 40058);
    const memberId = to === 3 ? await servicer(work, app, servicer_userid) : undefined;
    const code = await moveByProgram(work, { ...chat, to, memberId });
    return code ? { msg_code: code } : {};
  },
});

export const stateCalls: readonly WecomCall[] = [get, trans];

async function servicer(work: Work, app: App, userid: string | undefined): Promise<MemberId> {
  const id = (await membersByUserid(work, [need(userid, 95014)])).get(userid!.toLowerCase());
  if (!id) throw new WecomError(95014);
  const [seen] = await memberFacts(work, app.visible, [id]);
  if (!seen) throw new WecomError(60011);
  return id;
}
