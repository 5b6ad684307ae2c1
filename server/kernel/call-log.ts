import type { Logger } from 'pino';

/** One call of an app, told without anything it sent: neither token nor input. */
export interface AppCall {
  corpId: string;
  appId: string;
  at: Date;
  /** 'GET /members/:memberId/card', or the path of a foreign interface */
  route: string;
  status: number;
  /** code of the refusal, '' where it went well */
  code: string;
  /** the sentence of the refusal */
  text: string;
  /** milliseconds it took */
  ms: number;
}

type Keep = (corpId: string, calls: readonly AppCall[]) => Promise<void>;

const MOST = 5_000;

/**
 * Gathers what apps called and writes it down in batches, so that no call waits for its own record. A process that dies loses the last
 * seconds; what comes in faster than it can be written is counted as lost, not kept.
 */
export class CallLog {
  readonly #keep: Keep;
  readonly #log: Logger;
  #waiting: AppCall[] = [];
  #lost = 0;
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(keep: Keep, log: Logger) {
    this.#keep = keep;
    this.#log = log;
  }

  note(call: AppCall): void {
    if (this.#waiting.length < MOST) this.#waiting.push(call);
    else this.#lost++;
  }

  /** Writes what has come together every so many milliseconds. */
  start(everyMs: number): void {
    this.#timer ??= setInterval(() => void this.flush(), everyMs).unref();
  }

  /** Resolves when everything noted so far is written. */
  flush(): Promise<void> {
    return (this.#writing = this.#writing.then(() => this.#write()));
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  async #write(): Promise<void> {
    const calls = this.#waiting;
    this.#waiting = [];
    if (this.#lost > 0)
      this.#log.warn({ calls: this.#lost }, 'calls of apps came faster than they are noted');
    this.#lost = 0;
    for (const [corpId, mine] of groups(calls))
      try {
        await this.#keep(corpId, mine);
      } catch (error) {
        this.#log.error({ err: error, calls: mine.length }, 'calls of apps could not be noted');
      }
  }
}

function groups(calls: readonly AppCall[]): Map<string, AppCall[]> {
  const found = new Map<string, AppCall[]>();
  for (const call of calls) {
    const mine = found.get(call.corpId);
    if (mine) mine.push(call);
    else found.set(call.corpId, [call]);
  }
  return found;
}
