import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,server,sdk,cli,tools,e2e,conformance}/**/*.test.ts', 'web/src/**/*.test.ts'],
    globalSetup: ['server/testing/cluster.setup.ts'],
    pool: 'forks',
    // Reading the whole house anew for every file took a third of the time. Each file still opens a house, a database and a browser of its own, so what it could leave behind is gone with them.
    isolate: false,
    // Each file has its own server, database and browser; the coordinator needs next to nothing.
    maxWorkers: availableParallelism(),
    // Only where it decides about a landing: there a second look tells a broken product from a machine that was busy elsewhere.
    retry: process.env['CI'] ? 2 : 0,
    testTimeout: process.env['CI'] ? 60_000 : 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
