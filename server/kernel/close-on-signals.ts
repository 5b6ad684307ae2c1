import type { Logger } from 'pino';

/** Ctrl-C or SIGTERM: closes one after the other, then leaves. A second signal leaves at once. */
export function closeOnSignals(log: Logger, steps: readonly (() => Promise<unknown> | undefined)[]): void {
  let closing = false;
  const close = async (signal: string) => {
    if (closing) process.exit(130);
    closing = true;
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
