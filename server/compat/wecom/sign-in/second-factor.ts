// A program that checks members itself before they come in: who stands there, and that the check was passed.
import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { openTicket, sealTicket } from '../../../kernel/seal.ts';
import { takeSignInCode } from '../../../modules/apps/index.ts';
import { memberFacts, verifyMember } from '../../../modules/directory/index.ts';
import { type WecomCall, type WecomOutsideCall, wecomCall, wecomOutsideCall } from '../call.ts';
import { seenMember } from '../contacts/seen.ts';
import { maybeWords, need } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';

const TICKET = 'wecom tfa';
const FIVE_MINUTES = 300_000;
const Facts = z.object({ appId: z.string(), memberId: z.string() });

const info = wecomCall({
  path: '/cgi-bin/auth/get_tfa_info',
  scope: 'contacts.read',
  input: z.object({ code: maybeWords }),
  async run(work, { code }, { ports, app, now }) {
    const found = await takeSignInCode(work, ports.secret, { code: need(code, 40029), appId: app.id });
    if (found === 'expired') throw new WecomError(42003);
    if (found === 'unknown') throw new WecomError(40029);
    const [facts] = await memberFacts(work, app.visible, [found.memberId]);
    if (!facts) throw new WecomError(50002);
    const until = new Date(now.getTime() + FIVE_MINUTES);
    const tfa_code = sealTicket(ports.secret, TICKET, { appId: app.id, memberId: facts.id }, until);
    return { userid: facts.userid, tfa_code };
  },
});

const passed = wecomOutsideCall({
  path: '/cgi-bin/user/tfa_succ',
  writes: true,
  scope: 'contacts.read',
  input: z.object({ userid: maybeWords, tfa_code: maybeWords }),
  async act(shift, { userid, tfa_code }, { app, ports, now }) {
    const ticket = need(tfa_code, 40207);
    const { id } = await shift.work((work) => seenMember(work, app, need(userid, 41009)));
    const { data } = Facts.safeParse(openTicket(ports.secret, TICKET, ticket, now));
    if (data?.appId !== app.id || data.memberId !== (id as MemberId)) throw new WecomError(40207);
    if (!(await ports.throttles.once(TICKET, ticket, 2 * FIVE_MINUTES))) throw new WecomError(40207);
    await shift.work((work) => verifyMember(work, id));
    return {};
  },
});

export const secondFactorCalls: readonly WecomCall[] = [info];
export const secondFactorOutsideCalls: readonly WecomOutsideCall[] = [passed];
