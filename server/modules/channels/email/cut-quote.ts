// Where the words of a mail end and what it answers begins. Pure.

const HEADS = [
  /^>/,
  /^On\s.{5,200}\swrote:\s*$/i,
  /^在\s?.{4,120}(写道|寫道)[：:]\s*$/,
  /^.{0,80}(于|於)\s?\d{4}.{4,80}(写道|寫道)[：:]\s*$/,
  /^\s*-{2,}\s*(Original Message|原始邮件|原邮件|Forwarded message|转发邮件)\s*-{2,}\s*$/i,
  /^\s*_{10,}\s*$/,
  /^(发件人|寄件者)[：:]\s?\S+/,
  /^From:\s.+@.+/,
];

/** The new words of an answer: without the quoted mail below them and without the signature. A mail that is quote alone stays whole. */
export function cutQuote(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  // The line that introduces a quote may be broken in two.
  const head = lines.findIndex((l, i) =>
    HEADS.some((h) => h.test(l) || (/^(On|在)\s/.test(l) && h.test(`${l} ${lines[i + 1] ?? ''}`))),
  );
  const kept = head < 0 ? lines : [...lines.slice(0, head), ...afterQuote(lines.slice(head))];
  const sign = kept.findIndex((l) => l === '-- ' || l === '--');
  const said = (sign > 0 ? kept.slice(0, sign) : kept).join('\n').trim();
  return said || text.trim();
}

/** Who answers below the quote is heard too: lines after one run of `>`. */
function afterQuote(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((l) => l.startsWith('>'));
  return last < 0 ? [] : lines.slice(last + 1);
}
