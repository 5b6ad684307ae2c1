import type { Role } from './running-postgres.ts';

/** Who started a server. It is kept in the server's own `cluster_name`, so it cannot outlive the server. */
export interface ClusterOwner {
  role: Role;
  pid: number;
}

export function writeClusterName(owner: ClusterOwner): string {
  return `teahouse-${owner.role}-${owner.pid}`;
}

/** Undefined when the server was not started by us. */
export function readClusterName(name: string): ClusterOwner | undefined {
  const [, role, pid] = /^teahouse-(server|command)-(\d+)$/.exec(name) ?? [];
  if (role !== 'server' && role !== 'command') return undefined;
  return { role, pid: Number(pid) };
}
