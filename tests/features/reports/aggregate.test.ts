import { describe, expect, test } from 'vitest';
import { FIGURE_IDS, isShare } from '../../../src/features/figures/figure.ts';
import { aggregate, probableDay } from '../../../src/features/reports/aggregates/aggregate.ts';
import { regionalFigures } from '../../../src/features/reports/aggregates/regional.ts';
import { declaredMentions } from '../../../src/features/surveys/facts.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { choice, event, facts, people, withOrganisations, withQuestionnaires } from '../../support/report-facts.ts';
import { richBilan } from '../../support/rich-edition.ts';

const UNKNOWN: Answers = { held: choice('yes'), attendance: { kind: 'unknown' } };
const CANCELLED: Answers = { held: choice('cancelled') };

describe('participants', () => {
  test.each<[string, Answers[], number | null, string]>([
    ['exact numbers add up to an exact one', [people(40), people(20)], 60, 'exact'],
    ['an estimate makes the sum an estimate', [people(40), people(60, 'estimated')], 100, 'estimated'],
    ['a lower bound makes it a lower bound', [people(40, 'estimated'), people(50, 'at_least')], 90, 'at_least'],
    ['an unknown number too', [people(40), UNKNOWN], 40, 'at_least'],
    ['an event that did not answer too', [people(40), {}], 40, 'at_least'],
    ['a cancelled event had nobody, and that is known', [people(40), CANCELLED], 40, 'exact'],
    ['nothing told is unknown, not zero', [{}, UNKNOWN], null, 'unknown'],
  ])('%s', (_what, questionnaires, value, precision) => {
    expect(aggregate(facts(withQuestionnaires(questionnaires))).figures.participants).toMatchObject({
      value,
      precision,
    });
  });

  test('the base tells how many answered, of how many events', () => {
    const { participants } = aggregate(facts(withQuestionnaires([people(40), UNKNOWN, {}, CANCELLED]))).figures;
    expect(participants.base).toEqual({ answered: 2, asked: 3 });
  });
});

describe('events', () => {
  test('a cancelled one does not count, a co-organised one counts once', () => {
    const { figures } = aggregate(
      facts({
        events: [
          event('a', { coOrganisers: ['tours', 'papillons'] }),
          event('b'),
          event('c', { status: 'cancelled' }),
          event('d', { status: 'postponed' }),
        ],
      }),
    );
    expect(figures.events.value).toBe(2);
    expect(figures.coOrganisedEvents).toMatchObject({ value: 1, of: 2 });
    expect(figures.cancelledEvents).toMatchObject({ value: 1, of: 4 });
    expect(figures.postponedEvents).toMatchObject({ value: 1, of: 4 });
  });

  test('a postponed one counts as such, not on its old day, until it has a new one', () => {
    const held: Answers = { held: { kind: 'choice', option: 'postponed' } };
    const report = aggregate(
      facts({
        events: [
          event('a', { days: ['2008-11-15'] }),
          event('b', { days: ['2008-11-16'], status: 'postponed' }),
          event('c', { days: ['2008-11-17'] }),
          event('d', { days: ['2008-12-06'] }),
        ],
        eventQuestionnaires: [
          { event: 'c', answers: held, answeredOn: '2008-11-18', countedOn: null },
          { event: 'd', answers: held, answeredOn: '2008-11-18', countedOn: null },
        ],
      }),
    );
    expect(report.figures.events.value).toBe(2);
    expect(report.figures.postponedEvents).toMatchObject({ value: 2, of: 4 });
    expect(report.figures.cancelledEvents).toMatchObject({ value: 0, of: 4 });
    expect(report.byDay.map(({ key }) => key)).toEqual(['2008-11-15', '2008-12-06']);
  });

  test('one of several dates counts on each of them, and once in all', () => {
    const { byDay, figures } = aggregate(
      facts({ events: [event('a', { days: ['2008-11-14', '2008-11-15'] }), event('b', { days: ['2008-11-15'] })] }),
    );
    expect(byDay).toEqual([
      { key: '2008-11-14', events: 1 },
      { key: '2008-11-15', events: 2 },
    ]);
    expect(figures.events.value).toBe(2);
  });

  test('they are told by department with their people, those without a department last', () => {
    const report = aggregate(
      facts({
        events: [event('a'), event('b', { department: null }), event('c', { department: '02' })],
        eventQuestionnaires: [{ event: 'a', answers: people(30), answeredOn: null, countedOn: null }],
      }),
    );
    expect(report.byDepartment.map(({ key, events, participants }) => [key, events, participants?.value])).toEqual([
      ['02', 1, null],
      ['80', 1, 30],
      [null, 1, null],
    ]);
  });
});

describe('organisations', () => {
  test('a share counts those that answered that question; "je ne sais pas" is an answer', () => {
    const questionnaires: Answers[] = [
      { logo: choice('yes') },
      { logo: choice('no') },
      { pressContacted: choice('dontKnow') },
      {},
    ];
    const { figures } = aggregate(facts(withOrganisations(questionnaires)));
    expect(figures.organisationsUsingLogo).toMatchObject({ value: 1, of: 2, base: { answered: 2, asked: 4 } });
    expect(figures.organisationsMobilisingPress).toMatchObject({ value: 0, of: 1 });
    expect(figures.respondingOrganisations).toMatchObject({ value: 3, of: 4 });
  });

  test('those who never received the posters did not distribute them; the main way is the one most used', () => {
    const questionnaires: Answers[] = [
      { distribution: { kind: 'choices', options: ['ownPremises', 'mail'] } },
      { distribution: { kind: 'choices', options: ['ownPremises'] } },
      { distribution: { kind: 'choices', options: ['neverReceived'] } },
    ];
    const report = aggregate(facts(withOrganisations(questionnaires)));
    expect(report.figures.organisationsDistributingProgrammeAndPoster).toMatchObject({ value: 2, of: 3 });
    expect(report.distribution.main).toEqual(['ownPremises']);
    expect(regionalFigures(report).organisationsDistributingProgrammeAndPoster.mainWay).toBe('on own premises');
  });
});

describe('media', () => {
  const article = { outlet: 'Le Quotidien', medium: 'press', publishedOn: '2008-11-12', link: null } as const;

  test('an article that speaks of two organisations stands under both and counts once', () => {
    const { media, figures } = aggregate(
      facts({
        ...withOrganisations([{}, {}]),
        mentions: [
          { ...article, organisation: 'org-0', launch: false },
          { ...article, outlet: 'le quotidien ', organisation: 'org-1', launch: false },
        ],
      }),
    );
    expect(media.byOrganisation.map(({ name, count }) => [name, count.press])).toEqual([
      ['Structure 0', 1],
      ['Structure 1', 1],
    ]);
    expect(figures.mediaMentions.value).toBe(1);
  });

  test('items of a "yes" that was taken back do not count', () => {
    const coverageItems = { kind: 'coverage', items: [article], done: true } as const;
    expect(
      declaredMentions('org', { coverage: choice('yes'), coverageItems: { ...coverageItems, items: [article] } }),
    ).toEqual([{ ...article, organisation: 'org', launch: false }]);
    expect(
      declaredMentions('org', { coverage: choice('no'), coverageItems: { ...coverageItems, items: [article] } }),
    ).toEqual([]);
  });

  test('items marked as the launch’s are its coverage when no number was entered', () => {
    const mentions = [{ ...article, organisation: 'org-0', launch: true }];
    const marked = aggregate(facts({ mentions }));
    expect(marked.figures.launchCoveragePress.value).toBe(1);
    const entered = aggregate(facts({ mentions, entered: { launchCoveragePress: { value: 8, precision: 'exact' } } }));
    expect(entered.figures.launchCoveragePress.value).toBe(8);
  });
});

describe('the edition before', () => {
  test('its value and the change', () => {
    const previous = { year: 2007, figures: { posters: { value: 300, precision: 'exact' } } } as const;
    const { figures } = aggregate(facts({ entered: { posters: { value: 800, precision: 'exact' } }, previous }));
    expect(figures.posters).toMatchObject({ previous: { value: 300, precision: 'exact' }, change: 500 });
    expect(figures.pageViews).toMatchObject({ previous: { value: null, precision: 'unknown' }, change: null });
  });

  test('without one, "previous" does not apply', () => {
    const { figures } = aggregate(facts({ previous: null }));
    expect(figures.events.previous).toEqual({ value: null, precision: 'not_applicable' });
  });
});

test('an edition of which nothing is known has a bilan all the same', () => {
  const regional = regionalFigures(aggregate(facts()));
  expect(regional.participants).toEqual({ value: null, precision: 'unknown', previous: null });
  expect(regional.interestsRanked).toEqual([]);
  expect(regional.pressConference).toBeNull();
});

test.each([
  ['2008-01-12', '2009-01-12'],
  ['2008-11-30', '2009-11-30'],
  ['2007-12-15', '2008-12-15'],
  ['2008-12-02', null],
])('answers counted on %s were probably counted on %s', (said, probably) => {
  expect(probableDay(said, '2008-11-30', '2010-01-01')).toBe(probably);
});

test('no day is probable that is still to come, or that no calendar has', () => {
  expect(probableDay('2026-01-12', '2026-11-30', '2027-01-12')).toBe('2027-01-12');
  expect(probableDay('2026-01-12', '2026-11-30', '2027-01-11')).toBeNull();
  expect(probableDay('2024-02-29', '2024-11-30', '2026-01-01')).toBeNull();
});

test('the day on which the survey was closed is no day to be doubted', () => {
  const closed = facts({ answersCountedOn: '2008-11-28', latestCountedOn: null });
  expect(aggregate(closed)).toMatchObject({ answersCountedOn: '2008-11-28', answersProbablyCountedOn: null });
  expect(regionalFigures(aggregate(closed)).questionnairesAnswered).not.toHaveProperty('asOfProbably');
});

test('a share is what can be entered as one', () => {
  const { figures } = richBilan().report;
  expect(FIGURE_IDS.filter((id) => figures[id].of !== null)).toEqual(FIGURE_IDS.filter(isShare));
});
