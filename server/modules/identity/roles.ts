import type { AdminRight } from '@teahouse/contract/define';
import { adminRights } from '@teahouse/contract/define';
import type { Role } from '@teahouse/contract/identity-admin';
import type { DepartmentId } from '@teahouse/contract/ids';

export interface HeldRole {
  role: Role;
  /** null: the whole company */
  departments: readonly DepartmentId[] | null;
}

/** What each role may do. Kept apart on purpose: who runs the system neither grants roles nor reads the audit log. */
const rightsOf: Record<Role, readonly AdminRight[]> = {
  owner: adminRights,
  system: ['members', 'settings', 'apps'],
  security: ['security'],
  audit: ['audit'],
  attendance: ['attendance'],
  outreach: ['outreach'],
  finance: ['finance'],
  assessment: ['assessment'],
};
/** Rights over people can be limited to departments; the others only make sense for the whole company. */
const limitable: ReadonlySet<AdminRight> = new Set(['members', 'security', 'attendance']);

/** The rights somebody's roles add up to, and the departments those are limited to. */
export function rightsFrom(roles: readonly HeldRole[]): {
  rights: ReadonlySet<AdminRight>;
  scopes: ReadonlyMap<AdminRight, readonly DepartmentId[]>;
} {
  const rights = new Set<AdminRight>();
  const scopes = new Map<AdminRight, readonly DepartmentId[]>();
  for (const { role, departments } of roles)
    for (const right of rightsOf[role]) {
      if (departments && !limitable.has(right)) continue;
      const before = scopes.get(right);
      if (!departments) scopes.delete(right);
      else if (!rights.has(right)) scopes.set(right, departments);
      else if (before) scopes.set(right, [...before, ...departments]);
      rights.add(right);
    }
  return { rights, scopes };
}
