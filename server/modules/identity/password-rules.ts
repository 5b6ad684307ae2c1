import { fail } from '../../kernel/fail.ts';
import { isGuessable } from './guessable-passwords.ts';

const SHORTEST = 8;

/** Refuses a password that is too short, among the first anyone would try, or made of the member's own names. */
export function mustBeStrong(password: string, own: readonly (string | null | undefined)[]): void {
  const plain = password.normalize('NFKC').toLowerCase();
  const bare = plain.replaceAll(/^[\W\d_]+|[\W\d_]+$/g, '');
  const names = own
    .filter((name): name is string => !!name)
    .flatMap((name) => [name.toLowerCase(), name.toLowerCase().split('@')[0]!])
    .map((name) => name.replaceAll(/\s+/g, ''));
  const weak =
    Array.from(plain).length < SHORTEST ||
    isGuessable(plain) ||
    names.some((name) => name === plain || (name.length >= 3 && name === bare));
  if (weak) fail('identity.weak_password', undefined, [{ path: 'password', text: 'weak' }]);
}
