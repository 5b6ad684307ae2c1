// The sections of my settings. A section is one line here and one component in its feature.
import { Bell, Palette, ShieldCheck, UserRound, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Locale } from '../lib/locale.ts';

export interface SettingsSection {
  path: string;
  title: Record<Locale, string>;
  hint: Record<Locale, string>;
  icon: LucideIcon;
  load: () => Promise<ComponentType>;
}

export const settingsSections: readonly SettingsSection[] = [
  {
    path: 'account',
    title: { zh: '账号', en: 'Account' },
    hint: { zh: '你的资料与退出登录', en: 'Your profile and signing out' },
    icon: UserRound,
    load: async () => (await import('../features/settings/account.tsx')).Account,
  },
  {
    path: 'security',
    title: { zh: '登录与安全', en: 'Sign-in and security' },
    hint: { zh: '密码、两步验证、通行密钥与设备', en: 'Password, second factor, passkeys and devices' },
    icon: ShieldCheck,
    load: async () => (await import('./security.tsx')).SecurityPage,
  },
  {
    path: 'notifications',
    title: { zh: '通知与免打扰', en: 'Notifications and quiet hours' },
    hint: { zh: '推送、免打扰时段与邮件摘要', en: 'Push, quiet hours and mail digests' },
    icon: Bell,
    load: async () => (await import('../features/notices/notifications.tsx')).Notifications,
  },
  {
    path: 'appearance',
    title: { zh: '外观与语言', en: 'Appearance and language' },
    hint: { zh: '语言、主题与密度', en: 'Language, theme and density' },
    icon: Palette,
    load: async () => (await import('../features/settings/appearance.tsx')).Appearance,
  },
];
