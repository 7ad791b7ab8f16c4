import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tallyCounts } from '../../../src/features/tallies/counts.ts';
import { toldCounts } from '../../../src/features/tallies/steps.ts';
import { choice, facts, people, withOrganisations, withQuestionnaires } from '../../support/report-facts.ts';

const questionnaire = fc.constantFrom(
  {},
  { logo: choice('yes'), pressContacted: choice('no') },
  { logo: choice('no') },
  { pressContacted: choice('yes'), coverage: choice('yes') },
);
const event = fc.oneof(
  fc.constant({}),
  fc.nat(300).map((number) => people(number)),
);

/** Generates states one after the other, with more, fewer or other answers in each. */
const course = fc.array(
  fc.record({ organisations: fc.array(questionnaire, { maxLength: 9 }), events: fc.array(event, { maxLength: 9 }) }),
  {
    maxLength: 12,
  },
);

test('what a channel reads of a line is of three answers, and so is what has changed since it read it', () => {
  fc.assert(
    fc.property(course, (states) => {
      let told: ReturnType<typeof toldCounts> | null = null;
      for (const { organisations, events } of states) {
        const counts = tallyCounts(facts({ ...withQuestionnaires(events), ...withOrganisations(organisations) }));
        const now = toldCounts(told, counts, false);
        for (const [answers, value] of [
          ['logoAnswered', 'logoYes'],
          ['pressContactedAnswered', 'pressContactedYes'],
          ['coverageAnswered', 'coverageYes'],
          ['attendanceTold', 'participants'],
        ] as const) {
          expect(now[answers] === 0 || now[answers] >= 3).toBe(true);
          if (now[answers] === 0) expect(now[value]).toBe(0);
          const before: number = told?.[answers] ?? 0;
          const moved = Math.abs(now[answers] - before);
          expect(moved === 0 || moved >= 3).toBe(true);
          if (moved === 0 && before > 0) expect(now[value]).toBe(told?.[value]);
        }
        told = now;
      }
    }),
  );
});

test('once the survey is closed it reads what there is, from three answers on', () => {
  const of = (count: number) => tallyCounts(facts(withOrganisations(Array(count).fill({ logo: choice('yes') }))));
  const told = toldCounts(null, of(3), false);
  expect(toldCounts(told, of(4), false).logoYes).toBe(3);
  expect(toldCounts(told, of(4), true).logoYes).toBe(4);
  expect(toldCounts(null, of(2), true)).toMatchObject({ logoYes: 0, logoAnswered: 0 });
});
