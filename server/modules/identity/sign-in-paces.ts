import type { Pace } from '../../kernel/throttle.ts';

const MINUTES_15 = 15 * 60_000;
const HOUR = 60 * 60_000;

/** Wrong passwords for one account from one place. */
export const accountFromPlace: Pace = { name: 'sign-in:account+place', most: 10, perMs: MINUTES_15 };
/** Wrong passwords from one place: an office behind one address makes some of them every morning. */
export const place: Pace = { name: 'sign-in:place', most: 200, perMs: MINUTES_15 };
/** Wrong passwords for one account from places it never signed in from. Its owner at a known place is not counted here. */
export const accountAbroad: Pace = { name: 'sign-in:account', most: 100, perMs: HOUR };
/** Wrong passwords from unknown places over the whole installation. */
export const everywhere: Pace = { name: 'sign-in:all', most: 3_000, perMs: MINUTES_15 };
/** Links for a new password to one address, and asked for from one place. */
export const resetTo: Pace = { name: 'reset:address', most: 3, perMs: HOUR };
export const resetFrom: Pace = { name: 'reset:place', most: 60, perMs: HOUR };
/** QR codes shown at one place. */
export const qrFrom: Pace = { name: 'sign-in:qr', most: 300, perMs: MINUTES_15 };
/** Wrong codes by somebody who has already shown the right password, or sits before an open session. */
export const secondStep: Pace = { name: 'sign-in:second', most: 10, perMs: MINUTES_15 };
