import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { organiser, propose } from '../../../support/events.ts';
import { other, platformsInTurn } from '../../../support/platforms.ts';
import { launch } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const NOT_LAUNCHED = 'pas encore lancé';

/** Returns how many messages somebody sees, among the coordinators, that say this. */
const seen = (person: Person, words: string): number =>
  person.screen().filter(({ text, onlyForYou }) => !onlyForYou && text.includes(words)).length;

/** Opens the edition and accepts « Portes ouvertes » on 14 November. */
async function accepted(world: World, platform: 'slack' | 'discord'): Promise<Person> {
  const coordinator = world.coordinator[platform];
  await coordinator.command('/edition ouvrir', { annee: '2026' });
  await propose(await organiser(world, platform, 'Gil', 'Repair Café'), { title: 'Portes ouvertes' });
  await coordinator.press('Accepter', { in: 'Portes ouvertes' });
  await world.runDue();
  return coordinator;
}

describe.each(platformsInTurn())('what the coordinators are proposed on %s about the survey', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-10-01T09:00:00+02:00' });
  });
  afterAll(() => world?.close());

  it('is to launch it three days before the first event, again the day before, and to close it once all are asked', async () => {
    const coordinator = await accepted(world, platform);
    const colleague = world.coordinator[other[platform]];
    await world.goTo('2026-11-10T10:00:00+01:00');
    expect(seen(coordinator, NOT_LAUNCHED)).toBe(0);

    await world.goTo('2026-11-11T10:00:00+01:00');
    for (const one of [coordinator, colleague]) {
      expect(seen(one, NOT_LAUNCHED)).toBe(1);
      expect(one.look()).toMatch(/samedi 14 novembre.*Portes ouvertes/);
    }
    await world.restartBot();
    await world.runDue();
    await world.goTo('2026-11-12T10:00:00+01:00');
    expect(seen(coordinator, NOT_LAUNCHED)).toBe(1);
    await world.goTo('2026-11-13T10:00:00+01:00');
    await world.runDue();
    for (const one of [coordinator, colleague]) expect(seen(one, NOT_LAUNCHED)).toBe(2);

    // The button shows first what it would do; once that is done, nothing is left to press.
    await coordinator.press('Lancer le questionnaire', { in: NOT_LAUNCHED });
    expect(coordinator.read()).toContain('1 événement');
    await coordinator.press('Lancer le questionnaire', { in: 'clôture le' });
    expect(coordinator.read()).toContain('Le questionnaire est lancé');
    for (const one of [coordinator, colleague]) {
      expect(seen(one, NOT_LAUNCHED)).toBe(0);
      expect(seen(one, 'on peut répondre jusqu')).toBe(2);
    }

    // The organisations are asked once the Month is over: until then there is nothing to close.
    await world.goTo('2026-11-15T11:00:00+01:00');
    await world.goTo('2026-12-01T10:00:00+01:00');
    expect(seen(coordinator, 'Le dernier événement a eu lieu')).toBe(0);
    await world.goTo('2026-12-01T11:00:00+01:00');
    await world.runDue();
    for (const one of [coordinator, colleague]) {
      expect(seen(one, 'Le dernier événement a eu lieu')).toBe(1);
      expect(one.look()).toContain("aucun questionnaire n'est reçu sur 2");
    }
    await coordinator.press('Clore', { in: 'Le dernier événement' });
    expect(coordinator.read()).toContain('Clore le questionnaire ?');
    expect(coordinator.read()).not.toContain('pas encore interrogée');
    await coordinator.press('Clore', { in: 'Fin prévue' });
    for (const one of [coordinator, colleague]) {
      expect(seen(one, 'Le dernier événement')).toBe(0);
      expect(seen(one, 'Le questionnaire est clos. Merci')).toBe(1);
    }
  });
});

describe.each(platformsInTurn())('what the coordinators are proposed late on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-10-01T09:00:00+02:00' });
  });
  afterAll(() => world?.close());

  it('is to close the survey, once, when the last event that was to come is cancelled', async () => {
    const coordinator = await accepted(world, platform);
    await propose(await organiser(world, platform, 'Ida', 'Les Jardins'), {
      title: 'Cueillette',
      when: 'samedi 12 décembre 2026 de 14h à 18h',
    });
    await coordinator.press('Accepter', { in: 'Cueillette' });
    await world.goTo('2026-11-13T10:00:00+01:00');
    await launch(coordinator);
    await world.goTo('2026-12-01T11:00:00+01:00');
    await world.goTo('2026-12-03T12:00:00+01:00');
    expect(seen(coordinator, 'Le dernier événement a eu lieu')).toBe(0);

    await coordinator.command('/evenement annuler', { evenement: '2. Cueillette' });
    await coordinator.press("Annuler l'événement");
    // The first round plans what the second one says.
    await world.runDue();
    await world.runDue();
    expect(seen(coordinator, 'Le dernier événement a eu lieu')).toBe(1);
    expect(coordinator.look()).toContain('samedi 14 novembre');
    await world.goTo('2026-12-13T11:00:00+01:00');
    expect(seen(coordinator, 'Le dernier événement a eu lieu')).toBe(1);
  });
});

describe.each(platformsInTurn())(
  'what the coordinators are proposed in the morning on %s, as it came due by night',
  (platform) => {
    let world: World;
    beforeAll(async () => {
      world = await startWorld({ at: '2026-10-01T09:00:00+02:00' });
    });
    afterAll(() => world?.close());

    it('is to launch the survey, whatever is accepted meanwhile', async () => {
      const coordinator = await accepted(world, platform);
      const ida = await organiser(world, platform, 'Ida', 'Les Jardins');
      // The bot was away at ten in the morning.
      await world.goTo('2026-11-11T22:00:00+01:00');
      expect(seen(coordinator, NOT_LAUNCHED)).toBe(0);
      await propose(ida, { title: 'Cueillette', when: 'samedi 21 novembre de 14h à 18h' });
      await coordinator.press('Accepter', { in: 'Cueillette' });
      await world.runDue();
      await world.goTo('2026-11-12T07:59:00+01:00');
      expect(seen(coordinator, NOT_LAUNCHED)).toBe(0);
      await world.goTo('2026-11-12T08:00:00+01:00');
      expect(seen(coordinator, NOT_LAUNCHED)).toBe(1);
      await world.goTo('2026-11-13T10:00:00+01:00');
      expect(seen(coordinator, NOT_LAUNCHED)).toBe(2);
    });
  },
);

describe.each(platformsInTurn())('what the coordinators are not proposed on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-10-01T09:00:00+02:00' });
  });
  afterAll(() => world?.close());

  it('is to launch a survey that has no event any more', async () => {
    const coordinator = await accepted(world, platform);
    await propose(await organiser(world, platform, 'Ida', 'Les Jardins'), {
      title: 'Cueillette',
      when: 'mardi 10 novembre de 14h à 18h',
    });
    await coordinator.press('Accepter', { in: 'Cueillette' });
    await world.runDue();
    await world.goTo('2026-11-07T10:00:00+01:00');
    expect(coordinator.look()).toContain('Cueillette');
    expect(seen(coordinator, NOT_LAUNCHED)).toBe(1);

    // Without that one the first event is another one, and without any there is nothing to launch.
    for (const event of ['2. Cueillette', '1. Portes ouvertes']) {
      await coordinator.command('/evenement annuler', { evenement: event });
      await coordinator.press("Annuler l'événement");
      await world.runDue();
    }
    expect(seen(coordinator, NOT_LAUNCHED)).toBe(0);
    expect(seen(coordinator, 'le questionnaire peut attendre')).toBe(1);
    await world.goTo('2026-11-13T10:00:00+01:00');
    expect(seen(coordinator, NOT_LAUNCHED)).toBe(0);
  });
});
