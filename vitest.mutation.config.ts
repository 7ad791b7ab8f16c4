import { defineConfig } from 'vitest/config';
import { warmThreads } from './tests/mutation/warm-threads.ts';

/** The tests that mutants are tried against: quick tables of pure rules, the same each time. `npm run mutation`. */
export default defineConfig({
  test: {
    include: [
      'tests/access/actor/roles.test.ts',
      'tests/delivery/{budgets,destination,lanes,outcome,weekly}.test.ts',
      'tests/features/{announcements,editions,events,meetings,organisations,people,regions,tallies}/rules.test.ts',
      'tests/features/announcements/links.test.ts',
      'tests/features/events/fields/place.test.ts',
      'tests/features/events/slots.test.ts',
      'tests/features/people/quiet-hours.test.ts',
      'tests/features/tallies/counts.test.ts',
      'tests/dates/{format,format-slots,wall-clock}.test.ts',
      'tests/reading/dates/{clock,days,iso-moment,moment-text,read-moment,suggest-moments}.test.ts',
      'tests/features/surveys/{coverage,history,questions,ranking,read-option,read-reply,reply-steps,rules,sheet-rules,take-answer,timing}.test.ts',
    ],
    isolate: false,
    setupFiles: ['tests/mutation/one-mutant.ts'],
  },
  plugins: [
    {
      name: 'warm-threads',
      configureVitest({ project }) {
        const poolRunner = warmThreads();
        Object.assign(project.config, { pool: poolRunner.name, poolRunner });
      },
    },
  ],
});
