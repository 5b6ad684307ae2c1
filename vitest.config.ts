import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,server,sdk,cli,tools,e2e}/**/*.test.ts', 'web/src/**/*.test.ts'],
    globalSetup: ['server/testing/cluster.setup.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
