// What is asked about the company rather than about one member.
import * as z from 'zod';
import { membersOfOpenUserids, openUseridsOf } from '../../../modules/apps/index.ts';
import { corpZone, memberFacts, membersByUserid } from '../../../modules/directory/index.ts';
import { activeOn } from '../../../modules/identity/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';

const DAY = 24 * 3_600_000;

/** A number for the whole company; who was here is nobody's to ask. */
const activeStat = wecomCall({
  path: '/cgi-bin/user/get_active_stat',
  scope: 'contacts.read',
  input: z.object({ date: maybe(words) }),
  async run(work, { date }, { app, now }) {
    if (!app.visible.all) throw new WecomError(60011);
    const day = z.iso.date().safeParse(need(date, 40058)).data;
    if (!day) throw new WecomError(40058);
    const today = new Intl.DateTimeFormat('sv', { timeZone: await corpZone(work) }).format(now);
    const back = (Date.parse(today) - Date.parse(day)) / DAY;
    if (back < 0 || back > limits.activeDaysBack) throw new WecomError(40058);
    return { active_cnt: await activeOn(work, day) };
  },
});

const toOpenUserid = wecomCall({
  path: '/cgi-bin/batch/userid_to_openuserid',
  scope: 'contacts.read',
  input: z.object({ userid_list: listOf(words) }),
  async run(work, { userid_list: asked }, { app }) {
    mustFit(asked);
    const known = await membersByUserid(work, asked);
    const facts = await memberFacts(work, app.visible, [...known.values()]);
    const names = await openUseridsOf(
      work,
      facts.map((m) => m.id),
    );
    const seen = new Set(facts.map((m) => m.userid.toLowerCase()));
    return {
      open_userid_list: facts.map((m, i) => ({ userid: m.userid, open_userid: names[i] })),
      invalid_userid_list: asked.filter((userid) => !seen.has(userid.toLowerCase())),
    };
  },
});

const toUserid = wecomCall({
  path: '/cgi-bin/batch/openuserid_to_userid',
  scope: 'contacts.read',
  input: z.object({ open_userid_list: listOf(words), source_agentid: maybe(whole) }),
  async run(work, { open_userid_list: asked }, { app }) {
    mustFit(asked);
    const known = await membersOfOpenUserids(work, asked);
    const facts = await memberFacts(work, app.visible, [...known.values()]);
    const userids = new Map(facts.map((m) => [m.id, m.userid]));
    const found = asked.flatMap((open_userid) => {
      const userid = userids.get(known.get(open_userid)!);
      return userid === undefined ? [] : [{ open_userid, userid }];
    });
    const named = new Set(found.map((f) => f.open_userid));
    return { userid_list: found, invalid_open_userid_list: asked.filter((name) => !named.has(name)) };
  },
});

export const companyCalls: readonly WecomCall[] = [activeStat, toOpenUserid, toUserid];

function mustFit(asked: readonly string[]): void {
  if (asked.length === 0) throw new WecomError(40063);
  if (asked.length > limits.openUserids) throw new WecomError(40032);
}
