import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AudienceKind, audienceKind } from '../../../src/features/events/fields/audience-kinds.ts';
import type { EditionFacts } from '../../../src/features/reports/aggregates/facts.ts';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import type { OptionId } from '../../../src/features/surveys/questions/options.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, en, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { event } from '../../support/report-facts.ts';
import { askAboutEvent, openDoors, worldWithSurvey } from '../../support/surveys.ts';
import type { World } from '../../support/world.ts';

type Pair = readonly [intended: AudienceKind | null, came: OptionId | null];

/** Events, each with whom it was meant for and what was answered about who came. */
function meant(...pairs: readonly Pair[]): Pick<EditionFacts, 'events' | 'eventQuestionnaires'> {
  return {
    events: pairs.map(([intended], index) => event(`event-${index}`, { intended })),
    eventQuestionnaires: pairs.map(([, came], index) => ({
      event: `event-${index}`,
      answers: came === null ? {} : { audience: { kind: 'choice', option: came } },
      answeredOn: null,
      countedOn: null,
    })),
  };
}

const five: readonly Pair[] = [
  ['mostlyPublic', 'mostlySse'],
  ['mostlyPublic', 'mostlyPublic'],
  ['mostlyPublic', 'half'],
  ['half', 'mostlySse'],
  ['mostlySse', 'mostlySse'],
];
const known = (count: number): readonly Pair[] => Array<Pair>(count).fill([null, 'half']);
const of = (pairs: readonly Pair[], versions: ReportContent['versions'] = []) => content({ versions }, meant(...pairs));
const file = (it: ReportContent, extension: string, t = fr) =>
  plain(asTyped(buildDocuments(it, t).find(({ name }) => name.endsWith(extension))?.text ?? ''));
const numbers = (it: ReportContent) =>
  it.report.intendedAudience?.counts.map(({ intended, actual }) => [intended, actual]);
const chartOf = (it: ReportContent) =>
  writeOutline(it, fr)
    .chapters.flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === 'chart' ? part.chart : []))
    .find(({ title }) => title.startsWith('Public visé'));

describe('whom events were meant for, beside who came', () => {
  const silent: readonly Pair[] = [
    ['half', 'dontKnow'],
    ['half', null],
    ['half', null],
  ];
  const known5 = of([...five, [null, 'dontKnow'], ...silent, ...known(3)]);

  it('is counted of the same events, of which both are known', () => {
    expect(known5.report.intendedAudience).toEqual({
      ...{ events: 12, told: 8, answered: 5, withheld: null },
      counts: [
        { kind: 'mostlySse', intended: 1, actual: 3 },
        { kind: 'half', intended: 1, actual: 1 },
        { kind: 'mostlyPublic', intended: 3, actual: 1 },
      ],
    });
  });

  it('is one drawing with its words and its bases, the same in each file', () => {
    const chart = chartOf(known5);
    expect(plain(asTyped(chart?.title ?? ''))).toBe('Public visé et public venu, pour les mêmes 5 événements');
    expect(chart?.series.map(({ values }) => values.map(({ value }) => value))).toEqual([
      [1, 1, 3],
      [3, 1, 1],
    ]);
    const words = "Surtout des gens de l'ESS : Public visé 1, Public venu 3";
    const base =
      "Base : les 5 événements, sur 12, dont on connaît les deux. 8 fiches disent à qui l'événement s'adresse ; 8 réponses disent qui est venu surtout, sans compter « Je ne sais pas ».";
    expect(file(known5, 'md')).toContain("| Surtout des gens de l'ESS | 1 | 3 |");
    expect(file(known5, 'md')).toContain(base);
    expect(file(known5, 'html').replaceAll('&#39;', "'")).toContain(words);
    expect(file(known5, 'html').replaceAll('&#39;', "'")).toContain(base);
    expect(JSON.parse(file(known5, 'json')).details.intendedAudience.counts[0]).toEqual({
      ...{ kind: 'mostlySse', intended: 1, actual: 3 },
    });
    expect(file(known5, 'csv')).toMatch(/;intendedAudience\.intended\.mostlyPublic;[^;]+;3;;5;/);
    expect(file(known5, 'csv')).toMatch(/;intendedAudience\.actual\.mostlySse;[^;]+;3;;5;/);
    expect(file(known5, 'md', en)).toContain('Base: the 5 events of 12 of which both are known. 8 sheets say');
  });

  it('leaves no trace where both are known of no event, as in 2008', () => {
    for (const none of [content(), of([...known(6), ['half', null]])]) {
      expect(chartOf(none)).toBeUndefined();
      for (const extension of ['md', 'html', 'csv']) expect(file(none, extension)).not.toMatch(/[Pp]ublic visé|Base :/);
    }
  });

  it('is of the kinds that the questionnaire asks about, and of no other', () => {
    expect(['mostlySse', 'half', 'mostlyPublic', 'dontKnow', 'tout public', null].map(audienceKind)).toEqual([
      ...['mostlySse', 'half', 'mostlyPublic'],
      ...[null, null, null],
    ]);
  });

  it.each([
    ['these', [...five.slice(0, 2), ...known(5)]],
    ['the others', [...five, ...known(1)]],
    ['the others, two of them,', [...five, ...known(2), [null, 'dontKnow']] as const],
    // Sheets are public: beside them the counts would tell who isn't counted.
    ['those of a kind that didn’t answer', [...five, ['mostlySse', null], ['half', null], ['half', null]] as const],
    ['those of a kind that don’t know', [...five, ['half', 'dontKnow'], ['half', 'dontKnow']] as const],
  ])('isn’t told where %s are fewer than three, and each file says so', (_who, pairs) => {
    const few = of(pairs);
    expect(few.report.intendedAudience).toMatchObject({ withheld: 'few', counts: [] });
    expect(chartOf(few)).toBeUndefined();
    for (const extension of ['md', 'html', 'csv'])
      expect(file(few, extension)).toContain('Public visé et public venu ne sont pas comparés');
  });

  const following = (before: ReportContent, number: number, pairs: readonly Pair[]) =>
    of(pairs, [
      {
        version: number,
        figures: JSON.parse(JSON.stringify(before.report)),
        sentences: null,
        createdAt: new Date('2009-01-13T10:00:00Z'),
      },
    ]);

  const unanswered: readonly Pair[] = Array<Pair>(3).fill(['half', null]);

  it('changes by no fewer than three answers from one version to the next', () => {
    const first = of([...five, ...unanswered]);
    const later = (...more: readonly Pair[]) => following(first, 1, [...five, ...more]);
    expect(numbers(later(['half', 'half'], ['half', null], ['half', null]))).toEqual(numbers(first));
    expect(numbers(later(['half', 'half'], ['half', 'half'], ['half', 'half']))).toEqual([
      [1, 3],
      [4, 4],
      [3, 1],
    ]);
    // Three more answered, of which one isn't among those that are compared: it would be read as what is left.
    const mixed = later(['half', 'half'], ['half', 'half'], ['half', 'half'], [null, 'mostlySse']);
    expect(mixed.report.audience.answered).toBe(9);
    expect(numbers(mixed)).toEqual(numbers(first));
  });

  it('isn’t told anew in a third version, of which the first could be taken away', () => {
    const compared = five.slice(0, 3);
    const first = of([...compared, [null, 'mostlySse'], ...known(2)]);
    // The one of the others says on its sheet, which is public, whom it is meant for.
    const said: readonly Pair[] = [...compared, ['mostlyPublic', 'mostlySse'], ...known(2)];
    const second = following(first, 1, said);
    expect(numbers(second)).toEqual(numbers(first));
    const third = following(second, 2, [...said, ...known(3)]);
    expect(third.report.audience.answered).toBe(9);
    expect(numbers(third)).toEqual(numbers(first));
  });

  it('says of which events and sheets of now what is held is of', () => {
    const first = of([...five, ...unanswered]);
    const second = following(first, 1, [
      ...five,
      ['half', 'half'],
      ...silent.slice(1),
      ['mostlySse', null],
      ...known(3),
    ]);
    expect(numbers(second)).toEqual(numbers(first));
    expect(file(second, 'md')).toContain(
      "Base : les 5 événements, sur 12, dont on connaît les deux. 9 fiches disent à qui l'événement s'adresse ; 9 réponses",
    );
    // Fewer sheets than are counted are left: the sentence stays as it was.
    const fewer = following(first, 1, [...five.slice(0, 3), ...known(5)]);
    expect(fewer.report.intendedAudience).toEqual(first.report.intendedAudience);
  });
});

describe.each(platformsInTurn())('whom an event is meant for, on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
  });
  afterAll(() => world?.close());

  it('is chosen on its sheet, and drawn in the bilan beside who came', async () => {
    for (const [name, intended, came] of [
      ['a', 'mostlyPublic', 'mostlySse'],
      ['b', 'mostlyPublic', 'mostlyPublic'],
      ['c', 'half', 'mostlySse'],
    ] as const) {
      const { organiser: by, eventId } = await openDoors(world, platform, { name: `${platform} ${name}` });
      const { number } = await world.database.prisma.event.findUniqueOrThrow({ where: { id: eventId } });
      await by.command('/evenement voir', { evenement: String(number) });
      await by.press('Compléter la fiche');
      await by.fill({ intended });
      expect(by.read()).toContain(intended === 'half' ? 'Moitié-moitié' : 'Surtout le grand public');
      await askAboutEvent(world, eventId);
      await by.command('/questionnaire repondre');
      await by.press("Répondre d'un coup");
      await by.fill({ held: 'yes', attendance: '60', officials: 'no', audience: came });
    }
    const coordinator = world.coordinator[platform];
    coordinator.look();
    await coordinator.command('/bilan document');
    const [markdown] = coordinator.news.flatMap(({ files }) => files);
    const words = plain(asTyped(await (await fetch(markdown?.url ?? '')).text()));
    expect(words).toContain('Public visé et public venu, pour les mêmes 3 événements');
    expect(words).toContain("| Surtout des gens de l'ESS | 0 | 2 |");
    expect(words).toContain('Base : les 3 événements, sur 3, dont on connaît les deux.');
  });
});
