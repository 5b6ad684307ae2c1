import { identity } from '@teahouse/contract/identity';
import { implementRaw } from '../../kernel/module.ts';

export const setupState = implementRaw(identity.setupState, async (call) => ({
  needed: (await call.ports.installation.corps(1)).length === 0,
}));
