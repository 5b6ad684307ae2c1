import { identity } from '@teahouse/contract/identity';
import type { CorpId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { system } from '../../kernel/work.ts';
import { openSession } from './open-session.ts';
import { passwordFits } from './password.ts';
import { setSessionCookie } from './session-cookie.ts';

export const loginKey = (login: string) => login.trim().toLowerCase();

export const signIn = implementRaw(identity.signIn, async (call, { login, password, corpId }) => {
  const { frontDesk, openWork } = call.ports;
  const keys = (await frontDesk.whoseKeys('login', loginKey(login))).filter(
    (k) => !corpId || k.corpId === corpId,
  );
  const fitting: { corpId: string; memberId: MemberId; name: string }[] = [];
  if (keys.length === 0) await passwordFits(undefined, password);
  for (const key of keys) {
    const found = await openWork(key.corpId, system, async (work) => {
      const [row] = await work.sql<{ hash: string | null; corp: string }>(
        `select c.password_hash hash, (select name from corps where corp_id = $1) corp
           from credentials c join members m on m.corp_id = $1 and m.id = c.member_id
          where c.corp_id = $1 and c.member_id = $2 and m.status = 'active'`,
        [key.corpId, key.opens],
      );
      return row;
    });
    if (await passwordFits(found?.hash, password))
      fitting.push({ corpId: key.corpId, memberId: key.opens as MemberId, name: found!.corp });
  }
  const [one, ...others] = fitting;
  if (!one) return fail('identity.wrong_password');
  if (others.length)
    return {
      state: 'choose' as const,
      corps: fitting.map((f) => ({ id: f.corpId as CorpId, name: f.name })),
    };
  const session = await openWork(one.corpId, system, (work) =>
    openSession(work, one.memberId, { agent: call.request.headers['user-agent'] ?? '', ip: call.request.ip }),
  );
  setSessionCookie(call, session.secret, session.expiresAt);
  return { state: 'done' as const };
});
