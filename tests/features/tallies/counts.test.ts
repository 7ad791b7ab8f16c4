import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computeFigures } from '../../../src/features/reports/aggregates/compute-figures.ts';
import { countedEvents } from '../../../src/features/reports/aggregates/events.ts';
import type { EditionFacts } from '../../../src/features/reports/aggregates/facts.ts';
import { summariseMedia } from '../../../src/features/reports/aggregates/media.ts';
import type { AnswerValue } from '../../../src/features/surveys/questions/answers.ts';
import type { OptionId } from '../../../src/features/surveys/questions/options.ts';
import { changeBetween, tallyCounts, withChange } from '../../../src/features/tallies/counts.ts';
import { tallyFigures } from '../../../src/features/tallies/rules.ts';
import { event, facts } from '../../support/report-facts.ts';

const choice = (...options: OptionId[]) =>
  fc.constantFrom(...options).map((option): AnswerValue => ({ kind: 'choice', option }));
const yesOrNo = choice('yes', 'no', 'dontKnow');

const eventAnswers = fc.record(
  {
    held: choice('yes', 'cancelled', 'postponed'),
    attendance: fc.oneof(
      fc.record({
        kind: fc.constant('quantity' as const),
        value: fc.nat(500),
        precision: fc.constantFrom('exact' as const, 'estimated' as const, 'at_least' as const),
        typed: fc.constant(''),
      }),
      fc.record({
        kind: fc.constant('quantity' as const),
        value: fc.constant(90),
        precision: fc.constant('estimated' as const),
        range: fc.constantFrom({ from: 80, to: 100 }, { from: 60, to: 120 }),
        typed: fc.constant(''),
      }),
      fc.constant<AnswerValue>({ kind: 'unknown' }),
    ),
    officials: yesOrNo,
  },
  { requiredKeys: [] },
);
const organisationAnswers = fc.record(
  { pressContacted: yesOrNo, coverage: yesOrNo, logo: yesOrNo, siteLink: yesOrNo },
  { requiredKeys: [] },
);

/** An edition with events, some of which nobody was asked about, and organisations. */
const edition = fc
  .record({
    events: fc.array(
      fc.record({
        status: fc.constantFrom('accepted' as const, 'postponed' as const, 'cancelled' as const),
        day: fc.constantFrom('2008-11-15', '2008-12-15'),
        questionnaire: fc.option(
          fc.record({ answers: eventAnswers, answeredOn: fc.option(fc.constantFrom('2008-11-16', '2008-12-16')) }),
        ),
      }),
      { maxLength: 8 },
    ),
    organisations: fc.array(organisationAnswers, { maxLength: 5 }),
  })
  .map(({ events, organisations }) =>
    facts({
      events: events.map(({ status, day }, index) => event(`event-${index}`, { status, days: [day] })),
      eventQuestionnaires: events.flatMap(({ questionnaire }, index) =>
        questionnaire ? [{ event: `event-${index}`, countedOn: null, ...questionnaire }] : [],
      ),
      organisationQuestionnaires: organisations.map((answers, index) => ({
        organisation: `org-${index}`,
        answers,
        answeredOn: null,
      })),
    }),
  );

test('the tally says what the bilan would say', () => {
  fc.assert(
    fc.property(edition, (of) => {
      const bilan = computeFigures(of, countedEvents(of), summariseMedia(of));
      const tally = tallyFigures(tallyCounts(of));
      const share = (id: keyof typeof bilan) => ({ value: bilan[id].value, of: bilan[id].of });
      expect(tally.questionnaires).toMatchObject(share('questionnairesAnswered'));
      expect(tally.organisations).toMatchObject(share('respondingOrganisations'));
      expect(tally.participants).toEqual({
        value: bilan.participants.value,
        precision: bilan.participants.precision,
        parts: bilan.participants.parts,
        eventsTold: bilan.participants.parts?.told,
      });
      expect(tally.officials).toEqual(share('eventsWithOfficials'));
      expect(tally.pressContacted).toEqual(share('organisationsMobilisingPress'));
      expect(tally.coverage).toEqual(share('organisationsWithCoverage'));
      expect(tally.logo).toEqual(share('organisationsUsingLogo'));
      expect(tally.siteLink).toEqual(share('organisationsLinkingToSite'));
    }),
  );
});

test('what one questionnaire changes is what counting anew would find', () => {
  const answered = fc.record({ of: edition, at: fc.nat(), event: eventAnswers, organisation: organisationAnswers });
  fc.assert(
    fc.property(answered, ({ of, at, ...given }) => {
      const after = answer(of, at, given);
      const before = questionnaireAlone(of, at);
      expect(
        withChange(
          tallyCounts(of),
          changeBetween(tallyCounts(before), tallyCounts(questionnaireAlone(after, at))) ?? {},
        ),
      ).toEqual(tallyCounts(after));
    }),
  );
});

interface Given {
  readonly event: EditionFacts['eventQuestionnaires'][number]['answers'];
  readonly organisation: EditionFacts['organisationQuestionnaires'][number]['answers'];
}

/** Changes the answers in one of the questionnaires. */
function answer(of: EditionFacts, at: number, given: Given): EditionFacts {
  const questionnaire = questionnaireAt(of, at);
  return {
    ...of,
    eventQuestionnaires: of.eventQuestionnaires.map((each) =>
      each === questionnaire ? { ...each, answers: given.event } : each,
    ),
    organisationQuestionnaires: of.organisationQuestionnaires.map((each) =>
      each === questionnaire ? { ...each, answers: given.organisation } : each,
    ),
  };
}

/** Returns one of the questionnaires with its event, and nothing else. */
function questionnaireAlone(of: EditionFacts, at: number): EditionFacts {
  const questionnaire = questionnaireAt(of, at);
  const eventQuestionnaires = of.eventQuestionnaires.filter((each) => each === questionnaire);
  return {
    ...of,
    events: of.events.filter(({ id }) => eventQuestionnaires.some((each) => each.event === id)),
    eventQuestionnaires,
    organisationQuestionnaires: of.organisationQuestionnaires.filter((each) => each === questionnaire),
  };
}

function questionnaireAt(
  { eventQuestionnaires, organisationQuestionnaires }: EditionFacts,
  at: number,
): object | undefined {
  const questionnaires: readonly object[] = [...eventQuestionnaires, ...organisationQuestionnaires];
  return questionnaires[at % Math.max(1, questionnaires.length)];
}
