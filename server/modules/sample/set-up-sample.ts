import { sample } from '@teahouse/contract/sample';
import { implementRaw } from '../../kernel/module.ts';
import { asFirst, finishSignIn } from '../identity/index.ts';
import { makeSample } from './open-sample.ts';

export const setUpSample = implementRaw(sample.setUpSample, async (call, { locale }) => {
  const made = await asFirst(call.ports, () => makeSample(call.ports, locale));
  await finishSignIn(call, made.corpId, made.ownerId, { way: 'password', strong: false });
  return { logins: made.logins };
});
