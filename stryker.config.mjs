/**
 * Mutation tests of what decides: rules, dates, permissions, delivery. Each mutant is tried against the quick tables of
 * `vitest.mutation.config.ts`. One area alone: `npm run mutation -- --mutate 'src/reading/dates/*.ts'`.
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  mutate: [
    'src/access/actor/actor.ts',
    'src/dates/*.ts',
    'src/reading/dates/*.ts',
    'src/delivery/consent/weekly.ts',
    'src/delivery/sender/{budgets,destination,lanes,outcome}.ts',
    'src/features/*/rules.ts',
    'src/features/announcements/links.ts',
    'src/features/events/fields/place.ts',
    'src/features/events/slots.ts',
    'src/features/people/quiet-hours.ts',
    'src/features/surveys/{answers,coverage,history,questions,ranking,reply-reading,sheet-rules,take-answer,timing}.ts',
    'src/features/surveys/read-{coverage,option,ranking,reply}.ts',
    'src/features/tallies/counts.ts',
  ],
  // Lists of words and other values made while a file is loaded: each mutant would need everything loaded anew.
  ignoreStatic: true,
  // A run that is broken off costs its thread: `tests/mutation/one-mutant.ts` passes over the rest of its tests instead.
  disableBail: true,
  // What a mutant needs isn't copied: the local platforms, the demonstration, the other tests.
  ignorePatterns: [
    '/.*',
    '/{commands,coverage,data,docs,prisma,scripts}',
    '/src/{demo,platforms}',
    '/src/playground/!(clock.ts)',
    '/tests/!(access|dates|delivery|features|mutation|reading)/**',
  ],
  concurrency: 2,
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
