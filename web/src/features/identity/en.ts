import type { IdentityWords } from './zh.ts';

export const en: IdentityWords = {
  title: 'Sign in to Teahouse',
  welcome: 'A pot of tea, a room of people, a good talk.',
  login: 'Account',
  loginHint: 'Mail, mobile or account name',
  password: 'Password',
  signIn: 'Sign in',
  chooseCorp: 'This account belongs to several companies; please choose',
  language: 'Language',
};
