import { identityAdmin } from '@teahouse/contract/identity-admin';
import { implement } from '../../kernel/module.ts';
import { policyOf } from './sign-in-policy.ts';

export const getSignInPolicy = implement(identityAdmin.getSignInPolicy, (work) => policyOf(work));
