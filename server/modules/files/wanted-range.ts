/**
 * The one range a `Range` header asks for, in whole bytes of `size`, both ends included. Undefined: send everything (no header, or
 * one that RFC 9110 lets us ignore, such as several ranges); 'none': it lies outside, answer 416.
 */
export function wantedRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'none' | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!found || (!found[1] && !found[2])) return undefined;
  const start = found[1] ? Number(found[1]) : Math.max(0, size - Number(found[2]));
  const end = found[1] && found[2] ? Math.min(Number(found[2]), size - 1) : size - 1;
  if (found[1] && found[2] && Number(found[2]) < start) return undefined;
  return start >= size || (!found[1] && Number(found[2]) === 0) ? 'none' : { start, end };
}
