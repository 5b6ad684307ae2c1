// The pages of the admin console. Each is one line here and one file beside this one; its words live with its feature.
import { KeyRound, LogIn, MonitorSmartphone, ScrollText, UserCog, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { AdminRight } from '../../../../contract/src/define.ts';
import type { Locale } from '../../lib/locale.ts';

export interface AdminSection {
  /** under /admin, e.g. 'members' */
  path: string;
  title: Record<Locale, string>;
  icon: LucideIcon;
  /** who sees it: any of these rights */
  rights: readonly AdminRight[];
  group: 'company' | 'safety' | 'running';
  load: () => Promise<ComponentType>;
}

export const adminSections: readonly AdminSection[] = [
  {
    path: 'administrators',
    title: { zh: '管理员与角色', en: 'Administrators and roles' },
    icon: UserCog,
    rights: ['security'],
    group: 'safety',
    load: async () => (await import('./administrators.tsx')).RolesPage,
  },
  {
    path: 'sign-in-policy',
    title: { zh: '登录策略', en: 'Sign-in policy' },
    icon: KeyRound,
    rights: ['security'],
    group: 'safety',
    load: async () => (await import('./sign-in-policy.tsx')).PolicyPage,
  },
  {
    path: 'sso',
    title: { zh: '单点登录', en: 'Single sign-on' },
    icon: LogIn,
    rights: ['security'],
    group: 'safety',
    load: async () => (await import('./single-sign-on.tsx')).SsoPage,
  },
  {
    path: 'sessions',
    title: { zh: '登录会话', en: 'Sessions' },
    icon: MonitorSmartphone,
    rights: ['security'],
    group: 'safety',
    load: async () => (await import('./member-sessions.tsx')).SessionsPage,
  },
  {
    path: 'audit',
    title: { zh: '审计日志', en: 'Audit log' },
    icon: ScrollText,
    rights: ['audit'],
    group: 'safety',
    load: async () => (await import('./audit-log.tsx')).AuditPage,
  },
];
