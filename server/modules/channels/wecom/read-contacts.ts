import * as z from 'zod';
import type { Arrival, Line } from '../adapter.ts';
import { callWecom } from '../call-wecom.ts';

/** of members asked about at once, and of customers per page; both WeCom's */
const AT_ONCE = 100;
/** everything is read once so often, against events that were lost */
const AGAIN_MS = 24 * 3_600_000;

export const Follow = z.looseObject({ userid: z.string(), createtime: z.number().default(0) });

const Page = z.looseObject({
  next_cursor: z.string().default(''),
  external_contact_list: z
    .array(
      z.looseObject({
        external_contact: z.looseObject({
          external_userid: z.string(),
          name: z.string().default(''),
          unionid: z.string().optional(),
        }),
        follow_info: Follow,
      }),
    )
    .default([]),
});

/** How far the reading is: which hundred of members, and WeCom's cursor among their customers; or when it was last at its end. */
const Place = z.union([z.object({ from: z.number(), cursor: z.string() }), z.object({ readAt: z.number() })]);

/** One page of all customers of all members; begins anew a day after the last one was read. */
export async function readContacts(line: Line, cursor: string, _hint: string) {
  const place = cursor ? Place.parse(JSON.parse(cursor)) : { from: 0, cursor: '' };
  if ('readAt' in place && line.now.getTime() - place.readAt < AGAIN_MS)
    return { arrivals: [], cursor, more: false };
  const { from, cursor: at } = 'readAt' in place ? { from: 0, cursor: '' } : place;
  const { follow_user: members } = z
    .looseObject({ follow_user: z.array(z.string()).default([]) })
    .parse(await callWecom(line, '/cgi-bin/externalcontact/get_follow_user_list'));
  const asked = members.slice(from, from + AT_ONCE);
  if (asked.length === 0)
    return { arrivals: [], cursor: JSON.stringify({ readAt: line.now.getTime() }), more: false };
  const page = Page.parse(
    await callWecom(line, '/cgi-bin/externalcontact/batch/get_by_user', {
      userid_list: asked,
      cursor: at,
      limit: AT_ONCE,
    }),
  );
  const next = page.next_cursor ? { from, cursor: page.next_cursor } : { from: from + AT_ONCE, cursor: '' };
  return {
    arrivals: page.external_contact_list.map(arrivalOf),
    cursor: JSON.stringify(next),
    more: true,
  };
}

function arrivalOf({
  external_contact: who,
  follow_info: by,
}: z.infer<typeof Page>['external_contact_list'][number]): Arrival {
  return {
    key: `${who.external_userid} ${by.userid} ${by.createtime}`,
    from: who.external_userid,
    name: who.name,
    at: new Date(by.createtime * 1_000),
    what: 'entry',
    owner: by.userid,
    thread: { userid: by.userid },
    ...(who.unionid ? { unionId: who.unionid } : {}),
  };
}
