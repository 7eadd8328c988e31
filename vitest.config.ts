import { defineConfig } from 'vitest/config';

// A shared machine that nobody watches: more time, and a second try that the summary tells of (scripts/test.mjs), so that
// what passes only then is looked into and holds nobody up.
const unwatched = process.env.CI !== undefined;
const retry = unwatched ? 1 : 0;

/** Pages in a browser without a kiosk: nothing in them is heard or timed, so that they run beside other tests. */
const PAGES = ['keys-and-audio', 'modes', 'operator', 'phone'].map((name) => `test/e2e/${name}.test.ts`);

// A second is Vitest's own patience, and on a busy machine not enough for a browser to have drawn something.
const browser = {
  testTimeout: 240_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 30_000 } },
  retry,
};

// By default one core is left idle: half of them where there are two.
const maxWorkers = '100%';

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
          expect: { poll: { timeout: 10_000 } },
          maxWorkers,
          retry,
        },
      },
      { test: { name: 'pages', include: PAGES, maxWorkers, ...browser } },
      // One after the other: they are spoken to, and answer, in real time.
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], exclude: PAGES, fileParallelism: false, ...browser } },
    ],
  },
});
