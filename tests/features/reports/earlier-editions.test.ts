import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditionFacts, PreviousFigures } from '../../../src/features/reports/aggregates/facts.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { choice, withOrganisations } from '../../support/report-facts.ts';
import { startWorld, type World } from '../../support/world.ts';

const exact = (value: number) => ({ value, precision: 'exact' as const });

describe('a share of an earlier edition', () => {
  const answers = withOrganisations([...Array(6).keys()].map((one) => ({ logo: choice(one < 4 ? 'yes' : 'no') })));
  const markdown = (previous: PreviousFigures, older: readonly PreviousFigures[] = []) => {
    const known: Partial<EditionFacts> = { ...answers, previous, claims: [], mentions: [] };
    const [first] = buildDocuments(content({ older }, known), fr);
    return plain(asTyped(first?.text ?? ''));
  };
  const told = (year: number, logo: PreviousFigures['figures']['organisationsUsingLogo']): PreviousFigures => ({
    year,
    figures: { events: exact(11), ...(logo ? { organisationsUsingLogo: logo } : {}) },
  });

  it('stands beside this one’s with the base it had', () => {
    const words = markdown(told(2007, { ...exact(4), of: 9 }));
    expect(words).toContain('| Structures qui ont utilisé le logo | 4 sur 6 structures (67 %) | 4 sur 9 structures |');
    expect(words).toContain('2007 : 4 sur 9');
  });

  it('stands in the table of numbers with that base, of the last edition too', () => {
    const known = { ...answers, previous: told(2007, { ...exact(4), of: 9 }), claims: [], mentions: [] };
    const csv = buildDocuments(content({ older: [told(2006, { ...exact(2), of: 8 })] }, known), fr).find(({ name }) =>
      name.endsWith('.csv'),
    );
    expect(csv?.text).toMatch(/;2006\.organisationsUsingLogo;[^;]+;2;8;/);
    expect(csv?.text).toMatch(/;2007\.organisationsUsingLogo;[^;]+;4;9;/);
  });

  it('says that its base isn’t known where it was only entered', () => {
    const words = markdown(told(2007, exact(4)), [told(2005, { ...exact(3), of: 8 }), told(2006, exact(2))]);
    expect(words).toContain('2007 : 4 (base non connue)');
    expect(words).toContain(
      '| Structures qui ont utilisé le logo | 3 sur 8 structures | 2 structures (base non connue) | 4 structures (base non connue) | 4 sur 6 structures |',
    );
    expect(words).toContain('| Événements | 11 événements | 11 événements | 11 événements | 22 événements |');
  });
});

describe.each(platformsInTurn())('a region that skipped years, on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-12-01T09:00:00+01:00' });
    await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
    const { prisma } = world.database;
    const [{ id: regionId }, person] = [await prisma.region.findFirstOrThrow(), await prisma.person.findFirstOrThrow()];
    for (const [year, events] of [
      [2021, 7],
      [2023, 11],
    ] as const) {
      const at = new Date(`${year}-09-01T09:00:00Z`);
      const days = { startsOn: new Date(`${year}-11-01`), endsOn: new Date(`${year}-11-30`) };
      const { id: editionId } = await prisma.edition.create({
        data: { regionId, year, name: `Mois ${year}`, status: 'CLOSED', openedAt: at, ...days },
      });
      const entered = { value: events, precision: 'EXACT' as const, enteredById: person.id, enteredAt: at };
      await prisma.figure.create({ data: { regionId, editionId, key: 'events', ...entered } });
    }
  });
  afterAll(() => world?.close());

  it('sees its last edition beside this one, and isn’t told that this is the first', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan apercu');
    expect(coordinator.read()).not.toContain('Première édition suivie');
    await coordinator.command('/bilan document');
    const [file] = coordinator.news.flatMap(({ files }) => files);
    const words = plain(asTyped(await (await fetch(file?.url ?? '')).text()));
    expect(words).toContain("Évolution calculée par rapport à l'édition 2023.");
    expect(words).not.toContain('Première édition suivie');
    // Each edition stands there once.
    expect(words).toContain('| Chiffre | 2021 | 2023 | 2026 |');
    expect(words).toContain('| Événements | 7 événements | 11 événements | 0 événement |');
  });
});
