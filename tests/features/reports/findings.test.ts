import { describe, expect, test } from 'vitest';
import { aggregate } from '../../../src/features/reports/aggregates/aggregate.ts';
import type { EditionFacts } from '../../../src/features/reports/aggregates/facts.ts';
import { noteOn } from '../../../src/features/reports/content/content.ts';
import { disclose } from '../../../src/features/reports/disclosure/disclose.ts';
import { declaringItem } from '../../../src/features/reports/findings/corrections.ts';
import { checkReport, sumFinding } from '../../../src/features/reports/findings/findings.ts';
import { findingText } from '../../../src/features/reports/findings/words.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { translator } from '../../../src/texts/translator.ts';
import { content } from '../../support/demo-content.ts';
import { choice, event, facts, people, withOrganisations, withQuestionnaires } from '../../support/report-facts.ts';

const found = (changes: Partial<EditionFacts>) => {
  const all = facts(changes);
  return checkReport(all, aggregate(all)).map(({ id }) => id);
};
const exact = (value: number) => ({ value, precision: 'exact' }) as const;

describe('sums', () => {
  test('441 + 70 + 23 + 19 is not 360', () => {
    expect(sumFinding('coverage', 360, [441, 70, 23, 19])?.values).toEqual({ sum: 553, total: 360 });
  });

  test('6 350 + 21 850 is not 28 500', () => {
    const budgetLines = [
      { funder: 'own', amount: 6350 },
      { funder: 'others', amount: 21850 },
    ];
    expect(found({ budgetLines, entered: { budget: exact(28500) } })).toEqual(['sum-mismatch:budget']);
    expect(found({ budgetLines, entered: { budget: exact(28200) } })).toEqual([]);
    expect(found({ budgetLines })).toEqual([]);
  });

  test('cents add up', () => {
    expect(sumFinding('budget', 0.3, [0.1, 0.2])).toBeNull();
  });

  test('categories of people at the launch may exceed a lower bound, not fall short of it', () => {
    const launchAttendance = { value: 50, precision: 'at_least' } as const;
    const of = (people: number) => ({
      entered: { launchAttendance },
      launchAttendanceLines: [{ category: 'presse', people }],
    });
    expect(found(of(54))).toEqual([]);
    expect(found(of(12))).toEqual(['sum-mismatch:launchAttendance']);
  });
});

describe('counted twice', () => {
  const item = (outlet: string, organisation: string) =>
    ({ outlet, organisation, medium: 'press', publishedOn: null, link: null, launch: false }) as const;

  test('the launch’s articles that an organisation declares as well', () => {
    const mentions = [item('A', 'org-0'), item('B', 'org-0'), item('C', 'org-1')];
    const organisations = withOrganisations([{}, {}]);
    const launch = (value: number) => ({ ...organisations, mentions, entered: { launchCoveragePress: exact(value) } });
    expect(found(launch(2))).toContain('coverage-counted-twice:org-0');
    expect(found(launch(3)).join()).not.toContain('coverage-counted-twice');
  });

  test('the launch’s one web page: one finding names whoever declares a page, and no kind that there wasn’t', () => {
    const page = (organisation: string) => ({ ...item(`Site ${organisation}`, organisation), medium: 'web' as const });
    const all = facts({
      ...withOrganisations([{}, {}, {}]),
      mentions: [page('org-0'), page('org-2')],
      entered: { launchCoverageWeb: exact(1) },
    });
    const twice = checkReport(all, aggregate(all)).filter(({ kind }) => kind === 'coverage-counted-twice');
    expect(twice.map((one) => findingText(translator('fr', 'Europe/Paris'), one))).toEqual([
      expect.stringMatching(/lancement \(1 page web\)\s: Structure 0, Structure 2\. Ne les/),
    ]);
    expect(twice[0]?.figures).toEqual(['organisationsWithCoverage', 'launchCoverageWeb']);
  });

  test('a note on some is none on others; those that were written on each when each had a finding are read', () => {
    const known = (...declaring: readonly string[]) => ({
      ...facts(withOrganisations([{}, {}, {}])),
      mentions: declaring.map((one) => item(`Journal ${one}`, one)),
      entered: { launchCoveragePress: exact(1) },
    });
    const noteOf = (texts: Readonly<Record<string, string>>, ...declaring: readonly string[]) => {
      const bilan = content({ texts: new Map(Object.entries(texts)) }, known(...declaring));
      const twice = bilan.findings.find(({ kind }) => kind === 'coverage-counted-twice');
      return twice && { id: twice.id, note: noteOn(bilan, twice) };
    };
    const both = noteOf({}, 'org-0', 'org-1');
    const seen = { [`finding:${both?.id}`]: 'Vu avec les deux.' };
    expect(both?.note).toBeNull();
    expect(noteOf(seen, 'org-1', 'org-0')?.note).toBe('Vu avec les deux.');
    expect(noteOf(seen, 'org-0', 'org-1', 'org-2')?.note).toBeNull();

    const each = {
      'finding:coverage-counted-twice:org-0': 'Vu.',
      'finding:coverage-counted-twice:org-1': 'Autres articles.',
    };
    expect(noteOf(each, 'org-0')?.note).toBe('Vu.');
    expect(noteOf(each, 'org-0', 'org-1')?.note).toBe('Vu. · Autres articles.');
    expect(noteOf(each, 'org-0', 'org-1', 'org-2')?.note).toBeNull();
  });

  test('one article under two organisations', () => {
    const mentions = [item('A', 'org-0'), item('A', 'org-1')];
    expect(found({ ...withOrganisations([{}, {}]), mentions }).join()).toMatch(/mention-counted-twice:A::[0-9a-f]{16}/);
    // Two articles of one newspaper on one day are two findings: a note on one says nothing of the other.
    const linked = (link: string, organisation: string) => ({
      ...item('A', organisation),
      publishedOn: '2026-11-12',
      link,
    });
    const two = ['https://exemple.fr/1', 'https://exemple.fr/2'].flatMap((link, index) => [
      linked(link, `org-${2 * index}`),
      linked(link, `org-${2 * index + 1}`),
    ]);
    const all = facts({ ...withOrganisations([{}, {}, {}, {}]), mentions: two });
    const report = aggregate(all);
    const twice = checkReport(all, report).filter(({ kind }) => kind === 'mention-counted-twice');
    expect(twice).toHaveLength(2);
    const told = { ...content(), report };
    expect(twice.map((one) => declaringItem(one, told))).toEqual([
      ['org-0', 'org-1'],
      ['org-2', 'org-3'],
    ]);
  });

  test('one article stays the same point to check, with its note, whatever other article of that outlet and day comes or goes', () => {
    const declared = (link: string, ...by: readonly string[]) =>
      by.map((one) => ({ ...item('A', one), publishedOn: '2026-11-12', link }));
    const [first, second] = [
      declared('https://exemple.fr/1', 'org-0', 'org-1'),
      declared('https://exemple.fr/2', 'org-2', 'org-3'),
    ];
    const notesBeside = (texts: Readonly<Record<string, string>>, ...declared: readonly (typeof first)[]) => {
      const known = { ...facts(withOrganisations([{}, {}, {}, {}])), mentions: declared.flat() };
      const bilan = content({ texts: new Map(Object.entries(texts)) }, known);
      const twice = bilan.findings.filter(({ kind }) => kind === 'mention-counted-twice');
      return twice.map((one) => ({ id: one.id, note: noteOn(bilan, one) }));
    };
    const [alone] = notesBeside({}, first);
    const seen = { [`finding:${alone?.id}`]: 'Un seul article.' };
    expect(notesBeside(seen, first)).toEqual([{ id: alone?.id, note: 'Un seul article.' }]);
    expect(notesBeside(seen, first, second).map(({ note }) => note)).toEqual(['Un seul article.', null]);
    expect(notesBeside(seen, second).map(({ note }) => note)).toEqual([null]);
    // An earlier release noted what it couldn't tell apart.
    const former = { 'finding:mention-counted-twice:A:2026-11-12': 'Un ou deux articles.' };
    expect(notesBeside(former, second).map(({ note }) => note)).toEqual([null]);
  });

  test('one event proposed by two organisations', () => {
    const events = [event('a', { title: 'Marché' }), event('b', { title: 'marche', organisation: 'tours' })];
    expect(found({ events })).toContain('event-counted-twice:a:b');
    expect(found({ events: events.map((each, n) => ({ ...each, days: [`2008-11-1${n}`] })) })).not.toContain(
      'event-counted-twice:a:b',
    );
  });
});

describe('dates', () => {
  test('answers counted before the edition', () => {
    expect(found({ answersCountedOn: '2008-01-12' })).toEqual(['date-before-event']);
    expect(found({ answersCountedOn: '2009-01-12' })).toEqual([]);
  });

  test('a survey that was closed before the end of the edition is no finding', () => {
    expect(found({ answersCountedOn: '2008-11-28', latestCountedOn: null })).toEqual([]);
  });

  test('a stated day of which no later year can be meant yet is said without one', () => {
    const words = (latestCountedOn: string) => {
      const all = facts({ answersCountedOn: '2008-11-28', latestCountedOn });
      return checkReport(all, aggregate(all)).map((finding) => findingText(translator('fr', 'Europe/Paris'), finding));
    };
    expect(words('2008-12-15')).toEqual([expect.stringMatching(/28 novembre 2008, .* n.était pas finie\.$/)]);
    expect(words('2009-12-15')).toEqual([
      expect.stringMatching(/n.était pas finie\. Sans doute le .*28 novembre 2009\.$/),
    ]);
  });

  test('an event that answered before it took place', () => {
    const eventQuestionnaires = [{ event: 'a', answers: people(3), answeredOn: '2008-11-14', countedOn: '2008-11-14' }];
    expect(found({ events: [event('a')], eventQuestionnaires })).toContain('date-before-event:a');
  });

  test("an event whose number was corrected after it took place, or isn't given", () => {
    for (const countedOn of ['2008-11-15', null]) {
      const eventQuestionnaires = [{ event: 'a', answers: people(3), answeredOn: '2008-11-14', countedOn }];
      expect(found({ events: [event('a')], eventQuestionnaires }).join()).not.toContain('date-before-event');
    }
  });
});

describe('an event of several dates', () => {
  const outside = (days: string[]) => found({ events: [event('a', { days })] });

  test('with a date outside the month is a finding, within it is none', () => {
    expect(outside(['2008-11-29', '2008-12-06'])).toContain('date-outside-edition:a');
    expect(outside(['2008-10-31', '2008-11-01'])).toContain('date-outside-edition:a');
    expect(outside(['2008-11-01', '2008-11-30']).join()).not.toContain('date-outside-edition');
    expect(found({ events: [event('a', { days: ['2008-12-06'], status: 'cancelled' })] }).join()).not.toContain(
      'outside',
    );
  });

  test('is none of an event that its questionnaire says was cancelled: it isn’t counted', () => {
    const eventQuestionnaires = [
      { event: 'a', answers: { held: choice('cancelled') }, answeredOn: null, countedOn: null },
    ];
    expect(found({ events: [event('a', { days: ['2008-12-06'] })], eventQuestionnaires }).join()).not.toContain(
      'outside',
    );
  });

  test('that was answered before its last date is a finding', () => {
    const answered = (countedOn: string) =>
      found({
        events: [event('a', { days: ['2008-11-14', '2008-11-21'] })],
        eventQuestionnaires: [{ event: 'a', answers: people(3), answeredOn: '2008-11-14', countedOn }],
      });
    expect(answered('2008-11-15')).toContain('date-before-event:a');
    expect(answered('2008-11-22')).not.toContain('date-before-event:a');
  });
});

describe('bases', () => {
  const yes = (): Answers => ({ logo: choice('yes'), comingBack: choice('yes') });
  const none = (): Answers => ({});

  test('3 answers of "more than 50"', () => {
    const of = (precision: 'exact' | 'at_least') => ({
      entered: { launchAttendance: { value: 50, precision }, launchQuestionnairesAnswered: exact(3) },
    });
    expect(found(of('at_least'))).toEqual(['lower-bound-as-base']);
    expect(found(of('exact'))).toEqual([]);
  });

  test('3 questionnaires of 40 are of these, whoever else was there', () => {
    const launchAttendance = { value: 50, precision: 'at_least' } as const;
    const entered = { launchAttendance, launchQuestionnairesAnswered: { ...exact(3), of: 40 } };
    expect(found({ entered })).toEqual([]);
    expect(aggregate(facts({ entered })).figures.launchQuestionnairesAnswered).toMatchObject({ value: 3, of: 40 });
  });

  test('a figure stated of all events while some did not answer', () => {
    const told: Answers = { ...people(40), officials: choice('yes') };
    expect(found(withQuestionnaires([told, {}]))).toContain('base-not-published');
    expect(found(withQuestionnaires([told, told]))).toEqual([]);
    const words = (questionnaires: readonly Answers[]) => {
      const all = facts(withQuestionnaires([...questionnaires]));
      const finding = checkReport(all, aggregate(all)).find(({ kind }) => kind === 'base-not-published');
      return finding ? findingText(translator('fr', 'Europe/Paris'), finding) : '';
    };
    expect(words([told, {}])).toContain('avec cette base.');
  });

  test('events of which nobody has answered anything are said once to have no answers', () => {
    const all = facts(withQuestionnaires([{}, {}]));
    const findings = checkReport(all, aggregate(all));
    const words = findings.map((finding) => findingText(translator('fr', 'Europe/Paris'), finding));
    expect(words).toEqual([
      expect.stringMatching(
        /^Aucune réponse pour l.instant\s:\s«\sPersonnes venues\s» et «\sÉvénements avec des élus/u,
      ),
    ]);
  });

  test('of events that have yet to take place nothing is to be checked', () => {
    expect(found({ events: [event('a'), event('b')], eventQuestionnaires: [] })).toEqual([]);
  });

  test('a share that is not published needs no note', () => {
    const shared = (answers: number) => {
      const all = facts(
        withOrganisations([...Array.from({ length: answers }, yes), ...Array.from({ length: 9 }, none)]),
      );
      return checkReport(all, disclose(aggregate(all), { surveyOpen: true })).flatMap(({ kind, figures }) =>
        kind === 'share-without-base' ? figures : [],
      );
    };
    expect(shared(4)).toContain('organisationsUsingLogo');
    expect(shared(2)).not.toContain('organisationsUsingLogo');
    // Opinions are told after the closing.
    expect(shared(4)).not.toContain('organisationsComingBack');
  });

  test('a share of a handful among many', () => {
    const questionnaires: Answers[] = [{ logo: choice('yes') }, {}, {}, {}, {}, {}];
    const all = facts(withOrganisations(questionnaires));
    const finding = checkReport(all, aggregate(all)).find(({ kind }) => kind === 'share-without-base');
    expect(finding?.figures).toContain('organisationsUsingLogo');
    expect(finding && findingText(translator('fr', 'Europe/Paris'), finding)).toMatch(/^Moins de 5 réponses/);
  });

  test('shares of no answers are said to have none', () => {
    const all = facts(withOrganisations([{}, {}, {}, {}, {}, {}]));
    const finding = checkReport(all, aggregate(all)).find(({ kind }) => kind === 'share-without-base');
    expect(finding && findingText(translator('fr', 'Europe/Paris'), finding)).toMatch(/^Aucune réponse pour l.instant/);
  });
});

describe('claims', () => {
  const claim = (wording: string) => [{ figure: 'organisationsComingBack', wording } as const];
  const seven: Answers[] = Array.from({ length: 7 }, () => ({ comingBack: choice('yes') }));
  const ofTwelve = withOrganisations([...seven, {}, {}, {}, {}, {}]);
  const id = 'claim-beyond-respondents:organisationsComingBack';

  test.each(["l'ensemble des acteurs 2008", 'Toutes les structures reviennent', 'Aucune ne part', 'all of them'])(
    '"%s" claims more than seven of twelve can say',
    (wording) => {
      expect(found({ ...ofTwelve, claims: claim(wording) })).toContain(id);
    },
  );

  test('"sept structures" does not, and neither does "toutes" when all answered', () => {
    expect(found({ ...ofTwelve, claims: claim('sept structures sur sept') })).not.toContain(id);
    expect(found({ ...withOrganisations(seven), claims: claim('toutes') })).not.toContain(id);
  });
});

test('a first edition has no previous figures', () => {
  expect(found({ previous: null })).toEqual(['previous-not-applicable']);
});
