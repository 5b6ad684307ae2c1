import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { handOutKey } from '../../kernel/front-desk.ts';
import { job } from '../../kernel/jobs.ts';

const MINUTES_30 = 30 * 60_000;

/** Mails the link for a new password. The key is made here, so it is stored as a hash only; using one ends all of them. */
export const sendReset = job(
  'identity.send_reset',
  z.object({ memberId: z.string() }),
  { tries: 4 },
  async (shift, payload) => {
    const { mail, settings } = shift.ports;
    if (!mail || !settings.publicUrl) return;
    const to = await shift.work(async (work) => {
      const [member] = await work.sql<{ name: string; email: string; corp: string; locale: 'zh' | 'en' }>(
        `select m.name, m.email, c.name corp, c.locale from members m join corps c on c.corp_id = $1
          where m.corp_id = $1 and m.id = $2 and m.status = 'active' and m.email is not null`,
        [work.corpId, payload.memberId],
      );
      if (!member) return undefined;
      const memberId = payload.memberId as MemberId;
      const expiresAt = new Date(work.now.getTime() + MINUTES_30);
      const key = await handOutKey(work, 'invitation', { opens: memberId, holder: memberId, expiresAt });
      return { ...member, key };
    });
    if (!to) return;
    const url = `${settings.publicUrl}/welcome/${to.key}`;
    const [subject, text] =
      to.locale === 'zh'
        ? [
            '重置你的茶馆密码',
            `${to.name}，你好：\n\n有人（应该是你）要重置你在“${to.corp}”的密码。打开下面的链接设置新密码（30 分钟内有效，只能用一次）：\n${url}\n\n设置后，已登录的设备都会退出。如果不是你要求的，不必理会这封邮件，密码不会改变。\n`,
          ]
        : [
            'Reset your Teahouse password',
            `Hello ${to.name},\n\nsomebody, you we hope, asked for a new password for your account at ${to.corp}. Open this link to choose one (valid for 30 minutes, works once):\n${url}\n\nDevices that are signed in will be signed out. If you did not ask for it, leave this mail alone: your password stays.\n`,
          ];
    await mail.send({ to: to.email, subject, text });
  },
);
