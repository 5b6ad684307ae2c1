import { identity } from '@teahouse/contract/identity';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { askForPasskey } from './passkey-check.ts';

export const confirmPasskeyOptions = implementRaw(identity.confirmPasskeyOptions, async (call) => {
  const memberId = await call.work(async (work) => actingMember(work));
  return await askForPasskey(call, 'confirm', { corpId: call.corpId, memberId });
});
