import ipaddr from 'ipaddr.js';

/** Where the operator lets the house go although it is not public: addresses, CIDR ranges, host names, `*.` before a name. */
export type OutsideAllow = readonly string[];

const HOST = /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;

/** The entries of a comma-separated list; undefined where one of them is neither address, range nor name. */
export function readOutsideAllow(text: string): string[] | undefined {
  const entries = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((e) => e.toLowerCase());
  return entries.every((e) => ipaddr.isValid(e) || ipaddr.isValidCIDR(e) || HOST.test(e))
    ? entries
    : undefined;
}

/** Does the list hold this host by name, or its address? */
export function isAllowed(allow: OutsideAllow, host: string, address: string): boolean {
  const name = host.toLowerCase();
  return allow.some((entry) => {
    if (ipaddr.isValidCIDR(entry)) return within(address, entry);
    if (ipaddr.isValid(entry)) return within(address, `${entry}/${entry.includes(':') ? 128 : 32}`);
    return entry.startsWith('*.') ? name.endsWith(entry.slice(1)) : name === entry;
  });
}

/** This machine and private networks, never link-local: cloud machines keep their credentials there. */
export const privateNetworks: OutsideAllow = [
  '127.0.0.0/8',
  '::1/128',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
];

function within(address: string, range: string): boolean {
  const ip = ipaddr.process(address);
  const [net, bits] = ipaddr.parseCIDR(range);
  return ip.kind() === net.kind() && ip.match(net, bits);
}
