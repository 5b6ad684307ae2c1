// What a developer sees of their app: its calls, its refusals, and what is left of its minute.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { AppId } from './ids.ts';

const when = z.iso.datetime();
const count = z.number().int();

export const CallSample = z.object({
  at: when,
  /** 'GET /api/members', or the path of a foreign interface */
  route: z.string(),
  status: z.number().int(),
  /** '' where it went well */
  code: z.string(),
  text: z.string(),
  ms: z.number(),
});
export type CallSample = z.infer<typeof CallSample>;

export const appCalls = {
  appCalls: endpoint({
    method: 'GET',
    path: '/admin/apps/:appId/calls',
    summary:
      'Calls of an app in the last 7 days: by hour, by call, by refusal, with single ones. No input, token or answer is kept',
    who: 'admin:apps',
    input: z.object({ appId: AppId }),
    output: z.object({
      since: when,
      /** hours with calls, oldest first */
      hours: z.array(z.object({ hour: when, calls: count, refused: count })),
      /** most called first */
      routes: z.array(
        z.object({ route: z.string(), calls: count, refused: count, /** on average */ ms: z.number() }),
      ),
      /** most frequent first, with what was said last */
      refusals: z.array(z.object({ route: z.string(), code: z.string(), calls: count, text: z.string() })),
      /** the last refusals and a sample of the rest, newest first */
      recent: z.array(CallSample),
      quota: z.object({ limit: count, left: count, /** when all of it is back */ resetAt: when.nullable() }),
    }),
    errors: ['apps.app_not_found', 'identity.needs_whole_company'],
  }),
};
