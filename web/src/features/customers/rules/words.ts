import { texts } from '../../../lib/texts.ts';

export const useRuleWords = texts({
  zh: async () => (await import('./zh.ts')).zh,
  en: async () => (await import('./en.ts')).en,
});
