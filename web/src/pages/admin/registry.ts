// The pages of the admin console. Each is one line here and one file beside this one; its words live with its feature.
import {
  BellRing,
  Building,
  CalendarClock,
  CalendarDays,
  CalendarX2,
  Eye,
  FileUp,
  HardDrive,
  KeyRound,
  LogIn,
  type LucideIcon,
  MonitorSmartphone,
  MapPin,
  QrCode,
  ScrollText,
  TableProperties,
  Tags,
  TreePalm,
  TextCursorInput,
  UserCog,
  Users,
} from 'lucide-react';
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
  group: 'company' | 'office' | 'safety' | 'running';
  load: () => Promise<ComponentType>;
}

export const adminSections: readonly AdminSection[] = [
  {
    path: 'members',
    title: { zh: '部门与成员', en: 'Departments and members' },
    icon: Users,
    rights: ['members'],
    group: 'company',
    load: async () => (await import('../../features/directory/members-admin.tsx')).MembersAdmin,
  },
  {
    path: 'import',
    title: { zh: '批量导入', en: 'Import members' },
    icon: FileUp,
    rights: ['members'],
    group: 'company',
    load: async () => (await import('../../features/directory/import-wizard.tsx')).ImportWizard,
  },
  {
    path: 'joining',
    title: { zh: '邀请加入', en: 'Invitations' },
    icon: QrCode,
    rights: ['members'],
    group: 'company',
    load: async () => (await import('./joining.tsx')).JoiningPage,
  },
  {
    path: 'tags',
    title: { zh: '标签', en: 'Tags' },
    icon: Tags,
    rights: ['members'],
    group: 'company',
    load: async () => (await import('../../features/directory/tags-admin.tsx')).TagsAdmin,
  },
  {
    path: 'fields',
    title: { zh: '自定义字段', en: 'Custom fields' },
    icon: TextCursorInput,
    rights: ['members'],
    group: 'company',
    load: async () => (await import('../../features/directory/custom-fields.tsx')).CustomFields,
  },
  {
    path: 'visibility',
    title: { zh: '通讯录可见范围', en: 'Who sees whom' },
    icon: Eye,
    rights: ['members'],
    group: 'company',
    load: async () => (await import('../../features/directory/visibility-admin.tsx')).VisibilityAdmin,
  },
  {
    path: 'company',
    title: { zh: '企业信息', en: 'Company' },
    icon: Building,
    rights: ['settings'],
    group: 'company',
    load: async () => (await import('../../features/directory/company-admin.tsx')).CompanyAdmin,
  },
  {
    path: 'attendance',
    title: { zh: '考勤月报', en: 'Attendance report' },
    icon: CalendarDays,
    rights: ['attendance'],
    group: 'office',
    load: async () => (await import('../../features/attendance/admin/months-admin.tsx')).MonthsAdmin,
  },
  {
    path: 'attendance-rules',
    title: { zh: '考勤规则', en: 'Attendance rules' },
    icon: CalendarClock,
    rights: ['attendance'],
    group: 'office',
    load: async () => (await import('../../features/attendance/admin/rules-admin.tsx')).RulesAdmin,
  },
  {
    path: 'attendance-places',
    title: { zh: '打卡地点', en: 'Places' },
    icon: MapPin,
    rights: ['attendance'],
    group: 'office',
    load: async () => (await import('../../features/attendance/admin/places-admin.tsx')).PlacesAdmin,
  },
  {
    path: 'roster',
    title: { zh: '排班', en: 'Roster' },
    icon: TableProperties,
    rights: ['attendance'],
    group: 'office',
    load: async () => (await import('../../features/attendance/admin/roster-admin.tsx')).RosterAdmin,
  },
  {
    path: 'holidays',
    title: { zh: '节假日', en: 'Holidays' },
    icon: TreePalm,
    rights: ['attendance'],
    group: 'office',
    load: async () => (await import('../../features/attendance/admin/holidays-admin.tsx')).HolidaysAdmin,
  },
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
  {
    path: 'outward',
    title: { zh: '通知内容与链接', en: 'Notices and links' },
    icon: BellRing,
    rights: ['settings'],
    group: 'safety',
    load: async () => (await import('../../features/notices/outward.tsx')).Outward,
  },
  {
    path: 'keeping',
    title: { zh: '保存期限', en: 'Retention' },
    icon: CalendarX2,
    rights: ['settings'],
    group: 'running',
    load: async () => (await import('./keeping.tsx')).KeepingPage,
  },
  {
    path: 'storage',
    title: { zh: '存储空间', en: 'Storage' },
    icon: HardDrive,
    rights: ['settings'],
    group: 'running',
    load: async () => (await import('../../features/keeping/storage.tsx')).Storage,
  },
];
