import { defineConfig } from 'vitest/config';

/** Where the continuous integration wants the counts. */
const report = process.env.VITEST_REPORT;

/** `npm run test:browser`: the trial's page in a real Chromium, which `npm test` doesn't need. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.browser.ts'],
    pool: 'forks',
    // A trial and a browser are several processes already.
    maxWorkers: 1,
    // The tests of a file go on in one trial, in the order in which they stand.
    sequence: { shuffle: false },
    reporters: report ? ['default', 'json'] : ['default'],
    ...(report ? { outputFile: { json: report } } : {}),
    expect: { poll: { timeout: 120_000 } },
    // These end what hangs; a machine that is busy with something else takes several times longer than a quiet one.
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
