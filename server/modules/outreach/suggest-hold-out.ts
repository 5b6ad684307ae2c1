/**
 * How many of 10,000 to hold out of an audience of this size. Small audiences need half to tell anything; below 500 nothing can be told
 * of one broadcast alone, so the usual tenth feeds the pooled result.
 */
export function suggestHoldOut(audience: number): number {
  if (audience < 500) return 1_000;
  if (audience < 2_000) return 5_000;
  return audience < 10_000 ? 2_000 : 1_000;
}
