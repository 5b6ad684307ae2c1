import { createHmac } from 'node:crypto';
import { sample } from '@teahouse/contract/sample';
import type { CorpId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import { uuidOf } from '../../kernel/ids.ts';
import { implementRaw } from '../../kernel/module.ts';
import type { Ports } from '../../kernel/ports.ts';
import { system, type Work } from '../../kernel/work.ts';
import { addDepartment, addMember } from '../directory/index.ts';
import {
  asFirst,
  createCorp,
  finishSignIn,
  hashPassword,
  refreshLogins,
  setPasswordHash,
} from '../identity/index.ts';
import { directChat, importHistory, makeChat } from '../messaging/index.ts';
import { openConnection } from './open-connection.ts';
import { openOffice } from './open-office.ts';
import { CORP, departments, guides, people } from './people.ts';
import { type Talk, talks } from './talk.ts';

export interface SampleLogin {
  who: string;
  name: string;
  login: string;
  password: string;
}

/** The sample company once its people are there. */
export interface SampleCompany {
  corpId: CorpId;
  ownerId: MemberId;
  memberOf: (userid: string) => MemberId;
}

/** The sample company with its people, what they said lately, what waits for them and whom they serve. Only as the first company of an installation. */
export async function openSampleCompany(
  ports: Ports,
): Promise<{ corpId: CorpId; ownerId: MemberId; logins: SampleLogin[] }> {
  const logins = sampleLogins(ports.secret);
  const passwordOf = (userid: string) => logins.find((l) => l.login === userid)?.password;
  return await asFirst(ports, async () => {
    const [owner] = guides;
    const { corpId, ownerId } = await createCorp(ports, {
      name: CORP,
      ownerName: owner.name,
      ownerEmail: `${owner.userid}@sample.example`,
      password: passwordOf(owner.userid)!,
      userid: owner.userid,
    });
    const hashes = new Map(
      await Promise.all(
        guides.slice(1).map(async (g) => [g.userid, await hashPassword(passwordOf(g.userid)!)] as const),
      ),
    );
    const memberIds = new Map([[owner.userid as string, ownerId]]);
    const company: SampleCompany = { corpId, ownerId, memberOf: (userid) => memberIds.get(userid)! };
    await ports.openWork(corpId, system, async (work) => {
      for (const [userid, id] of await hireAll(work, ownerId, hashes)) memberIds.set(userid, id);
      for (const talk of talks) await tell(work, talk, company.memberOf);
    });
    await openOffice(ports, company);
    await openConnection(ports, company);
    return { corpId, ownerId, logins };
  });
}

export const openSample = implementRaw(sample.openSample, async (call) => {
  const { corpId, ownerId, logins } = await openSampleCompany(call.ports);
  await finishSignIn(call, corpId, ownerId, { way: 'password', strong: false });
  return { corpId, logins };
});

/** For `--sample`: opens the company on an empty installation, and says the four logins every time. */
export async function sampleOf(ports: Ports): Promise<SampleLogin[]> {
  if ((await ports.installation.corps(1)).length === 0) await openSampleCompany(ports);
  return sampleLogins(ports.secret);
}

/** The same four logins at every start of this installation, and other passwords in every other one. */
export function sampleLogins(secret: Buffer): SampleLogin[] {
  return guides.map(({ who, userid, name }) => ({
    who,
    name,
    login: userid,
    password: `tea-${createHmac('sha256', secret).update(`sample ${userid}`).digest('base64url').replaceAll(/[-_]/g, '').slice(0, 10)}`,
  }));
}

/** Leaders stand before those they lead; whoever nobody leads is led by the owner. */
async function hireAll(
  work: Work,
  ownerId: MemberId,
  hashes: ReadonlyMap<string, string>,
): Promise<[string, MemberId][]> {
  const [root] = await work.sql<{ id: DepartmentId; path: string }>(
    'select id, path from departments where corp_id = $1 and parent_id is null',
    [work.corpId],
  );
  const made = new Map([['', root!]]);
  for (const [i, [name, above]] of departments.entries())
    made.set(
      name,
      await addDepartment(work, { parent: made.get(above)!, name, order: departments.length - i }),
    );
  const hired: [string, MemberId][] = [];
  const leaders = new Map([['', ownerId]]);
  const above = new Map(departments);
  const leaderIn = (name: string): MemberId => leaders.get(name) ?? leaderIn(above.get(name) ?? '');
  for (const [i, p] of people.entries()) {
    const id = await addMember(work, {
      userid: p.userid,
      name: p.name,
      position: p.position,
      mobile: `1390000${String(1000 + i)}`,
      email: `${p.userid}@sample.example`,
      managerId: leaderIn(p.department),
      departments: [{ id: made.get(p.department)!.id, ...(p.leader ? { leader: true } : {}) }],
    });
    if (p.leader) leaders.set(p.department, id);
    const hash = hashes.get(p.userid);
    if (hash) await setPasswordHash(work, id, hash);
    await refreshLogins(work, id);
    hired.push([p.userid, id]);
  }
  return hired;
}

async function tell(work: Work, talk: Talk, memberOf: (userid: string) => MemberId): Promise<void> {
  const ids = talk.members.map(memberOf);
  const chatId = talk.title
    ? await makeChat(work, { kind: 'group', title: talk.title, ownerId: ids[0]!, memberIds: ids })
    : await directChat(work, ids[0]!, ids[1]!);
  if (talk.announcement) {
    const announcement = JSON.stringify({ text: talk.announcement, by: ids[0], at: work.now.toISOString() });
    await work.db.updateTable('chats').set({ announcement }).where('id', '=', chatId).execute();
  }
  // The group was there before anybody spoke, and one of them made it.
  const began = Math.max(...talk.lines.map((l) => l.ago)) + 5;
  await work.db
    .updateTable('chat_entries')
    .set({ sender_id: ids[0]!, sent_at: new Date(work.now.getTime() - began * 60_000) })
    .where('chat_id', '=', chatId)
    .where('kind', '=', 'system')
    .execute();
  await importHistory(
    work,
    chatId,
    talk.lines.map((line, i) => ({
      sender: memberOf(line.who),
      cid: uuidOf(`${talk.title} ${talk.members.join()} ${i}`),
      at: new Date(work.now.getTime() - line.ago * 60_000),
      draft: { k: 'text', b: { text: line.text } },
    })),
  );
  // Yesterday has been read; what is newer waits, so that unread counts have something to show.
  const read = talk.lines.filter((l) => l.ago > 12 * 60).length;
  await work.db.updateTable('chat_seats').set({ read_n: read }).where('chat_id', '=', chatId).execute();
  // Whoever spoke has read what stood above.
  for (const [i, line] of talk.lines.entries()) {
    if (i < read) continue;
    const seat = work.db
      .updateTable('chat_seats')
      .set({ read_n: i + 1 })
      .where('chat_id', '=', chatId);
    await seat.where('member_id', '=', memberOf(line.who)).execute();
  }
}
