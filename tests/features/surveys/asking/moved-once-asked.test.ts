import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { launch, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const ASKED = 'a-t-il eu lieu';
const LATER = "Il n'y a rien à répondre ici d'ici là.";

describe.each(platformsInTurn())('an event that is moved once it was asked about, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  const olives = {} as Record<'moved' | 'putOff' | 'answered', Person>;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-05T09:00:00+01:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    for (const name of ['moved', 'putOff', 'answered'] as const)
      olives[name] = (await openDoors(world, platform, { name })).organiser;
    await launch(coordinator, '15 janvier 2027');
  });
  afterAll(() => world?.close());

  const counted = (person: Person, words: string) => person.screen().filter(({ text }) => text.includes(words)).length;
  const asked = () => Object.values(olives).map((olive) => counted(olive, ASKED));
  const reminded = () => Object.values(olives).map((olive) => counted(olive, 'questionnaire attend votre réponse'));
  const state = async () => {
    await coordinator.command('/questionnaire etat');
    return coordinator.read();
  };
  /** Moves an event, and returns the preview. */
  const move = async (name: keyof typeof olives, when?: string) => {
    const olive = olives[name];
    await olive.command('/evenement reporter', { evenement: `Portes ouvertes ${name}` });
    await olive.fill(when === undefined ? {} : { when });
    const preview = olive.read();
    await olive.press('Reporter');
    await world.runDue();
    return preview;
  };

  it('is asked about afresh the day after its new date, and nobody is reminded of it before', async () => {
    await world.goTo('2026-11-15T10:00:00+01:00');
    expect(asked()).toEqual([1, 1, 1]);
    await olives.answered.press('Oui', { in: ASKED });
    expect(await state()).toContain('sur 3');
    world.clock.set('2026-11-15T11:00:00+01:00');
    await olives.moved.command('/evenement reporter', { evenement: 'Portes ouvertes moved' });
    await olives.moved.fill({ when: '20 janvier 2027 14h' });
    expect(olives.moved.read()).toContain("c'est après le dernier jour pour répondre (vendredi 15 janvier 2027)");
    const again = 'il se ferme, et je le poserai de nouveau le lendemain de la nouvelle date';
    expect(await move('moved', '20 novembre 14h')).toContain(`${again}.`);
    expect(await move('putOff')).toContain(`${again}, quand vous l'aurez donnée.`);
    expect(await move('answered', '20 novembre 14h')).toContain('il ne sera pas posé de nouveau');
    expect(
      counted(
        olives.moved,
        `La date de l'événement a changé : je vous interrogerai le lendemain de la nouvelle date. ${LATER}`,
      ),
    ).toBe(1);
    expect(counted(olives.putOff, `le lendemain de sa nouvelle date. ${LATER}`)).toBe(1);
    // What is answered already stays as it is.
    expect(counted(olives.answered, LATER)).toBe(0);
    expect(asked().slice(0, 2)).toEqual([0, 0]);
    const now = await state();
    expect(now).toContain('1 reçu sur 1');
    expect(now).not.toMatch(/moved|putOff/);

    await world.goTo('2026-11-18T10:00:00+01:00');
    expect(reminded().slice(0, 2)).toEqual([0, 0]);
    // Nothing is asked just now, so there is nothing to say.
    expect(await move('putOff', '20 novembre 18h')).not.toContain('questionnaire');
    await olives.moved.command('/questionnaire repondre');
    expect(olives.moved.read()).toContain('Aucun questionnaire ne vous attend');
    await world.goTo('2026-11-21T09:59:00+01:00');
    expect(asked().slice(0, 2)).toEqual([0, 0]);
    await world.goTo('2026-11-21T10:00:00+01:00');
    expect(asked().slice(0, 2)).toEqual([1, 1]);
    expect(await state()).toContain('sur 3');
    // Reminders count from then on: the next ones are neither those of the first asking nor two.
    await world.goTo('2026-11-24T10:00:00+01:00');
    expect(reminded().slice(0, 2)).toEqual([1, 1]);
    await world.goTo('2026-11-25T10:00:00+01:00');
    expect(reminded().slice(0, 2)).toEqual([1, 1]);
    await olives.moved.press('Oui', { in: ASKED });
    expect(await state()).toContain('2 reçus sur 3');
  });
});
