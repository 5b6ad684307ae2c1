import { identity } from '@teahouse/contract/identity';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import type { Ports } from '../../kernel/ports.ts';
import { createCorp } from './create-corp.ts';
import { finishSignIn } from './finish-sign-in.ts';

export const setUp = implementRaw(identity.setUp, async (call, input) => {
  const made = await asFirst(call.ports, () =>
    createCorp(call.ports, {
      name: input.corpName,
      ownerName: input.ownerName,
      ownerEmail: input.email,
      password: input.password,
      locale: input.locale,
      zone: input.zone,
    }),
  );
  await finishSignIn(call, made.corpId, made.ownerId, { way: 'password', strong: false });
  return { corpId: made.corpId };
});

/** Runs only while the installation has no company, and never twice at the same moment. */
export async function asFirst<T>(ports: Ports, found: () => Promise<T>): Promise<T> {
  const made = await ports.installation.alone('first company', async () => {
    if ((await ports.installation.corps(1)).length > 0) fail('identity.already_set_up');
    return { value: await found() };
  });
  return made ? made.value : fail('identity.already_set_up', 'somebody else is founding it this moment');
}
