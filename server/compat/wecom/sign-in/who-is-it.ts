import { createHash } from 'node:crypto';
import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  type App,
  corpCode,
  giveUserTicket,
  pageTicket,
  readUserTicket,
  takeSignInCode,
} from '../../../modules/apps/index.ts';
import { type MemberFacts, memberFacts } from '../../../modules/directory/index.ts';
import { pictureUrl } from '../../../modules/files/index.ts';
import { type WecomCall, wecomCall, type WecomContext } from '../call.ts';
import { maybeWords, need } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';

async function spend(work: Work, { ports, app }: WecomContext, code: string | undefined) {
  const found = await takeSignInCode(work, ports.secret, { code: need(code, 40029), appId: app.id });
  if (found === 'expired') throw new WecomError(42003);
  if (found === 'unknown') throw new WecomError(40029);
  return { ...found, facts: await seen(work, app, found.memberId) };
}

async function seen(work: Work, app: App, memberId: MemberId): Promise<MemberFacts> {
  const [facts] = await memberFacts(work, app.visible, [memberId]);
  if (!facts || facts.status === 'disabled') throw new WecomError(50002);
  return facts;
}

/** Both spellings on both paths: some programs read one, some the other. */
const whoIsIt = (path: string) =>
  wecomCall({
    path,
    input: z.object({ code: maybeWords }),
    async run(work, { code }, context) {
      const { facts, personal } = await spend(work, context, code);
      const ticket = personal
        ? giveUserTicket(work, context.ports.secret, context.app.id, facts.id)
        : undefined;
      return {
        UserId: facts.userid,
        userid: facts.userid,
        DeviceId: '',
        ...(ticket ? { user_ticket: ticket.ticket, expires_in: ticket.expiresIn } : {}),
      };
    },
  });

const genders = { '': '0', male: '1', female: '2' } as const;

const inDetail = (path: string) =>
  wecomCall({
    path,
    input: z.object({ user_ticket: maybeWords }),
    async run(work, { user_ticket }, { ports, app, corpId, request }) {
      const ticket = need(user_ticket, 84015);
      const found = readUserTicket(work, ports.secret, { ticket, appId: app.id });
      if (found === 'expired') throw new WecomError(84014);
      if (found === 'unknown') throw new WecomError(84015);
      const m = await seen(work, app, found.memberId);
      return {
        userid: m.userid,
        name: m.name,
        gender: genders[m.gender],
        avatar: m.avatarFile
          ? pictureUrl(ports.secret, request.origin, { corpId, fileId: m.avatarFile })
          : '',
        qr_code: '',
        mobile: m.mobile ?? '',
        email: m.email ?? '',
        biz_mail: m.outward.bizMail ?? '',
        address: m.address,
      };
    },
  });

const corpTicket = wecomCall({
  path: '/cgi-bin/get_jsapi_ticket',
  input: z.object({}),
  async run(_work, _input, { ports, corpId, now }) {
    const { ticket, expiresIn } = pageTicket(ports.secret, { corpId }, now);
    return { ticket, expires_in: expiresIn };
  },
});

const appTicket = wecomCall({
  path: '/cgi-bin/ticket/get',
  input: z.object({ type: maybeWords }),
  async run(_work, { type }, { ports, corpId, app, now }) {
    if (type !== 'agent_config' && type !== 'wx_card') throw new WecomError(91040);
    const { ticket, expiresIn } = pageTicket(ports.secret, { corpId, appId: app.id }, now);
    return { ticket, expires_in: expiresIn };
  },
});

/** A mini-program's sign-in: the same code, and a key for the session that follows. */
const miniProgram = wecomCall({
  path: '/cgi-bin/miniprogram/jscode2session',
  input: z.object({ js_code: maybeWords }),
  async run(work, { js_code }, context) {
    const { facts } = await spend(work, context, js_code);
    const key = createHash('sha256').update(context.ports.secret).update(js_code!).digest();
    return {
      corpid: corpCode(context.corpId),
      userid: facts.userid,
      session_key: key.subarray(0, 16).toString('base64'),
    };
  },
});

export const signInCalls: readonly WecomCall[] = [
  whoIsIt('/cgi-bin/user/getuserinfo'),
  whoIsIt('/cgi-bin/auth/getuserinfo'),
  inDetail('/cgi-bin/auth/getuserdetail'),
  inDetail('/cgi-bin/user/getuserdetail'),
  corpTicket,
  appTicket,
  miniProgram,
];
