import type { Logger } from 'pino';

// npm passes on the Ctrl-C that the terminal has already sent us: one key, two signals.
const echo = 500; // ms

/** Ctrl-C or SIGTERM: closes one after the other, then leaves. A second signal leaves at once. */
export function closeOnSignals(log: Logger, steps: readonly (() => Promise<unknown> | undefined)[]): void {
  let closing = false;
  let askedAt = 0;
  const close = async (signal: string) => {
    if (closing && Date.now() - askedAt < echo) return;
    if (closing) process.exit(130);
    closing = true;
    askedAt = Date.now();
    log.debug({ signal }, 'closing');
    // Whatever hangs must not keep the process: ten seconds are the promise.
    setTimeout(() => process.exit(1), 10_000).unref();
    for (const step of steps) await step();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      close(signal).catch((error: unknown) => {
        log.error({ err: error }, 'closing failed');
        process.exit(1);
      });
    });
  }
}
