import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type Quantity, sumOf } from '../../../src/features/figures/measures.ts';
import { aggregate } from '../../../src/features/reports/aggregates/aggregate.ts';
import { regionalFigures } from '../../../src/features/reports/aggregates/regional.ts';
import { csvDocument } from '../../../src/features/reports/documents/csv.ts';
import { bilanJson } from '../../../src/features/reports/documents/json.ts';
import { precisionText, valueText } from '../../../src/features/reports/words.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { tallyCounts } from '../../../src/features/tallies/counts.ts';
import { tallyFigures } from '../../../src/features/tallies/rules.ts';
import type { Person } from '../../../src/playground/person.ts';
import { content, en, fr } from '../../support/demo-content.ts';
import { between, choice, facts, people, withOrganisations, withQuestionnaires } from '../../support/report-facts.ts';
import { acceptedEvent, launch, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(['slack', 'discord'] as const)('120+, "entre 80 et 100" and about 45, typed on %s', (platform) => {
  const typed = { Olive: '120+', Noa: 'entre 80 et 100', Sacha: 'environ 45' };
  const people = new Map<string, Person>();
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-16T08:30:00+01:00' });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
    for (const name of Object.keys(typed)) {
      const by = world.person(platform, name);
      people.set(name, by);
      const organisationId = await organisationOf(world, `Les Jardins ${name}`, [by]);
      await acceptedEvent(world, {
        title: `Portes ouvertes ${name}`,
        organisationId,
        by,
        startsAt: '2026-11-14T14:00:00+01:00',
      });
    }
    await launch(world.coordinator[platform], '15 janvier 2027');
    await world.goTo('2026-11-16T10:00:00+01:00');
  });
  afterAll(() => world?.close());

  it('are "au moins 245", one of them an estimate, and both ends of the range are shown back', async () => {
    for (const [name, by] of people) {
      await by.press('Oui');
      await by.say(typed[name as keyof typeof typed], 'Combien de personnes');
    }
    expect(people.get('Noa')?.read()).toContain('→ entre 80 et 100');
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan apercu');
    expect(coordinator.read().replaceAll('\u00a0', ' ')).toMatch(
      /au moins 245 personnes · dont 1 nombre estimé · 3 réponses sur 3/,
    );
  });
});

describe('a sum', () => {
  const told = [people(120, 'at_least'), between(80, 100), people(45, 'estimated')];

  test('of 120+, 80 to 100 and about 45 is at least 245 in the bilan, its data and the tally', () => {
    const of = content({}, withQuestionnaires(told));
    expect(of.report.figures.participants).toMatchObject({
      value: 245,
      precision: 'at_least',
      parts: { told: 3, estimated: 1 },
    });
    expect(precisionText(fr, of.report.figures.participants)).toBe('au moins, dont 1 nombre estimé');
    expect(precisionText(en, of.report.figures.participants)).toBe('at least, with 1 estimated number');
    expect(bilanJson(of, fr).details.figures.participants.parts).toEqual({ told: 3, estimated: 1 });
    expect(csvDocument(of, fr)).toMatch(/;participants;Personnes venues;245;;3;3;at_least;3;1;people;/);
    expect(tallyFigures(tallyCounts(facts(withQuestionnaires(told)))).participants).toMatchObject({
      value: 245,
      precision: 'at_least',
      parts: { told: 3, estimated: 1 },
    });
  });

  test('takes the middle of a range where it says "environ"', () => {
    const of = aggregate(facts(withQuestionnaires([people(40), between(80, 100)])));
    expect(of.figures.participants).toMatchObject({ value: 130, precision: 'estimated', parts: { estimated: 1 } });
  });

  test('of people reached takes the lower end too', () => {
    const reached = (attendance: Answers): Answers => ({
      relayed: choice('yes'),
      ...(attendance.attendance && { relayedReach: attendance.attendance }),
    });
    const questionnaires = [reached(between(80, 100)), reached(people(100, 'at_least')), reached(people(10))];
    expect(aggregate(facts(withOrganisations(questionnaires))).figures.peopleReachedByRelay).toMatchObject({
      value: 190,
      precision: 'at_least',
    });
  });

  const quantity: fc.Arbitrary<{ readonly told: Quantity | null; readonly truth: number }> = fc.oneof(
    fc.nat(500).map((value) => ({ told: { value, precision: 'exact' as const }, truth: value })),
    fc
      .tuple(fc.nat(500), fc.nat(500))
      .map(([value, more]) => ({ told: { value, precision: 'at_least' as const }, truth: value + more })),
    fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 90 }), fc.nat(90)).map(([from, width, at]) => ({
      told: {
        value: Math.round(from + width / 2),
        precision: 'estimated' as const,
        range: { from, to: from + width },
      },
      truth: from + (at % (width + 1)),
    })),
    fc.nat(500).map((truth) => ({ told: null, truth })),
  );

  test('that says "au moins" is below any truth its parts leave open; one that is exact is the truth', () => {
    fc.assert(
      fc.property(fc.array(quantity, { maxLength: 8 }), (parts) => {
        const { value, precision } = sumOf(parts.map(({ told }) => told));
        const truth = parts.reduce((sum, part) => sum + part.truth, 0);
        if (precision === 'at_least') expect(value).toBeLessThanOrEqual(truth);
        if (precision === 'exact') expect(value).toBe(truth);
      }),
    );
  });
});

describe('"à confirmer" is not "ne revient pas"', () => {
  const questionnaires: Answers[] = [
    ...Array.from({ length: 4 }, (): Answers => ({ comingBack: choice('yes') })),
    ...Array.from({ length: 2 }, (): Answers => ({ comingBack: choice('toConfirm') })),
    { comingBack: choice('no') },
  ];
  const of = content({}, { ...withOrganisations(questionnaires), claims: [] });

  test('it is said beside the share, and stands in the data', () => {
    const figure = of.report.figures.organisationsComingBack;
    expect(valueText(fr, figure)).toContain('4 sur 7 structures');
    expect(valueText(fr, figure)).toContain(', 2 à confirmer');
    expect(regionalFigures(of.report).organisationsComingBack).toMatchObject({ value: 4, of: 7, toConfirm: 2 });
    expect(csvDocument(of, fr)).toMatch(/organisationsComingBack\.toConfirm;[^;]*à confirmer[^;]*;2;7;/i);
  });

  test('nothing is said of it when nobody answered so', () => {
    const sure = content({}, { ...withOrganisations(Array(5).fill({ comingBack: choice('yes') })), claims: [] });
    expect(valueText(fr, sure.report.figures.organisationsComingBack)).not.toContain('confirmer');
    expect(regionalFigures(sure.report).organisationsComingBack).not.toHaveProperty('toConfirm');
  });
});
