// A company with many customers, for programs that manage them: its owner follows them all, and confirms what programs would have sent.
import { randomBytes } from 'node:crypto';
import { createClient } from '../sdk/src/client.ts';
import type { Installation } from './installation.ts';
import { type Visitor, visitorAt } from './visitor.ts';
import { session } from './witness.ts';

export interface Shop {
  /** what the program is told; `userid` follows the customers, the others none yet */
  facts: { corpId: string; secret: string; userid: string; colleague: string; leaver: string };
  /** Confirms everything that waits; resolves with how many customers it goes to. */
  confirm: () => Promise<number>;
  /** So many new customers open a contact-me code or the code of a group, and the last one says hello. */
  visit: (link: string, times: number) => Promise<void>;
  /** The owner opens a group for customers. */
  openGroup: (name: string) => Promise<void>;
  /** The owner publishes what moments wait; whoever sees one likes and comments it. Resolves with how many did. */
  publish: () => Promise<number>;
  /** So many more work there, each with a customer of their own. */
  staff: (count: number) => Promise<void>;
  /** This member leaves the company. */
  leave: (userid: string) => Promise<void>;
}

/** Opens a company of its own, whose nights are not quiet, with so many customers. */
export async function openShop({ teahouse, url }: Installation, customers: number): Promise<Shop> {
  const owner = {
    login: `shop${randomBytes(4).toString('hex')}@conformance.example`,
    password: 'puer-autumn-3190',
  };
  const { corpId } = await teahouse<{ corpId: string }>(
    ...['corp', 'create', '--name', '相容商铺', '--owner-name', '店主'],
    ...['--owner-email', owner.login, '--password', owner.password],
  );
  const { secret } = await teahouse<{ secret: string }>(
    ...['secret', 'show', '--corp', corpId, '--kind', 'external-contact'],
  );
  const cookie = await session(url, { ...owner, corpId });
  const api = createClient({ base: url, headers: () => ({ cookie }) });
  await api.outreach.setCaps({ quietFrom: '00:00', quietTo: '00:00', reason: 'runs at any hour' });
  const lines = Array.from({ length: customers }, (_, i) => `客户${i},139${String(i).padStart(8, '0')}`);
  const answer = await fetch(`${url}/api/customers/import?fileName=customers.csv`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/octet-stream' },
    body: Buffer.from(['name,mobile', ...lines].join('\n')),
  });
  const { added } = (await answer.json()) as { added?: number };
  if (added !== customers) throw new Error(`the import answered ${answer.status} and added ${added}`);
  const { members } = await api.directoryAdmin.adminMembers({ limit: 1 });
  const [department] = members[0]!.departments;
  const link = await api.joining.createJoinLink({ departmentId: department!.id, needsApproval: false });
  const join = async (name: string): Promise<string> => {
    const joiner = createClient({ base: url });
    const email = `${randomBytes(4).toString('hex')}@conformance.example`;
    await joiner.joining.join({ key: link.url!.split('/').at(-1)!, name, email, password: owner.password });
    const found = (await api.directoryAdmin.adminMembers({ limit: 100 })).members;
    return found.find((m) => m.email === email)!.userid;
  };
  const [colleague, leaver] = [await join('店员'), await join('过客')];
  const visitors: Visitor[] = [];
  return {
    facts: { corpId, secret, userid: members[0]!.userid, colleague, leaver },
    async confirm() {
      let n = 0;
      for (const { broadcastId, customers: mine } of (await api.outreach.listConfirmations({}))
        .confirmations) {
        const customerIds = mine.slice(0, 10_000).map((c) => c.customerId);
        n += (await api.outreach.confirmBroadcast({ broadcastId, customerIds })).confirmed;
      }
      return n;
    },
    async visit(link, times) {
      for (let i = 0; i < times; i++) {
        const visitor = visitorAt(url);
        await visitor.open(link);
        visitors.push(visitor);
      }
      await visitors.at(-1)!.say('你好');
    },
    async openGroup(name) {
      await api.customerGroups.createCustomerGroup({ name });
    },
    async publish() {
      for (const { id } of (await api.moments.listMoments({ tasks: '1' })).moments)
        await api.moments.publishMoment({ momentId: id });
      let readers = 0;
      for (const visitor of visitors) if ((await visitor.praise('真好')) > 0) readers++;
      return readers;
    },
    async staff(count) {
      for (let i = 0; i < count; i++) {
        const userid = await join(`店员${i + 1}`);
        const found = (await api.directoryAdmin.adminMembers({ limit: 100 })).members;
        const code = await api.contactCodes.createContactCode({
          name: userid,
          kind: 'team',
          departmentId: department!.id,
          members: [{ memberId: found.find((m) => m.userid === userid)!.id, hours: null, dailyCap: null }],
          welcome: { text: '' },
        });
        await visitorAt(url).open(code.url);
      }
    },
    async leave(userid) {
      const found = (await api.directoryAdmin.adminMembers({ limit: 100 })).members;
      await api.directoryAdmin.leaveMember({ memberId: found.find((m) => m.userid === userid)!.id });
    },
  };
}
