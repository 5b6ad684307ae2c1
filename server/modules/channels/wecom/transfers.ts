import type { ErrorCode } from '@teahouse/contract/errors';
import * as z from 'zod';
import type { Line, PassFate, Passing } from '../adapter.ts';
import { callWecom } from '../call-wecom.ts';
import { asRefusal } from '../tencent.ts';

const way = ({ gone }: Passing) => `/cgi-bin/externalcontact/${gone ? 'resigned/' : ''}transfer`;
const pair = ({ from, to }: Passing) => ({ handover_userid: from, takeover_userid: to });

/** Numbers of single customers. What is not here is a refusal without a word of its own. */
const refusals: Readonly<Record<number, ErrorCode>> = {
  40096: 'channels.not_connected',
  40097: 'channels.transfer_refused',
  40098: 'channels.unsure',
  40099: 'channels.transfer_full',
  40100: 'channels.unsure',
  40128: 'channels.count_used',
  84061: 'channels.not_connected',
};
/** Numbers of the whole call: one of the members is unknown there, or has no right to customers. */
const whole = {
  40003: 'channels.not_connected',
  60111: 'channels.not_connected',
  40126: 'channels.not_connected',
  40127: 'channels.not_connected',
  48002: 'channels.refused',
} as const;

const Asked = z.looseObject({
  customer: z
    .array(z.looseObject({ external_userid: z.string(), errcode: z.number().default(0) }))
    .default([]),
});

/** Up to a hundred customers; who is not named in the answer was taken. */
export async function askToPass(
  line: Line,
  passing: Passing,
  ids: readonly string[],
): Promise<Map<string, ErrorCode>> {
  const got = await callWecom(line, `${way(passing)}_customer`, {
    ...pair(passing),
    external_userid: ids,
  }).catch((error: unknown) => asRefusal(error, whole));
  return new Map(
    Asked.parse(got).customer.flatMap((c): [string, ErrorCode][] =>
      c.errcode === 0 ? [] : [[c.external_userid, refusals[c.errcode] ?? 'channels.transfer_refused']],
    ),
  );
}

const states: Readonly<Record<number, PassFate>> = {
  1: 'done',
  2: 'waiting',
  3: 'refused',
  4: 'full',
  5: 'unknown',
};

const Page = z.looseObject({
  next_cursor: z.string().default(''),
  customer: z.array(z.looseObject({ external_userid: z.string(), status: z.number() })).default([]),
});

/** What became of every customer that went from one to the other. */
export async function passFates(line: Line, passing: Passing): Promise<Map<string, PassFate>> {
  const found = new Map<string, PassFate>();
  for (let cursor = ''; ;) {
    const page = Page.parse(
      await callWecom(line, `${way(passing)}_result`, { ...pair(passing), ...(cursor ? { cursor } : {}) }),
    );
    for (const c of page.customer) found.set(c.external_userid, states[c.status] ?? 'unknown');
    if (!page.next_cursor) return found;
    cursor = page.next_cursor;
  }
}
