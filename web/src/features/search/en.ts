import { plural } from '../../lib/texts.ts';
import type { SearchWords } from './zh.ts';

export const en: SearchWords = {
  title: 'Search',
  label: 'Search messages, people, groups and files',
  tabs: { messages: 'Messages', people: 'People', groups: 'Groups', files: 'Files' },
  hint: 'Type to search',
  hintText: 'Chinese, English, pinyin and initials all work.',
  nothing: (q) => `Nothing found for “${q}”`,
  nothingText: 'Try other words, or fewer of them.',
  more: 'Show more',
  openChat: 'Open chat',
  members: (n) => plural(n, 'person', 'people'),
  inChat: (name) => `in “${name}”`,
  failed: 'The search did not work; please try again',
};
