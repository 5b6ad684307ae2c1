import type { AppPageWords } from './zh.ts';

export const en: AppPageWords = {
  beside: 'Apps',
  pickCustomers: (app) => `“${app}” asks you to choose customers`,
  customers: 'Customers',
  picture: '[Picture]',
  back: 'Back',
  loading: 'Opening the app…',
  noPage: 'This app has no page',
  pick: (app) => `“${app}” asks you to choose people`,
  sendTo: (app) => `“${app}” wants to send a message`,
  people: 'People',
  done: 'Done',
  cancel: 'Cancel',
  send: 'Send',
  location: (app) => `May “${app}” know where you are?`,
  allow: 'Allow',
};
