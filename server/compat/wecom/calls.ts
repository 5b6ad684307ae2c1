// Every path we keep, by family.
import type { WecomCall, WecomOpenCall, WecomOutsideCall } from './call.ts';
import { getToken } from './get-token.ts';

export const openCalls: readonly WecomOpenCall[] = [getToken];
export const calls: readonly WecomCall[] = [];
/** Paths that move bytes or reach outside. */
export const outsideCalls: readonly WecomOutsideCall[] = [];
