import type { LimitTier } from '@teahouse/contract/expenses';

export interface Limits {
  perDay: bigint | null;
  perClaim: bigint | null;
  tiers: readonly LimitTier[];
}
export interface MeasuredLine {
  typeId: string;
  day: string;
  city: string;
  claimed: bigint;
}

/** The day limit that holds in a city for somebody with these tags: the first tier that fits, else the common one. */
export function dayLimit(limits: Limits, city: string, tags: ReadonlySet<string>): bigint | null {
  const tier = limits.tiers.find(
    (t) => (t.cities.length === 0 || t.cities.includes(city)) && (t.tagId === null || tags.has(t.tagId)),
  );
  return tier ? BigInt(tier.perDay) : limits.perDay;
}

/**
 * Which lines go beyond a limit of their kind, in the order given. `before` says what the same member has under way for a kind and a day
 * in other claims, by `type day`.
 */
export function linesOver(
  lines: readonly MeasuredLine[],
  limitsOf: (typeId: string) => Limits | undefined,
  tags: ReadonlySet<string>,
  before: ReadonlyMap<string, bigint>,
): boolean[] {
  const days = new Map(before);
  const claims = new Map<string, bigint>();
  return lines.map(({ typeId, day, city, claimed }) => {
    const key = `${typeId} ${day}`;
    const ofDay = (days.get(key) ?? 0n) + claimed;
    const ofClaim = (claims.get(typeId) ?? 0n) + claimed;
    days.set(key, ofDay);
    claims.set(typeId, ofClaim);
    const limits = limitsOf(typeId);
    if (!limits) return false;
    const perDay = dayLimit(limits, city, tags);
    return (perDay !== null && ofDay > perDay) || (limits.perClaim !== null && ofClaim > limits.perClaim);
  });
}
