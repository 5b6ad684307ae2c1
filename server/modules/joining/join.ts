import { joining } from '@teahouse/contract/joining';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement, implementRaw } from '../../kernel/module.ts';
import type { Pace } from '../../kernel/throttle.ts';
import type { Work } from '../../kernel/work.ts';
import { isEmail, plainMobile } from '../directory/index.ts';
import { finishSignIn, hashPassword, mustBeStrong } from '../identity/index.ts';
import { letIn } from './join-requests.ts';
import { linkShown } from './joining.access.ts';

/** A printed code hangs where anyone can scan it: one place cannot fill the list of requests. */
const fromPlace: Pace = { name: 'join:place', most: 30, perMs: 3_600_000 };

export const joinLink = implement(joining.joinLink, async (work) => {
  const { corp, department, needs_approval } = await linkShown(work);
  return { corpName: corp, departmentName: department, needsApproval: needs_approval };
});

export const join = implementRaw(joining.join, async (call, { name, mobile, email, password }) => {
  if (!(await call.ports.throttles.take([fromPlace, call.request.ip]))) return fail('common.too_many');
  await call.work(linkShown);
  if (!mobile && !email) return fail('joining.needs_contact');
  const who = {
    name,
    mobile: mobile
      ? (plainMobile(mobile) ?? fail('directory.bad_mobile', '', [{ path: 'mobile', text: 'mobile' }]))
      : null,
    email: email || null,
  };
  if (who.email && !isEmail(who.email))
    return fail('directory.bad_email', '', [{ path: 'email', text: 'email' }]);
  mustBeStrong(password, [name, who.mobile, who.email]);
  const hash = await hashPassword(password);
  const joined = await call.work(async (work) => {
    const link = await linkShown(work);
    await work.sql('update join_links set uses = uses + 1 where corp_id = $1 and id = $2', [
      work.corpId,
      link.id,
    ]);
    if (!link.needs_approval) {
      const memberId = await letIn(work, { ...who, department_id: link.department_id }, hash);
      await work.audit({ action: 'joining.joined', object: memberId, detail: { linkId: link.id } });
      return memberId;
    }
    await refuseTaken(work, who);
    await work.db
      .insertInto('join_requests')
      .values({
        ...who,
        id: newId('jrq'),
        link_id: link.id,
        department_id: link.department_id,
        password_hash: hash,
        state: 'waiting',
        asked_at: work.now,
      })
      .execute();
    return undefined;
  });
  if (!joined) return { state: 'waiting' as const };
  await finishSignIn(call, call.corpId, joined, { way: 'invitation', strong: false });
  return { state: 'joined' as const };
});

/** Told now rather than when somebody approves: the person can still correct it. */
async function refuseTaken(work: Work, who: { mobile: string | null; email: string | null }): Promise<void> {
  const [taken] = await work.sql<{ mobile: boolean }>(
    `select coalesce(mobile = $2, false) mobile from members
      where corp_id = $1 and status <> 'left' and (mobile = $2 or lower(email) = lower($3)) limit 1`,
    [work.corpId, who.mobile, who.email],
  );
  if (!taken) return;
  const path = taken.mobile ? 'mobile' : 'email';
  fail(`directory.${path}_taken`, '', [{ path, text: path }]);
}
