// A company with many customers, for programs that manage them: its owner follows them all, and confirms what programs would have sent.
import { randomBytes } from 'node:crypto';
import { createClient } from '../sdk/src/client.ts';
import type { Installation } from './installation.ts';
import { session } from './witness.ts';

export interface Shop {
  /** what the program is told; `userid` follows the customers */
  facts: { corpId: string; secret: string; userid: string };
  /** Confirms everything that waits; resolves with how many customers it goes to. */
  confirm: () => Promise<number>;
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
  return {
    facts: { corpId, secret, userid: members[0]!.userid },
    async confirm() {
      let n = 0;
      for (const { broadcastId, customers: mine } of (await api.outreach.listConfirmations({}))
        .confirmations) {
        const customerIds = mine.slice(0, 10_000).map((c) => c.customerId);
        n += (await api.outreach.confirmBroadcast({ broadcastId, customerIds })).confirmed;
      }
      return n;
    },
  };
}
