import { texts } from '../../lib/texts.ts';

export const useJourneyWords = texts({
  zh: async () => (await import('./journey-zh.ts')).zh,
  en: async () => (await import('./journey-en.ts')).en,
});
