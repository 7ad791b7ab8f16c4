import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { usualDays } from '../../../src/features/events/rules.ts';
import { withoutCards } from '../../../src/playground/cards.ts';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, organiser, plain, propose, write } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

const DAY = 86_400_000;
const told = (reader: Person) =>
  reader.screen().filter(({ text, onlyForYou }) => !onlyForYou && text.includes("n'en sait rien encore"));

describe.each(platformsInTurn())('a proposal that its author forgets to confirm, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let gil: Person;
  beforeEach(async () => {
    ({ world, coordinator, gil } = await openEdition(platform));
  });
  afterEach(() => world?.close());

  test('says so as a heading, waits for them the next day, once, and goes on from there', async () => {
    await write(gil, { title: 'Le grand troc' });
    const review = gil.news.at(-1);
    const headings = withoutCards(review?.blocks ?? []).flatMap((block) =>
      block.kind === 'heading' ? plain(block.text) : [],
    );
    expect(headings).toContain("Votre proposition n'est pas encore envoyée");
    await gil.command('/mois');
    expect(gil.read()).toContain("« Le grand troc » n'est pas encore envoyé à la coordination.");
    expect(told(gil)).toEqual([]);
    await world.goTo('2026-09-16T09:59:00+02:00');
    expect(told(gil)).toEqual([]);
    await world.goTo('2026-09-16T10:00:00+02:00');
    expect(told(gil)).toHaveLength(1);
    expect(told(gil)[0]?.text).toContain('« Le grand troc » est gardé');
    for (const day of [17, 18, 25]) await world.goTo(`2026-09-${day}T10:00:00+02:00`);
    expect(told(gil)).toHaveLength(1);

    // Shown again without being confirmed, it isn't reminded of a second time.
    await gil.press('Relire et proposer', { in: "n'en sait rien encore" });
    expect(gil.read()).toContain('Le grand troc');
    expect(gil.read()).toContain('Salle des fêtes');
    await world.goTo('2026-09-27T10:00:00+02:00');
    expect(told(gil)).toHaveLength(1);

    expect(coordinator.look()).not.toContain('Le grand troc');
    await gil.press('Proposer', { in: 'Le grand troc' });
    expect(gil.read()).toContain("C'est proposé : « Le grand troc »");
    expect(coordinator.look()).toContain('Le grand troc');
    await gil.command('/mois');
    expect(gil.read()).not.toContain("n'est pas encore envoyé");
    // The button of the word that came before has nothing left to do.
    await gil.press('Relire et proposer', { in: "n'en sait rien encore" });
    expect(await world.database.prisma.event.count({ where: { title: 'Le grand troc' } })).toBe(1);
  });

  test('is one of several, each of which is taken up or dropped', async () => {
    await write(gil, { title: 'Le grand troc' });
    await write(gil, { title: 'Bal', when: '20 novembre 20h' });
    await write(gil, { title: 'Bal', when: '21 novembre 20h' });
    await gil.command('/mois');
    expect(gil.read()).toContain('3 de vos événements ne sont pas encore envoyés à la coordination.');
    await gil.press('Voir ces événements');
    expect(gil.read()).toContain('« Le grand troc »');
    expect(gil.read()).toContain('« Bal » (20 novembre 20h)');
    // The last one stands first.
    await gil.press('Abandonner ce texte');
    expect(gil.read()).toContain('Abandonner « Bal » (21 novembre 20h) ?');
    await gil.press('Ne rien changer');
    for (const day of [21, 20]) {
      await gil.command('/mois');
      await gil.press('Voir ces événements');
      await gil.press('Abandonner ce texte');
      await gil.press('Abandonner ce texte', { in: `Abandonner « Bal » (${day} novembre` });
      expect(gil.read()).toContain(`« Bal » (${day} novembre 20h) est abandonné`);
    }
    await gil.command('/mois');
    expect(gil.read()).toContain("« Le grand troc » n'est pas encore envoyé à la coordination.");
    await world.goTo('2026-09-16T10:00:00+02:00');
    expect(
      told(gil)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Bal');
    await gil.command('/mois');
    await gil.press('Relire et proposer', { in: 'Le grand troc' });
    await gil.press('Proposer', { in: 'Le grand troc' });
    expect(gil.read()).toContain("C'est proposé : « Le grand troc »");
    await gil.command('/mois');
    expect(gil.read()).not.toContain('pas encore envoyé');
  });

  test('is one of two, each of which is told of, but no text that was written anew', async () => {
    await write(gil, { title: 'Le grand troc' });
    await write(gil, { title: 'Bal', when: '20 novembre 20h' });
    await write(gil, { title: 'Bal', when: '21 novembre 20h' });
    await world.goTo('2026-09-16T10:00:00+02:00');
    const words = told(gil).map(({ text }) => text);
    expect(words.filter((one) => one.includes('Le grand troc'))).toHaveLength(1);
    expect(words.filter((one) => one.includes('Bal'))).toHaveLength(1);
  });

  test('proposed and dropped at the same moment it is one of the two, and says which', async () => {
    for (const [title, dropsFirst] of [
      ['Le grand troc', true],
      ['Bal', false],
    ] as const) {
      await write(gil, { title });
      await gil.command('/mois');
      await gil.press('Abandonner ce texte');
      const gestures = [
        () => gil.press('Abandonner ce texte', { in: `Abandonner « ${title} »` }),
        () => gil.press('Proposer', { in: title }),
      ];
      // Whoever is second may find no button any more.
      await Promise.allSettled((dropsFirst ? gestures : gestures.toReversed()).map((gesture) => gesture()));
      await world.settle();
      const proposed = await world.database.prisma.event.count({ where: { title } });
      expect(gil.look().includes(`C'est proposé : « ${title} »`)).toBe(proposed === 1);
      expect(new RegExp(`« ${title} » [^«]*est abandonné`).test(gil.look())).toBe(proposed === 0);
    }
  });

  test('once it is confirmed, or written anew and confirmed, nobody is reminded of it', async () => {
    await world.goTo('2026-09-28T09:00:00+02:00');
    const ida = await organiser(world, platform, 'Ida', `Les Lilas ${platform}`);
    await write(ida, { title: 'Bourse aux plantes' });
    await world.goTo('2026-09-28T09:30:00+02:00');
    await propose(ida, { title: 'Bourse aux plantes' });
    await propose(ida, { title: 'Balade' });
    await world.goTo('2026-09-29T10:00:00+02:00');
    await ida.command('/mois');
    expect(ida.read()).not.toContain("n'est pas encore envoyé");
    expect(told(ida)).toEqual([]);
  });

  test('who has left their organisation since isn’t reminded of it, nor shown it', async () => {
    await write(gil, { title: 'Portes ouvertes' });
    await gil.command('/structure quitter');
    await gil.press('Confirmer');
    await world.goTo('2026-09-16T10:00:00+02:00');
    expect(told(gil)).toEqual([]);
    await gil.command('/mois');
    expect(gil.read()).not.toContain('Portes ouvertes');
    expect(await world.database.prisma.delivery.count({ where: { key: { startsWith: 'event-unsent' } } })).toBe(0);
  });

  test('whose edition was closed meanwhile isn’t reminded of what they can’t send', async () => {
    await write(gil, { title: 'Portes ouvertes' });
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    await world.goTo('2026-09-16T10:00:00+02:00');
    expect(told(gil)).toEqual([]);
  });

  test('who has just proposed learns who decides and, once that can be told, by when usually', async () => {
    await world.goTo('2026-09-29T11:00:00+02:00');
    await propose(gil, { title: 'Premier' });
    expect(gil.read()).toContain("C'est la coordination (CRESS) qui décide");
    expect(gil.read()).toContain(coordinator.name);
    expect(gil.read()).not.toContain("D'habitude");
    await propose(gil, { title: 'Deuxième' });
    await propose(gil, { title: 'Troisième' });
    await world.goTo('2026-10-01T10:00:00+02:00');
    for (const title of ['Premier', 'Deuxième', 'Troisième']) await coordinator.press('Accepter', { in: title });
    await propose(gil, { title: 'Quatrième' });
    expect(gil.read()).toContain("D'habitude, elle répond en 2 jours.");
  });
});

test.each([
  [[], null],
  [[DAY, DAY], null],
  [[1, 2, 3], 0],
  [[DAY, DAY, 9 * DAY], 1],
  [[DAY, 1.5 * DAY, 9 * DAY], 2],
  [[DAY, 2 * DAY, 3 * DAY, 90 * DAY], 2],
])('of decisions that took %j, half came within %j days', (took, days) => {
  expect(usualDays(took)).toBe(days);
});
