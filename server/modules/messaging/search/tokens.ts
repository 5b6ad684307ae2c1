/**
 * Cuts text the way people search it. Segmenters break names and abbreviations, which are exactly what is searched for; every pair of
 * neighbouring Han characters finds every substring of two or more, and the last character alone makes single ones findable too.
 */
export function tokensOf(text: string): string[] {
  const tokens = new Set<string>();
  for (const run of runsOf(text)) {
    if (!run.han) tokens.add(run.text.slice(0, 64));
    else {
      const chars = Array.from(run.text);
      for (let i = 0; i + 1 < chars.length; i++) tokens.add(chars[i]! + chars[i + 1]!);
      tokens.add(chars.at(-1)!);
    }
  }
  return [...tokens];
}

/** The same cut for what somebody typed: pairs must all be there; a single character or an unfinished Latin word is a beginning. */
export function tsQueryOf(text: string): string | undefined {
  const parts = runsOf(text).flatMap((run) => {
    if (!run.han) return [`${quote(run.text.slice(0, 64))}:*`];
    const chars = Array.from(run.text);
    if (chars.length === 1) return [`${quote(run.text)}:*`];
    return chars.slice(0, -1).map((c, i) => quote(c + chars[i + 1]!));
  });
  return parts.length ? [...new Set(parts)].join(' & ') : undefined;
}

/** One spelling for comparing: full-width, compatibility and upper-case forms folded. */
export const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/** Tokens may meet across words; the text itself decides. */
export function saysAll(text: string, query: string): boolean {
  const said = folded(text);
  return folded(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => said.includes(word));
}

function runsOf(text: string): { han: boolean; text: string }[] {
  return [
    ...folded(text).matchAll(/(\p{Script=Han}+)|([\p{L}\p{N}_]+?(?=\p{Script=Han}|[^\p{L}\p{N}_]|$))/gu),
  ].map((m) => ({
    han: m[1] !== undefined,
    text: m[0],
  }));
}

const quote = (token: string) => `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
