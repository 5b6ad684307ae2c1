import { BlockList, isIP } from 'node:net';

/** May a caller at `ip` come in, where only these addresses and CIDR ranges may? No list means everywhere. */
export function allowedFrom(allowed: readonly string[], ip: string): boolean {
  if (allowed.length === 0) return true;
  const plain = ip.replace(/^::ffff:(?=\d+\.)/, '');
  const list = new BlockList();
  for (const range of allowed) {
    const [address, bits] = range.split('/');
    const family = isIP(address!) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address!, family);
    else list.addSubnet(address!, Number(bits), family);
  }
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

/** An address, or an address and the bits of its network. */
export function isIpRange(text: string): boolean {
  const [address, bits, more] = text.split('/');
  const kind = isIP(address ?? '');
  if (!kind || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 6 ? 128 : 32));
}
