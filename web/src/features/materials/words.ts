import { texts } from '../../lib/texts.ts';

export const useMaterialWords = texts({
  zh: async () => (await import('./zh.ts')).zh,
  en: async () => (await import('./en.ts')).en,
});
