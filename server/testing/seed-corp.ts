// A company written straight into a database that a server process then serves.
import type { ChatId, CorpId, MemberId } from '@teahouse/contract/ids';
import { pino } from 'pino';
import { type House, openHouse } from '../kernel/house.ts';
import { newId } from '../kernel/ids.ts';
import { readSettings } from '../kernel/settings.ts';
import { system } from '../kernel/work.ts';
import { modules } from '../modules/all.ts';
import { addMember, foundCorp } from '../modules/directory/index.ts';
import { openSession, recognise } from '../modules/identity/index.ts';
import { makeChat } from '../modules/messaging/chats/make-chat.ts';

export interface Seeded {
  corpId: CorpId;
  members: { id: MemberId; cookie: string }[];
  chats: ChatId[];
}

const AT_ONCE = 250;

/** Founds a company with `members` signed-in people and one group per list of positions in `groups`. Migrates an empty database. */
export async function seedCorp(
  databaseUrl: string,
  { members, groups }: { members: number; groups: readonly (readonly number[])[] },
): Promise<Seeded> {
  const house = await openHouse({
    databaseUrl,
    settings: readSettings({ LOG_LEVEL: 'silent' }),
    modules,
    recognise,
    log: pino({ level: 'silent' }),
    connections: 4,
  });
  try {
    return await fillCorp(house, { members, groups });
  } finally {
    await house.close();
  }
}

/** The same through an open house. */
export async function fillCorp(
  house: House,
  { members, groups }: { members: number; groups: readonly (readonly number[])[] },
): Promise<Seeded> {
  const corpId = newId('corp');
  const { rootId } = await house.openWork(corpId, system, (work) => foundCorp(work, { name: 'Load' }));
  const people: Seeded['members'] = [];
  while (people.length < members) {
    const first = people.length;
    const more = Array.from({ length: Math.min(AT_ONCE, members - first) }, (_, i) => first + i);
    people.push(
      ...(await house.openWork(corpId, system, (work) =>
        Promise.all(
          more.map(async (i) => {
            const id = await addMember(work, {
              userid: `u${i}`,
              name: `Member ${i}`,
              departments: [rootId],
            });
            return { id, cookie: `th_session=${(await openSession(work, id)).secret}` };
          }),
        ),
      )),
    );
  }
  const chats: ChatId[] = [];
  for (const group of groups) {
    const memberIds = group.map((i) => people[i]!.id);
    const owner = { kind: 'member', id: memberIds[0]!, sessionId: '', rights: new Set<never>() } as const;
    chats.push(
      await house.openWork(corpId, owner, (work) =>
        makeChat(work, {
          kind: 'group',
          title: `Group ${chats.length}`,
          ownerId: memberIds[0]!,
          memberIds,
        }),
      ),
    );
  }
  await house.outbox.sweep();
  await house.outbox.idle();
  return { corpId, members: people, chats };
}
