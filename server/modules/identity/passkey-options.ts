import { identity } from '@teahouse/contract/identity';
import { implementRaw } from '../../kernel/module.ts';
import { askForPasskey } from './passkey-check.ts';

export const passkeyOptions = implementRaw(identity.passkeyOptions, async (call) =>
  askForPasskey(call, 'sign-in'),
);
