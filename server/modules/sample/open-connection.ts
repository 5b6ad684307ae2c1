import { deskAdmin } from '@teahouse/contract/desk-admin';
import type { CustomerTagId, MemberId } from '@teahouse/contract/ids';
import { materials as library } from '@teahouse/contract/materials';
import { uuidOf } from '../../kernel/ids.ts';
import type { Ports } from '../../kernel/ports.ts';
import { system, type Work } from '../../kernel/work.ts';
import {
  addCustomerTag,
  customerFromChannel,
  groupNamed,
  makeCode,
  writeCodeParts,
  writeFollow,
} from '../customers/index.ts';
import { desk, openNewDesk } from '../desk/index.ts';
import { materials } from '../materials/index.ts';
import { importHistory } from '../messaging/index.ts';
import { keepOrder } from '../orders/index.ts';
import { actAs, sitting } from './act-as.ts';
import { articles, type Guest, guests, scripts, tags } from './guests.ts';
import type { SampleCompany } from './open-sample.ts';

const MINUTE = 60_000;

/** The side that looks at customers: the seller's code, guests and scripts, and a service desk that knows something. */
export async function openConnection(ports: Ports, company: SampleCompany): Promise<void> {
  const { corpId, ownerId } = company;
  const seller = company.memberOf('zhouzhou');
  await ports.openWork(corpId, system, async (work) => {
    const known = await makeTags(work);
    for (const guest of guests) await seat(work, seller, guest, known);
    await openNewDesk(
      work,
      { name: '茶香客服', greeting: '您好，订位、宴席、发票的事都可以问我们。', firstReplyMinutes: 10 },
      ['xiaohan', 'dengjia', 'qianduo'].map((userid) => ({
        memberId: company.memberOf(userid),
        skills: [],
        cap: 5,
        lead: userid === 'xiaohan',
      })),
    );
  });
  await ports.openWork(corpId, sitting({ corpId, memberId: seller }), (work) => makeCard(work, seller));
  const owner = { corpId, memberId: ownerId, rights: ['members'] as const };
  for (const article of articles) await actAs(ports, owner, desk, deskAdmin.saveDeskArticle, article);
  for (const [folder, title, text] of scripts)
    await actAs(ports, owner, materials, library.saveMaterial, {
      folder,
      title,
      draft: { k: 'text', b: { text } },
      company: true,
    });
}

/** The card the seller hands out. */
async function makeCard(work: Work, seller: MemberId): Promise<void> {
  const { id } = await makeCode(work, {
    name: '周舟的名片',
    kind: 'member',
    departmentId: null,
    channel: '名片',
    how: 'turn',
    confirm: false,
    welcome: { text: '您好，我是茶香餐饮的客户经理周舟，订位、宴席、团餐都可以找我。', fileIds: [] },
    madeBy: seller,
  });
  const serving = [{ memberId: seller, hours: null, dailyCap: null }];
  await writeCodeParts(work, id, { members: serving, tagIds: [] });
}

async function makeTags(work: Work): Promise<Map<string, CustomerTagId>> {
  const known = new Map<string, CustomerTagId>();
  for (const [group, names] of tags) {
    const groupId = await groupNamed(work, group);
    for (const name of names) known.set(name, await addCustomerTag(work, { groupId, name }));
  }
  return known;
}

/** One guest with what was noted, said and ordered. What the seller has not answered is not read either. */
async function seat(
  work: Work,
  seller: MemberId,
  guest: Guest,
  known: ReadonlyMap<string, CustomerTagId>,
): Promise<void> {
  const { name, remark, stage } = guest;
  const { customerId, chatId } = await customerFromChannel(work, { name, locale: 'zh', memberId: seller });
  await writeFollow(
    work,
    { customerId, memberId: seller, stage: 'new', tagIds: [] },
    { remark, stage, tagIds: guest.tags.map((t) => known.get(t)!) },
  );
  const before = (ago: number) => new Date(work.now.getTime() - ago * MINUTE);
  const seqs = await importHistory(
    work,
    chatId,
    guest.lines.map((line, i) => ({
      sender: line.guest ? customerId : seller,
      cid: uuidOf(`${name} ${i}`),
      at: before(line.ago),
      draft: { k: 'text', b: { text: line.text } },
    })),
  );
  const answered = guest.lines.findLastIndex((l) => !l.guest) + 1;
  await work.db.updateTable('chat_seats').set({ read_n: answered }).where('chat_id', '=', chatId).execute();
  // Whoever wrote last has seen what stood above.
  const seen = seqs[guest.lines.findLastIndex((l) => l.guest)];
  await work.db
    .updateTable('customer_follows')
    .set({
      added_at: before(guest.lines[0]!.ago + 5),
      last_at: before(guest.lines.at(-1)!.ago),
      seen_seq: seen ?? 0,
    })
    .where('chat_id', '=', chatId)
    .execute();
  for (const { ago, fen, ...order } of guest.orders ?? [])
    await keepOrder(work, { ...order, customerId, amount: fen, orderedAt: before(ago), madeBy: seller });
}
