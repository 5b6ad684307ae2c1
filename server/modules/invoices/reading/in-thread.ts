import { Worker } from 'node:worker_threads';

/** What a hostile file may cost before its thread is ended. */
const MOST_MS = 20_000;
const MOST_MEMORY_MB = 256;
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs a script in a thread with limits on time and memory and gives what it posts. Rejects when the script throws or reaches a limit.
 * Two at a time per process.
 */
export async function inThread(script: URL, input: unknown): Promise<unknown> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else running++;
  const thread = new Worker(script, {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB, maxYoungGenerationSizeMb: 32 },
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
  });
  let clock: NodeJS.Timeout | undefined;
  try {
    return await new Promise<unknown>((give, refuse) => {
      clock = setTimeout(() => refuse(new Error('took too long')), MOST_MS);
      thread.once('message', give);
      thread.once('error', refuse);
      thread.once('exit', (code) => refuse(new Error(`ended with ${code}`)));
    });
  } finally {
    clearTimeout(clock);
    await thread.terminate();
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
