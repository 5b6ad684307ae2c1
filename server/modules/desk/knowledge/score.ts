import { tokensOf } from '../../messaging/index.ts';

export interface Known {
  id: string;
  /** the question and those like it */
  questions: readonly string[];
}

/** Pieces that stand in every question and tell none apart. */
const filler =
  /请问|请教|一下|怎么办|怎么样|怎么|怎样|如何|为什么|为啥|什么|是不是|有没有|能不能|可不可以|可以|问题|大家|各位|求助|求解|谢谢|你好|您好|[吗呢啊吧了的呀]/g;
const fillerEn = /\b(how|do|does|i|can|you|please|the|a|an|to|is|my|what|why|of|in|for)\b/gi;

/** What tells a question apart: pairs of characters and whole words, without filler. All of it, where nothing else is left. */
export function marksOf(text: string): string[] {
  const bare = text.replaceAll(filler, ' ').replaceAll(fillerEn, ' ');
  const marks = tokensOf(bare).filter((t) => t.length > 1 || !/\p{Script=Han}/u.test(t));
  return marks.length > 0 ? marks : tokensOf(text);
}

export interface Scored<K extends Known> {
  known: K;
  /** 0 to 1: how much of the weight of both questions they share */
  score: number;
}

/**
 * Ranks what is known by how near a question of it comes, best first. Rare pieces weigh more than common ones; `among` is how many
 * articles there are, of which `known` are those sharing anything.
 */
export function rank<K extends Known>(question: string, known: readonly K[], among: number): Scored<K>[] {
  const asked = new Set(marksOf(question));
  const marked = known.map((k) => ({ k, sets: k.questions.map((q) => new Set(marksOf(q))) }));
  const seen = new Map<string, number>();
  for (const { sets } of marked)
    for (const mark of new Set(sets.flatMap((s) => [...s]))) seen.set(mark, (seen.get(mark) ?? 0) + 1);
  const weight = (mark: string) => Math.log(1 + (among + 1) / ((seen.get(mark) ?? 0) + 0.5));
  const total = (marks: Iterable<string>) => {
    let sum = 0;
    for (const mark of marks) sum += weight(mark) ** 2;
    return sum;
  };
  const mine = total(asked);
  return marked
    .map(({ k, sets }) => {
      const near = sets.map((set) => {
        const shared = total([...asked].filter((m) => set.has(m)));
        return shared === 0 ? 0 : shared / Math.sqrt(mine * total(set));
      });
      return { known: k, score: Math.max(0, ...near) };
    })
    .filter((s) => s.score > 0)
    .toSorted((a, b) => b.score - a.score || (a.known.id < b.known.id ? -1 : 1));
}

/** Near enough to answer without a human, and clearly nearer than the next. */
const SURE = 0.55;
const CLEAR = 0.08;

/** The one article the bot may answer with; undefined: it does not know. */
export function sureOf<K extends Known>(ranked: readonly Scored<K>[]): K | undefined {
  const [best, next] = ranked;
  if (!best || best.score < SURE) return undefined;
  return best.score - (next?.score ?? 0) >= CLEAR ? best.known : undefined;
}
