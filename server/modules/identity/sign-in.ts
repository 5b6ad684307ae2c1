import { identity } from '@teahouse/contract/identity';
import type { CorpId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { FoundKey } from '../../kernel/front-desk.ts';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import type { Pace } from '../../kernel/throttle.ts';
import { system } from '../../kernel/work.ts';
import { finishSignIn, placeHash } from './finish-sign-in.ts';
import { passwordFits } from './password.ts';
import { factorsOf, secondStepTicket } from './second-step.ts';
import { loginKey } from './set-password.ts';
import { accountAbroad, accountFromPlace, everywhere, place } from './sign-in-paces.ts';
import { placeOf } from './sign-in-policy.ts';

const MOST_CORPS = 20;
/** Asked in place of an account that does not exist, so that both cost the same questions. */
const nowhere: FoundKey = { corpId: 'corp_nowhere', opens: 'mbr_nobody', holder: 'mbr_nobody' };

export const signIn = implementRaw(identity.signIn, async (call, { login, password, corpId }) => {
  const account = loginKey(login);
  const from = placeOf(call.request.ip);
  const near: Tries = [
    [accountFromPlace, `${account} ${from}`],
    [place, from],
  ];
  if (!(await call.ports.throttles.take(...near))) return fail('identity.locked');

  const keys = (await call.ports.frontDesk.whoseKeys('login', account))
    .filter((k) => !corpId || k.corpId === corpId)
    .slice(0, MOST_CORPS);
  const accounts = await Promise.all((keys.length ? keys : [nowhere]).map((key) => accountOf(call, key)));
  const far: Tries = [
    [accountAbroad, account],
    [everywhere, ''],
  ];
  const known = accounts.some((a) => a.known);
  if (!known && !(await call.ports.throttles.take(...far))) return fail('identity.locked');

  const fitting: Account[] = [];
  for (const a of accounts) if (await passwordFits(a.hash, password)) fitting.push(a);
  const [one, ...others] = fitting;
  if (!one) {
    noteRefusals(call, keys);
    return fail('identity.wrong_password');
  }
  await call.ports.throttles.giveBack(...near, ...(known ? [] : far));
  if (others.length) {
    const corps = fitting.map((f) => ({ id: f.corpId, name: f.corpName }));
    return { state: 'choose' as const, corps };
  }
  if (!one.passwordAllowed) return fail('identity.way_not_allowed');
  const factors = await call.ports.openWork(one.corpId, system, (work) => factorsOf(work, one.memberId));
  if (factors.length)
    return { state: 'second-factor' as const, ticket: secondStepTicket(call, one), factors };
  await finishSignIn(call, one.corpId, one.memberId, { way: 'password', strong: false });
  return { state: 'done' as const };
});

type Tries = [[Pace, string], [Pace, string]];

interface Account {
  corpId: CorpId;
  memberId: MemberId;
  corpName: string;
  hash: string | null;
  known: boolean;
  passwordAllowed: boolean;
}

async function accountOf(call: RawCall, key: FoundKey): Promise<Account> {
  const [row] = await call.ports.openWork(key.corpId, system, (work) =>
    work.sql<{ hash: string | null; corp: string; known: boolean; allowed: boolean }>(
      `select c.password_hash hash, (select name from corps where corp_id = $1) corp,
              exists (select from known_places k where k.corp_id = $1 and k.member_id = $2 and k.place = $3) known,
              coalesce((select 'password' = any(p.ways) from sign_in_policies p where p.corp_id = $1), true)
                or exists (select from admins a where a.corp_id = $1 and a.member_id = $2 and a.role = 'owner') allowed
         from members m left join credentials c on c.corp_id = $1 and c.member_id = m.id
        where m.corp_id = $1 and m.id = $2 and m.status = 'active'`,
      [key.corpId, key.opens, placeHash(call.request.ip)],
    ),
  );
  return {
    corpId: key.corpId as CorpId,
    memberId: key.opens as MemberId,
    corpName: row?.corp ?? '',
    hash: row?.hash ?? null,
    known: row?.known ?? false,
    passwordAllowed: row?.allowed ?? false,
  };
}

/** Written once the answer is on its way: the time it takes must not tell that the account exists. */
function noteRefusals(call: RawCall, keys: readonly FoundKey[]): void {
  const { ip } = call.request;
  call.reply.raw.once('finish', () => {
    for (const key of keys)
      call.ports
        .openWork(key.corpId, system, (work) =>
          work.audit({ action: 'identity.sign_in_refused', object: key.opens, detail: { ip } }),
        )
        .catch((error: unknown) => call.ports.log.warn({ err: error }, 'a refused sign-in was not noted'));
  });
}
