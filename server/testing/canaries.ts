import type { FrontDesk } from '../kernel/front-desk.ts';
import type { IncomingHttpHeaders } from 'node:http';
import { bearerOf, sessionSecret } from '../kernel/http/admit.ts';

/** Strings that belong to one company alone, and a watch on every answer: whoever is told another company's string has found a hole. */
export class Canaries {
  readonly #owner = new Map<string, string>();
  readonly #corpOf = new Map<string, string>();
  readonly dead: string[] = [];
  desk: Pick<FrontDesk, 'whoseKey'> | undefined;

  /** These strings may be told to members of this company alone. */
  belong(corpId: string, strings: readonly string[]): void {
    for (const s of strings) this.#owner.set(s, corpId);
  }

  /** Holds an answer, or a frame, against what its reader may know. Strangers are not watched: their answers are few and tested one by one. */
  async watch(
    what: string,
    from: Pick<IncomingHttpHeaders, 'cookie' | 'authorization'>,
    payload: unknown,
  ): Promise<void> {
    if (typeof payload !== 'string') return;
    const reader = await this.#readerOf(from);
    if (!reader) return;
    for (const found of payload.match(/\b(corp|mbr|dep)_[0-9a-z]+|canary-[0-9a-z]+/g) ?? []) {
      const owner = this.#owner.get(found);
      // What the reader wrote into the question may stand in the answer.
      if (owner && owner !== reader && !what.includes(found))
        this.dead.push(`${what} told ${reader} about ${found} of ${owner}`);
    }
  }

  mustLive(): void {
    if (this.dead.length) throw new Error(`another company was told:\n${this.dead.join('\n')}`);
  }

  async #readerOf(from: Parameters<Canaries['watch']>[1]): Promise<string | undefined> {
    const token = bearerOf(from);
    const secret = token ?? sessionSecret(from.cookie);
    if (!secret) return undefined;
    const known = this.#corpOf.get(secret);
    if (known) return known;
    const key = await this.desk?.whoseKey(token ? 'app_token' : 'session', secret);
    if (key) this.#corpOf.set(secret, key.corpId);
    return key?.corpId;
  }
}
