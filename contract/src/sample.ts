import * as z from 'zod';
import { endpoint } from './define.ts';

export const SampleLogin = z.object({
  role: z.enum(['owner', 'manager', 'employee', 'seller']),
  name: z.string(),
  login: z.string(),
  password: z.string(),
});
export type SampleLogin = z.infer<typeof SampleLogin>;

export const sample = {
  setUpSample: endpoint({
    method: 'POST',
    path: '/setup/sample',
    summary:
      'Look around in a company made up for the purpose, while there is none yet; its owner is signed in',
    who: 'anyone',
    input: z.object({ locale: z.enum(['zh', 'en']).default('zh') }),
    output: z.object({ logins: z.array(SampleLogin) }),
    errors: ['identity.already_set_up'],
  }),
};
