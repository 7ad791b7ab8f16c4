import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { organiser, propose } from '../../../support/events.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { launch } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const WHY = /pas d.événement au programme du Mois cette année/;
const ENDED = /Cette question n.est plus utile/;
const shows = (person: Person, words: RegExp) => person.screen().filter(({ text }) => words.test(text)).length;

describe.each(platformsInTurn())(
  'organisations that take part after they were asked why they do not, on %s',
  (platform) => {
    let world: World;
    let coordinator: Person;
    /** Gil and Rose have each proposed an event; Paul and Quentin have not. */
    let gil: Person;
    let rose: Person;
    let paul: Person;
    let quentin: Person;

    beforeAll(async () => {
      world = await startWorld({ at: '2026-11-15T09:00:00+01:00' });
      coordinator = world.coordinator[platform];
      await coordinator.command('/edition ouvrir', { annee: '2026' });
      gil = await organiser(world, platform, 'Gil', 'Les Jardins');
      rose = await organiser(world, platform, 'Rose', 'Le Fournil');
      paul = await organiser(world, platform, 'Paul', 'La Ruche');
      quentin = await organiser(world, platform, 'Quentin', 'Le Moulin');
      await propose(gil, { title: 'Fête', when: 'samedi 28 novembre de 14h à 18h' });
      await propose(rose, { title: 'Bal', when: 'dimanche 29 novembre de 14h à 18h' });
      await launch(coordinator, '15 janvier 2027');
      await world.goTo('2026-12-01T10:00:00+01:00');
    });
    afterAll(() => world?.close());

    const reasons = () =>
      world.database.prisma.answer.findMany({ where: { question: 'whyAbsent' }, select: { value: true } });
    const state = async () => {
      await coordinator.command('/questionnaire etat');
      return coordinator.read();
    };

    it('are asked it no more, wait for no answer and count once', async () => {
      for (const person of [gil, rose, paul, quentin]) expect(shows(person, WHY)).toBe(1);
      await rose.press("Pas d'idée d'événement");
      expect(await state()).toContain('Structures sans événement : 1 a dit pourquoi sur 4');

      // It is night: what the organisation is asked instead comes in the morning, but the one question ends at once.
      world.clock.set('2026-12-01T23:00:00+01:00');
      await coordinator.press('Accepter', { in: 'Fête' });
      expect(shows(gil, WHY)).toBe(0);
      expect(shows(gil, ENDED)).toBe(1);
      await gil.say('oui mais peu');
      expect(await reasons()).toHaveLength(1);
      await gil.command('/questionnaire repondre');
      expect(gil.read()).toContain('Aucun questionnaire ne vous attend');
      expect(await state()).toContain('Structures sans événement : 1 a dit pourquoi sur 3');

      // An answer that was given stays stored, but is no absent one's any more.
      await world.goTo('2026-12-02T10:00:00+01:00');
      await coordinator.press('Accepter', { in: 'Bal' });
      expect(await reasons()).toHaveLength(1);
      const there = await state();
      expect(there).toMatch(/Structures : .* sur 2/);
      expect(there).toContain("Structures sans événement : aucune n'a dit pourquoi sur 2");
      await rose.press('Voir mes réponses', { in: 'réponse complète' });
      await rose.choose('Corriger une réponse', 'Votre structure');
      expect(rose.read()).toMatch(ENDED);

      await gil.command('/evenement coorganiser', { evenement: '1. Fête', structure: 'La Ruche' });
      expect(shows(paul, WHY)).toBe(1);
      await paul.press('Co-organiser');
      expect(shows(paul, WHY)).toBe(0);
      expect(shows(paul, ENDED)).toBe(1);
      expect(shows(quentin, WHY)).toBe(1);
      const last = await state();
      expect(last).toMatch(/Structures : .* sur 3/);
      expect(last).toContain("Structures sans événement : aucune n'a dit pourquoi sur 1");

      // Whoever takes part is asked as such.
      for (const person of [gil, rose, paul]) {
        await person.command('/questionnaire repondre');
        expect(person.look()).toContain('Questionnaire de la structure');
        expect(person.read()).not.toContain('Pourquoi');
      }
    });
  },
);
