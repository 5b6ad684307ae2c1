import * as z from 'zod';
import { endpoint } from './define.ts';
import { CorpId } from './ids.ts';

export const sample = {
  openSample: endpoint({
    method: 'POST',
    path: '/setup/sample',
    summary: 'Try the product with a sample company; its owner is signed in',
    who: 'anyone',
    input: z.object({}),
    output: z.object({
      corpId: CorpId,
      /** the four people to look through the eyes of */
      logins: z.array(
        z.object({ who: z.string(), name: z.string(), login: z.string(), password: z.string() }),
      ),
    }),
    errors: ['identity.already_set_up'],
  }),
};
