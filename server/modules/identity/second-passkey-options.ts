import { identity } from '@teahouse/contract/identity';
import { implementRaw } from '../../kernel/module.ts';
import { askForPasskey } from './passkey-check.ts';
import { firstStepOf } from './second-step.ts';

export const secondPasskeyOptions = implementRaw(identity.secondPasskeyOptions, async (call, { ticket }) =>
  askForPasskey(call, 'second-step', firstStepOf(call, ticket)),
);
