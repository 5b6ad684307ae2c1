import { identityAdmin } from '@teahouse/contract/identity-admin';
import { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { fail } from '../../kernel/fail.ts';
import { handOutKey, takeBackKeys } from '../../kernel/front-desk.ts';
import { job } from '../../kernel/jobs.ts';
import { implementRaw } from '../../kernel/module.ts';
import type { Ports } from '../../kernel/ports.ts';
import type { Work } from '../../kernel/work.ts';
import { type Administered, isOwner, memberToAdminister } from './identity.access.ts';
import { relyingParty } from './passkey-check.ts';

const DAYS_7 = 7 * 24 * 3_600_000;
const HOURS_4 = 4 * 3_600_000;

export const inviteMember = implementRaw(identityAdmin.inviteMember, async (call, { memberId }) => {
  const { key, expiresAt, member } = await call.work((work) => makeInvitation(work, memberId));
  const url = `${relyingParty(call).origin}/welcome/${key}`;
  return { url, expiresAt: expiresAt.toISOString(), mailed: await mailed(call.ports, member, url) };
});

/** Mails an invitation to somebody who has not come in yet; for those who have, and where no mail can go, nothing happens. */
export const sendInvitation = job(
  'identity.send_invitation',
  z.object({ memberId: MemberId, origin: z.string() }),
  { tries: 3 },
  async (shift, { memberId, origin }) => {
    const { ports } = shift;
    if (!ports.mail) return;
    const made = await shift.work(async (w) => {
      const { status, email } = await memberToAdminister(w, 'members', memberId);
      return status === 'invited' && email ? await makeInvitation(w, memberId) : undefined;
    });
    if (made) await mailed(ports, made.member, `${ports.settings.publicUrl ?? origin}/welcome/${made.key}`);
  },
);

async function makeInvitation(work: Work, memberId: MemberId) {
  const member = await memberToAdminister(work, 'members', memberId);
  if (member.status !== 'invited' && member.status !== 'active') return fail('identity.unknown_member');
  // A reset link is the account itself: a system administrator must not come into other roles that way.
  if (member.roles.length && !(await isOwner(work))) return fail('identity.only_owner');
  await takeBackKeys(work, { kind: 'invitation', holder: memberId });
  const expiresAt = new Date(work.now.getTime() + (member.status === 'invited' ? DAYS_7 : HOURS_4));
  const key = await handOutKey(work, 'invitation', { opens: memberId, holder: memberId, expiresAt });
  await work.audit({
    action: member.status === 'invited' ? 'identity.member_invited' : 'identity.password_reset_begun',
    object: memberId,
  });
  const [corp] = await work.sql<{ corp: string; locale: 'zh' | 'en' }>(
    'select name corp, locale from corps where corp_id = $1',
    [work.corpId],
  );
  return { key, expiresAt, member: { ...member, ...corp! } };
}

/** Sends the link to the member as well, where there is a mail server and the member has a mail. */
async function mailed(ports: Ports, to: Administered & { corp: string; locale: 'zh' | 'en' }, url: string) {
  if (!ports.mail || !to.email) return false;
  const zh = to.locale === 'zh';
  const [subject, text] =
    to.status === 'invited'
      ? zh
        ? [
            `${to.corp}邀请你加入茶馆`,
            `${to.name}，你好：\n\n打开下面的链接设置密码，即可开始使用（7 天内有效，只能用一次）：\n${url}\n`,
          ]
        : [
            `${to.corp} invites you to Teahouse`,
            `Hello ${to.name},\n\nopen this link to choose a password and begin (valid for 7 days, works once):\n${url}\n`,
          ]
      : zh
        ? [
            '重置你的茶馆密码',
            `${to.name}，你好：\n\n管理员为你发起了密码重置。打开下面的链接设置新密码（4 小时内有效，只能用一次）：\n${url}\n\n如果这不是你要求的，请联系管理员。\n`,
          ]
        : [
            'Reset your Teahouse password',
            `Hello ${to.name},\n\nan administrator began a password reset for you. Open this link to choose a new one (valid for 4 hours, works once):\n${url}\n\nIf you did not ask for it, please tell them.\n`,
          ];
  try {
    await ports.mail.send({ to: to.email, subject: subject!, text: text! });
    return true;
  } catch (error) {
    ports.log.warn({ err: error }, 'an invitation could not be mailed');
    return false;
  }
}
