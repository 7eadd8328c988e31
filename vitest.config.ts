import { defineConfig } from 'vitest/config';

// A shared machine that nobody watches: more time, and a second try that the summary tells of (scripts/test.mjs), so that
// what passes only then is looked into and holds nobody up.
const unwatched = process.env.CI !== undefined;
const retry = unwatched ? 1 : 0;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/e2e/**'],
          testTimeout: unwatched ? 60_000 : 20_000,
          hookTimeout: unwatched ? 60_000 : 20_000,
          retry,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          retry,
        },
      },
    ],
  },
});
