import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { askedPrograms } from './tests/support/asked-programs.ts';
import { relatedTests } from './tests/support/related-tests.ts';

/** Where the continuous integration wants the counts. */
const report = process.env.VITEST_REPORT;

/** The longest ones, the longest first: begun last, they would leave the other worker with nothing to do. */
const LONG = [
  'tests/journeys/',
  'tests/forged/',
  'tests/bad-input/linear-readers.test.ts',
  'tests/database/plans.test.ts',
  'tests/main.test.ts',
  'tests/upgrades/',
  'tests/outages/',
  'tests/contracts/lists/',
  'tests/bad-input/inherited.test.ts',
  'tests/delivery/sender/delivery.test.ts',
];

/** Tests that open no database: they show the same beside a server, and aren't run there once more. */
const WITHOUT_DATABASE = [
  'tests/{build,chat,concurrency,dates,documents,nation,pictures,reading,release,signatures,texts,timers}/**',
  'tests/platforms/{discord,slack}/formatted/**',
  'tests/playground/{discord,slack}/**',
  'tests/architecture*.test.ts',
  'tests/bad-input/linear-readers.test.ts',
];

class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONG.findIndex((path) => moduleId.includes(path));
      return place < 0 ? LONG.length : place;
    };
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

export default defineConfig({
  plugins: [relatedTests(), askedPrograms()],
  test: {
    include: ['tests/**/*.test.ts'],
    // An example stands in a copy of the project; its own test is begun by the one beside its folder.
    exclude: ['tests/examples/*/**', ...(process.env.TEST_DATABASE_URL ? WITHOUT_DATABASE : [])],
    globalSetup: [
      'tests/support/database-template.ts',
      'tests/support/validated-requests.ts',
      'tests/support/asked-programs.ts',
    ],
    setupFiles: ['tests/support/same-examples.ts', 'tests/support/tell-failures.ts'],
    // The tests of a file run in another order than they are written in, so that one that needs another fails at once. The seed
    // is fixed: what fails fails in every run. `--sequence.seed=…` tries another order.
    sequence: { sequencer: LongOnesFirst, shuffle: { tests: true }, seed: 7 },
    pool: 'forks',
    // Young objects get more room than V8 gives them by itself, so that fewer are kept and collected later: a tenth less time.
    execArgv: ['--max-semi-space-size=64'],
    // Loading the two clients and the database anew for each file would take as long as the tests themselves.
    isolate: false,
    // What a file is transformed into is kept in node_modules from one run to the next.
    experimental: { fsModuleCache: true },
    // Each worker may hold an embedded database (about 300 MB), two processors are what small machines have.
    maxWorkers: 2,
    reporters: report ? ['default', 'json'] : ['default'],
    ...(report ? { outputFile: { json: report } } : {}),
    // What is waited for comes soon, but not on a machine that is busy with something else.
    expect: { poll: { timeout: 10_000 } },
    // These end what hangs; a machine that is busy with something else takes several times longer than a quiet one.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
    // `npm run coverage`: all that ships, the local platforms too. What a test starts as a process of its own isn't seen.
    coverage: {
      provider: 'v8',
      include: ['{src,commands}/**/*.ts'],
      exclude: ['src/generated/**'],
      reporter: ['text-summary', 'html', 'json'],
      reportsDirectory: 'coverage',
    },
  },
});
