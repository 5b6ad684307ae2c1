import type { SignInPolicy } from '@teahouse/contract/identity-admin';
import ipaddr from 'ipaddr.js';
import type { Work } from '../../kernel/work.ts';

export const defaultPolicy: SignInPolicy = {
  secondFactor: 'optional',
  sessionHours: 720,
  idleMinutes: 20_160,
  ways: ['password', 'passkey', 'sso'],
  adminNetworks: [],
};

interface Row {
  second_factor: SignInPolicy['secondFactor'];
  session_hours: number;
  idle_minutes: number;
  ways: SignInPolicy['ways'];
  admin_networks: string[];
}

/** The company's rules for signing in, or the defaults where it changed nothing. */
export async function policyOf(work: Work): Promise<SignInPolicy> {
  const [row] = await work.sql<Row>(
    'select second_factor, session_hours, idle_minutes, ways, admin_networks from sign_in_policies where corp_id = $1',
    [work.corpId],
  );
  if (!row) return defaultPolicy;
  return {
    secondFactor: row.second_factor,
    sessionHours: row.session_hours,
    idleMinutes: row.idle_minutes,
    ways: row.ways,
    adminNetworks: row.admin_networks,
  };
}

/** Whether an address lies in one of the networks; no networks means anywhere. */
export function within(networks: readonly string[], ip: string): boolean {
  if (networks.length === 0) return true;
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  return networks.some((cidr) => {
    const [net, bits] = ipaddr.parseCIDR(cidr);
    return net.kind() === address.kind() && address.match([net, bits] as never);
  });
}

/** What stands for an address when tries are counted: an IPv6 caller owns a whole /64. */
export function placeOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4'
    ? address.toString()
    : address.toNormalizedString().split(':').slice(0, 4).join(':');
}
