import { identity } from '@teahouse/contract/identity';
import { fail } from '../../kernel/fail.ts';
import { takeBackKeys } from '../../kernel/front-desk.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { afterFactorRemoved } from './after-factor-removed.ts';

export const removePasskey = implement(identity.removePasskey, async (work, { passkeyId }) => {
  const me = actingMember(work);
  const gone = await work.db
    .deleteFrom('passkeys')
    .where('id', '=', passkeyId)
    .where('member_id', '=', me)
    .returning('id')
    .execute();
  if (gone.length === 0) return fail('identity.passkey_not_found');
  await takeBackKeys(work, { kind: 'passkey', opens: passkeyId });
  await afterFactorRemoved(work, me);
  await work.audit({ action: 'identity.passkey_removed', object: me, detail: { passkey: passkeyId } });
  return {};
});
