// "Dedicated service": the customer of a desk is offered a colleague of their own, by that colleague's contact-me code.
import * as z from 'zod';
import { ownCodes } from '../../../modules/customers/index.ts';
import { offerAt, takeOffersBack } from '../../../modules/desk/index.ts';
import { type WecomCall, wecomCall, wecomOutsideCall, type WecomOutsideCall } from '../call.ts';
import { maybe, need, whole, words } from '../lenient.ts';
import { cut } from '../messages/plain-markup.ts';
import { WecomError } from '../wecom.errors.ts';
import { seenChat } from './seen-desk.ts';

const One = z.object({ open_kfid: maybe(words), external_userid: maybe(words) });

const config = wecomCall({
  path: '/cgi-bin/kf/customer/get_upgrade_service_config',
  scope: 'customers.read',
  input: z.object({}),
  async run(work, _, { app }) {
    const members = await ownCodes(work, app.visible);
    return {
      member_range: { userid_list: members.map((m) => m.userid), department_id_list: [] },
      groupchat_range: { chat_id_list: [] },
    };
  },
});

const upgrade = wecomOutsideCall({
  path: '/cgi-bin/kf/customer/upgrade_service',
  writes: true,
  scope: 'customers.write',
  input: One.extend({
    type: maybe(whole),
    member: maybe(z.object({ userid: maybe(words), wording: maybe(words) })),
  }),
  async act(shift, { open_kfid, external_userid, type, member }, { app, request }) {
    const offer = await shift.work(async (work) => {
      const place = await seenChat(work, open_kfid, external_userid);
      // Groups are offered by their own codes, which a program may send as a link.
      if (type !== 1) throw new WecomError(40058, 'only members are offered');
      const userid = need(member?.userid, 41009).toLowerCase();
      const found = (await ownCodes(work, app.visible)).find((m) => m.userid.toLowerCase() === userid);
      if (!found) throw new WecomError(60011);
      const text = cut(member?.wording ?? found.position, 512);
      const url = `${request.origin}/c/${found.code}`;
      return { place, draft: { k: 'card' as const, b: { title: found.name, text, url } } };
    });
    await offerAt(shift, offer.place, offer.draft);
    return {};
  },
});

const cancel = wecomOutsideCall({
  path: '/cgi-bin/kf/customer/cancel_upgrade_service',
  writes: true,
  scope: 'customers.write',
  input: One,
  async act(shift, { open_kfid, external_userid }) {
    await takeOffersBack(shift, await shift.work((work) => seenChat(work, open_kfid, external_userid)));
    return {};
  },
});

export const upgradeCalls: readonly WecomCall[] = [config];
export const upgradeOutsideCalls: readonly WecomOutsideCall[] = [upgrade, cancel];
