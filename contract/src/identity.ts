import * as z from 'zod';
import { adminRights, endpoint } from './define.ts';
import { CorpId } from './ids.ts';
import { MemberBrief } from './directory.ts';

export const Locale = z.enum(['zh', 'en']);

export const Me = z.object({
  member: MemberBrief,
  corp: z.object({ id: CorpId, name: z.string() }),
  locale: Locale,
  /** IANA zone of the company */
  zone: z.string(),
  rights: z.array(z.enum(adminRights)),
});
export type Me = z.infer<typeof Me>;

export const identity = {
  me: endpoint({
    method: 'GET',
    path: '/me',
    summary: 'Who I am',
    who: 'member',
    input: z.object({}),
    output: Me,
    errors: [],
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/sign-in',
    summary: 'Sign in with a password',
    who: 'anyone',
    input: z.object({
      /** email, mobile or userid */
      login: z.string().trim().min(1).max(120),
      password: z.string().min(1).max(200),
      /** needed where one login belongs to several companies */
      corpId: CorpId.optional(),
    }),
    output: z.discriminatedUnion('state', [
      z.object({ state: z.literal('done') }),
      z.object({ state: z.literal('choose'), corps: z.array(z.object({ id: CorpId, name: z.string() })) }),
      z.object({
        state: z.literal('second-factor'),
        ticket: z.string(),
        factors: z.array(z.enum(['totp', 'passkey', 'recovery'])),
      }),
    ]),
    errors: ['identity.wrong_password', 'identity.locked'],
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/sign-out',
    summary: 'End this session',
    who: 'member',
    input: z.object({}),
    output: z.object({}),
    errors: [],
  }),
};
