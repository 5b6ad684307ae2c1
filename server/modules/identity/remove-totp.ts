import { identity } from '@teahouse/contract/identity';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { afterFactorRemoved } from './after-factor-removed.ts';

export const removeTotp = implement(identity.removeTotp, async (work) => {
  const me = actingMember(work);
  await work.db.deleteFrom('totps').where('member_id', '=', me).execute();
  await afterFactorRemoved(work, me);
  await work.audit({ action: 'identity.totp_removed', object: me });
  return {};
});
