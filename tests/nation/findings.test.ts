import { describe, expect, it, test } from 'vitest';
import { makeNation } from '../../src/features/nation/from-files/make-nation.ts';
import { nationFindingText } from '../../src/features/nation/from-files/words.ts';
import type { EditionFacts } from '../../src/features/reports/aggregates/facts.ts';
import { jsonDocument } from '../../src/features/reports/documents/json.ts';
import type { Answers } from '../../src/features/surveys/questions/answers.ts';
import { content, fr } from '../support/demo-content.ts';
import { plain } from '../support/events.ts';
import { opinionsOf } from '../support/invented-opinions.ts';
import { eighteen, expectedTable, fileOf, type Invented, signedFile, textOf } from '../support/invented-regions.ts';
import { choice, people, withOrganisations, withQuestionnaires } from '../support/report-facts.ts';

const nothing = { regions: null, same: null, published: null, year: null };
const [region, other] = eighteen.slice(7, 9);
if (!region || !other) throw new Error('no regions');

async function found(facts: Partial<EditionFacts>, more = {}): Promise<readonly string[]> {
  const { findings, refusals } = await makeNation([await fileOf(region as Invented, { facts })], {
    ...nothing,
    ...more,
  });
  expect(refusals).toEqual([]);
  return findings.map(({ kind }) => kind);
}
const published = async (lines: readonly string[], facts: Partial<EditionFacts> = {}, more = {}) =>
  found(facts, { published: ['figure;value;parts;previous;wording;countedOn', ...lines].join('\n'), ...more });

/** The errors of the bilan of 2008, in the order they stand there. Beside each stands what is right. */
describe('the eight findings of 2008, on the national side', () => {
  test('360 media items of 441 + 70 + 23 + 19', async () => {
    expect(await published(['retombées;360;441 presse + 70 radios + 23 télévision + 19 web;;;'])).toContain(
      'published-sum',
    );
    expect(await published(['retombées;553;441 + 70 + 23 + 19;;;'])).not.toContain('published-sum');
  });

  test('28 500 € of 6 350 + 21 850, published and in a region’s lines', async () => {
    expect(await published(['budget moyen;28 500;6 350 + 21 850;;;'])).toContain('published-sum');
    expect(await published(['budget moyen;28 200;6 350 + 21 850;;;'])).not.toContain('published-sum');
    const budgetLines = [
      { funder: 'Fonds propres', amount: 6_350 },
      { funder: 'Conseil régional', amount: 21_850 },
    ];
    const budget = (value: number) => ({ budgetLines, entered: { budget: { value, precision: 'exact' } as const } });
    expect(await found(budget(28_500))).toContain('sum-mismatch');
    expect(await found(budget(28_200))).not.toContain('sum-mismatch');
  });

  test('the launch’s media that an organisation declares too, and a total that adds both', async () => {
    const launch = (value: number) => ({ entered: { launchCoveragePress: { value, precision: 'exact' } as const } });
    expect(await found(launch(8))).toContain('coverage-counted-twice');
    expect(await found(launch(9))).not.toContain('coverage-counted-twice');
    // There is one finding for all that do.
    const page = { medium: 'web', publishedOn: null, link: null, launch: false } as const;
    const mentions = ['org-0', 'org-1'].map((organisation) => ({ ...page, outlet: organisation, organisation }));
    const one: Partial<EditionFacts> = {
      ...withOrganisations([{}, {}]),
      mentions,
      entered: { launchCoverageWeb: { value: 1, precision: 'exact' } },
    };
    const { findings } = await makeNation([await fileOf(region as Invented, { facts: one })], nothing);
    const twice = findings.filter(({ kind }) => kind === 'coverage-counted-twice');
    expect(twice.map(({ values }) => values.organisation)).toEqual(['Structure 0, Structure 1']);
    expect(await published([`mediaMentions;${8 + 8};;;;`], launch(8))).toContain('launch-added');
    expect(await published(['mediaMentions;8;;;;'], launch(8))).not.toContain('launch-added');
  });

  test('answers counted before the end of the edition', async () => {
    expect(await found({ answersCountedOn: '2026-01-12' })).toContain('date-before-event');
    expect(await found({ answersCountedOn: '2027-01-12' })).not.toContain('date-before-event');
    const closed = { latestCountedOn: null };
    expect(await found({ answersCountedOn: '2026-11-28', ...closed })).not.toContain('date-before-event');
    expect(await found({ answersCountedOn: '2026-11-30' })).toContain('date-before-event');
    expect(await published(['questionnairesAnswered;;;;;2026-01-12'])).toContain('date-before-event');
    expect(await published(['questionnairesAnswered;;;;;2027-01-12'])).not.toContain('date-before-event');
  });

  test('3 answers of "more than 50"; a lower bound published as if it were exact', async () => {
    const of = (precision: 'exact' | 'at_least') => ({
      entered: {
        launchAttendance: { value: 50, precision },
        launchQuestionnairesAnswered: { value: 3, precision: 'exact' } as const,
      },
    });
    expect(await found(of('at_least'))).toContain('lower-bound-as-base');
    expect(await found(of('exact'))).not.toContain('lower-bound-as-base');
    const some = withQuestionnaires([people(40), people(10), people(20), {}]);
    expect(await published(['participants;70;;;;'], some)).toContain('bound-as-exact');
    expect(await published(['participants;+ de 70;;;;'], some)).not.toContain('bound-as-exact');
  });

  test('"toutes les structures" of seven; and of all regions while some are missing', async () => {
    const seven: Answers[] = Array.from({ length: 7 }, () => ({ comingBack: choice('yes') }));
    const claims = (wording: string) => [{ figure: 'organisationsComingBack', wording } as const];
    const some = withOrganisations([...seven, {}, {}]);
    const all = withOrganisations(seven);
    expect(await found({ ...some, claims: claims('toutes les structures reviennent') })).toContain(
      'claim-beyond-respondents',
    );
    expect(await found({ ...all, claims: claims('toutes les structures reviennent') })).not.toContain(
      'claim-beyond-respondents',
    );
    expect(await found({ ...some, claims: claims('sept structures sur sept') })).not.toContain(
      'claim-beyond-respondents',
    );
    const line = ['organisationsComingBack;;;;toutes les structures reviennent;'];
    expect(await published(line, some)).toContain('claim-beyond-respondents');
    expect(await published(line, all, { regions: expectedTable })).toContain('claim-beyond-regions');
    expect(await published(line, all)).not.toContain('claim-beyond-regions');
  });

  test('no edition before: not applicable, and not zero', async () => {
    expect(await published(['events;;;0;;'], { previous: null })).toEqual(
      expect.arrayContaining(['previous-not-applicable', 'previous-published']),
    );
    const later = await published(['events;;;11;;'], { previous: { year: 2025, figures: {} } });
    expect(later.filter((kind) => kind.startsWith('previous'))).toEqual([]);
  });

  test('participants of all events while some are told of', async () => {
    const told = [40, 10, 20].map((value): Answers => ({ ...people(value), officials: choice('yes') }));
    expect(await found(withQuestionnaires([...told, {}]))).toContain('base-not-published');
    expect(await found(withQuestionnaires(told))).not.toContain('base-not-published');
  });
});

describe('the bilan of Picardie in 2008', () => {
  it('is found out by its own file, and by what the nation published', async () => {
    const notes = new Map(content().findings.map(({ id }) => [`finding:${id}`, 'Vu.']));
    const json = jsonDocument(content({ texts: notes }), fr.forFiles());
    const lines = ['retombées;360;441 + 70 + 23 + 19;;;', 'budget moyen;28500;6350 + 21850;;;'];
    const { findings, refusals } = await makeNation([await signedFile(region, json)], {
      ...nothing,
      published: ['figure;value;parts;previous;wording;countedOn', ...lines].join('\n'),
    });
    expect(refusals).toEqual([]);
    const kinds = new Set(findings.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'base-not-published',
      'claim-beyond-respondents',
      'coverage-counted-twice',
      'date-before-event',
      'lower-bound-as-base',
      'published-sum',
    ]);
    const words = plain(findings.map((one) => nationFindingText(fr, one)).join('\n'));
    expect(words).toContain('les parties publiées font 553, le total publié est 360');
  });
});

describe('what a file claims', () => {
  const changed = async (from: string | RegExp, to: string) => {
    const text = textOf(region).replace(from, to);
    expect(text).not.toBe(textOf(region));
    const { findings } = await makeNation([await signedFile(region, text)], nothing);
    return findings.map(({ kind }) => kind);
  };

  it('is compared with what follows from the rest of it', async () => {
    expect(await found({})).toEqual([]);
    expect(await changed(/("events": \{\s*"value": )11/, '$112')).toContain('claim-differs');
    expect(await changed(/("key": "08",\s*"events": )11/, '$110')).toContain('event-list');
    expect(await changed(/("total": )8/, '$19')).not.toContain('media-sum');
    expect(await changed(/("id": "mediaMentions",[^}]*?"value": )8/s, '$19')).toContain('media-sum');
    // Eight articles are listed: a count of nine of them isn't theirs, even where the total says nine too.
    expect(await changed(/("total": 8,\s*"count": \{\s*"press": )8/, '$19')).toContain('media-list');
    expect(await found({})).not.toContain('media-list');
  });

  it('is compared by both numbers of a share', async () => {
    expect(await changed(/("organisationsUsingLogo": \{\s*"value": \d+,\s*"of": )\d+/, '$199')).toContain(
      'claim-differs',
    );
    expect(await changed(/("organisationsUsingLogo": \{\s*"value": )\d+/, '$199')).toContain('claim-differs');
  });

  it('is compared by ranks that follow from points', async () => {
    const facts = opinionsOf(region);
    expect(await found(facts)).not.toContain('points-rank');
    const text = textOf(region, { facts });
    const second = text.replace(/("reasons": \{.*?"rank": )1/s, '$12');
    expect(second).not.toBe(text);
    const { findings } = await makeNation([await signedFile(region, second)], nothing);
    expect(findings.map(({ kind }) => kind)).toContain('points-rank');
  });
});

describe('a year that was skipped', () => {
  const skipped = { previous: { year: 2024, figures: { events: { value: 9, precision: 'exact' as const } } } };

  it.each([
    ['by one region', [region]],
    ['by every region', [region, other]],
  ])('%s is no first edition, and nothing published of an earlier one is accused', async (_, regions) => {
    const files = await Promise.all(regions.map((one) => fileOf(one, { facts: skipped })));
    const { findings } = await makeNation(files, {
      ...nothing,
      published: 'figure;value;parts;previous;wording;countedOn\névénements;11;;9;;',
    });
    const kinds = findings.map(({ kind }) => kind);
    expect(kinds).not.toContain('previous-not-applicable');
    expect(kinds).not.toContain('previous-published');
    const words = plain(findings.map((one) => nationFindingText(fr, one)).join('\n'));
    expect(words).toContain('Aucune région ne dit de chiffre pour 2025');
    expect(words).not.toContain('Première édition');
  });

  it('is told of where others had none at all', async () => {
    const first = await fileOf(other, { facts: { previous: null } });
    const { findings } = await makeNation([await fileOf(region, { facts: skipped }), first], nothing);
    expect(findings.map(({ kind }) => kind)).toContain('previous-skipped');
    const alone = await makeNation([first], nothing);
    expect(alone.findings.map(({ kind }) => kind)).toContain('previous-not-applicable');
  });
});

describe('what is published', () => {
  it('is compared with what the files make', async () => {
    expect(await published(['events;12;;;;'])).toContain('published-differs');
    expect(await published(['events;11;;;;'])).not.toContain('published-differs');
    const budget = { entered: { budget: { value: 28_200, precision: 'exact' } as const } };
    expect(await published(['budget;28 500;;;;'], budget)).toContain('published-differs');
    expect(await published(['budget;28 200;;;;'], budget)).not.toContain('published-differs');
  });
});

describe('departments', () => {
  it('are no other region’s', async () => {
    const { findings } = await makeNation(
      [await fileOf(region), await fileOf({ ...other, department: region.department })],
      nothing,
    );
    expect(findings.map(({ kind }) => kind)).toContain('department-twice');
    const apart = await makeNation([await fileOf(region), await fileOf(other)], nothing);
    expect(apart.findings.map(({ kind }) => kind)).not.toContain('department-twice');
  });
});
