import type { Line } from '../adapter.ts';

/** 'tls' from the first byte (default), 'starttls' or 'none', and the port that goes with it. */
export function securityOf(
  { fields }: Line,
  ports: { tls: number; plain: number },
): { tls: 'tls' | 'starttls' | 'none'; port: number } {
  const given = fields['security'];
  const tls = given === 'starttls' || given === 'none' ? given : 'tls';
  return { tls, port: tls === 'tls' ? ports.tls : ports.plain };
}
