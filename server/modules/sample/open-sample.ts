import type { SampleLogin } from '@teahouse/contract/sample';
import type { ChatId, CorpId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import { createHmac } from 'node:crypto';
import type { Ports } from '../../kernel/ports.ts';
import { system, type Work } from '../../kernel/work.ts';
import { addMember, changeMember, createDepartment } from '../directory/index.ts';
import { createCorp, hashPassword, setPasswordHash } from '../identity/index.ts';
import { directChat, importMessages, makeChat } from '../messaging/index.ts';
import { departments, guides, people } from './sample-people.ts';
import { directs, groups, spoken } from './sample-talk.ts';

export interface Sample {
  corpId: CorpId;
  ownerId: MemberId;
  logins: SampleLogin[];
}

const NAME = '茶香餐饮';

/** The sample company of this installation, made at the first call; the same logins ever after. */
export async function openSample(ports: Ports): Promise<SampleLogin[]> {
  const corpId = await ports.installation.fact<CorpId | null>('sample', () => null);
  if (!corpId) await ports.installation.alone('sample', () => makeSample(ports, 'zh'));
  return loginsOf(ports);
}

/** Makes it, whole or not at all as far as its directory goes; talk comes after. */
export async function makeSample(ports: Ports, locale: 'zh' | 'en'): Promise<Sample> {
  const owner = people[0]!;
  const logins = loginsOf(ports);
  const passwordOf = new Map(logins.map((l) => [l.login, l.password]));
  const { corpId, ownerId } = await createCorp(ports, {
    name: NAME,
    ownerName: owner.name,
    ownerEmail: `${owner.userid}@tea.example`,
    userid: owner.userid,
    password: passwordOf.get(owner.userid)!,
    locale,
    zone: 'Asia/Shanghai',
  });
  const hashes = await Promise.all(
    guides.map(async ({ userid }) => [userid, await hashPassword(passwordOf.get(userid)!)] as const),
  );
  await ports.openWork(corpId, system, async (work) => {
    const ids = await fillDirectory(work, ownerId);
    for (const [userid, hash] of hashes) await setPasswordHash(work, ids.get(userid)!, hash);
    await fillChats(work, ids);
  });
  await ports.installation.setFact('sample', corpId);
  return { corpId, ownerId, logins };
}

async function fillDirectory(work: Work, ownerId: MemberId): Promise<Map<string, MemberId>> {
  const [root] = await work.sql<{ id: DepartmentId }>(
    'select id from departments where corp_id = $1 and no = 1',
    [work.corpId],
  );
  const byName = new Map<string, DepartmentId>();
  for (const [i, name] of departments.entries()) {
    const made = await createDepartment(work, {
      parentId: root!.id,
      name,
      nameEn: '',
      order: departments.length - i,
      hidden: false,
    });
    byName.set(name, made.id);
  }
  const owner = people[0]!;
  await changeMember(work, {
    memberId: ownerId,
    position: owner.position,
    departments: [{ id: byName.get(owner.department)!, main: true, leader: true, order: 0 }],
  });
  const ids = new Map<string, MemberId>([[owner.userid, ownerId]]);
  for (const [i, p] of people.entries()) {
    if (i === 0) continue;
    const id = await addMember(work, {
      userid: p.userid,
      name: p.name,
      position: p.position,
      email: `${p.userid}@tea.example`,
      mobile: `+8613800${String(100_000 + i)}`,
      departments: [{ id: byName.get(p.department)!, main: true, leader: p.leads ?? false }],
    });
    ids.set(p.userid, id);
  }
  return ids;
}

async function fillChats(work: Work, ids: ReadonlyMap<string, MemberId>): Promise<void> {
  const tell = (chatId: ChatId, talk: string) =>
    importMessages(
      work,
      chatId,
      spoken(talk, work.now).map(({ who, at, text }) => ({
        from: ids.get(who)!,
        at,
        draft: { k: 'text', b: { text } },
      })),
    );
  for (const g of groups) {
    const inside = people.filter((p) => g.departments.includes(p.department)).map((p) => p.userid);
    const chatId = await makeChat(work, {
      kind: 'group',
      title: g.title,
      ownerId: ids.get(g.owner)!,
      memberIds: [...inside, ...g.others].map((userid) => ids.get(userid)!),
    });
    await tell(chatId, g.talk);
  }
  for (const { between, talk } of directs) {
    const [a, b] = between.map((userid) => ids.get(userid)!) as [MemberId, MemberId];
    await tell(await directChat(work, a, b), talk);
  }
}

const words =
  'amber bamboo cedar cloud copper coral daisy delta ember fern fig frost ginger harbor hazel iris ivory jasmine kettle lake lantern lemon linen lotus maple meadow mint moss oasis olive opal orchid pearl pebble pine plum pond quartz rain reed ridge river rose saffron sage sand silver sky spruce stone storm sugar teak thyme tide tulip valley velvet violet walnut willow wind wren'.split(
    ' ',
  );

/** Passwords that are this installation's own and can be printed at every start, without being kept anywhere. */
function loginsOf(ports: Pick<Ports, 'secret'>): SampleLogin[] {
  return guides.map(({ role, userid }) => {
    const bytes = createHmac('sha256', ports.secret).update(`sample ${userid}`).digest();
    const chosen = [0, 1, 2, 3].map((i) => words[bytes[i]! % words.length]);
    return {
      role,
      name: people.find((p) => p.userid === userid)!.name,
      login: userid,
      password: `${chosen.join('-')}-${(bytes[4]! % 90) + 10}`,
    };
  });
}
