import type { SettingsWords } from './zh.ts';

export const en: SettingsWords = {
  title: 'Settings',
  language: 'Language',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  density: 'Density',
  densityHint: 'This device only; lists are always taller on touch screens',
  densities: { comfortable: 'Comfortable', cosy: 'Cosy', compact: 'Compact' },
  choosePicture: 'Change picture',
  removePicture: 'Remove picture',
  notAPicture: 'This is not a picture that can be shown',
  company: 'Company',
  signOut: 'Sign out',
  signOutSure: 'Sign out?',
  signOutText: 'Messages and drafts kept on this device are deleted; messages not sent yet are lost.',
  back: 'Back',
};
