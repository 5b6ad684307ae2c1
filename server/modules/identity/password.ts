import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { fail } from '../../kernel/fail.ts';

// OWASP's floor for argon2id: 19 MiB, two passes, one lane.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2 * availableParallelism();
const MOST_WAITING = 500;

let running = 0;
const waiting: (() => void)[] = [];

/** argon2id, as text with its own parameters. Takes tens of milliseconds: never inside a unit of work. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), options));
}

/** Takes as long for an unknown account as for a known one. */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  const hashed = stored ?? (await nobody());
  const fits = await inTurn(() => verify(hashed, password.normalize('NFKC')));
  return stored ? fits : false;
}

let made: Promise<string> | undefined;
const nobody = () => (made ??= hash('nobody has this password', options));

/** Two at a time per core: a flood of sign-ins queues here and cannot take the memory and the processor from everybody else. */
async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) fail('common.busy', 'too many passwords are being checked');
    await new Promise<void>((go) => waiting.push(go));
  } else running++;
  try {
    return await run();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
