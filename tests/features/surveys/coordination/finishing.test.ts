import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { both } from '../../../support/platforms.ts';
import { acceptedEvent, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const olive = {} as Record<'slack' | 'discord', Person>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-15T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    const by = world.person(platform, `Olive ${platform}`);
    const organisationId = await organisationOf(world, `Le Verger ${platform}`, [by]);
    await acceptedEvent(world, {
      ...{ organisationId, by, title: `Fête ${platform}`, startsAt: '2026-11-14T14:00:00+01:00' },
    });
    olive[platform] = by;
  }
  await launch(world.coordinator.slack, '15 janvier 2027');
  await world.goTo('2026-11-15T10:00:00+01:00');
  for (const platform of both) await olive[platform].press('Oui');
});
afterAll(() => world?.close());

const remindersOf = (person: Person) =>
  person.screen().filter(({ text }) => text.includes('Il vous reste 3 questions, 1 minute')).length;

it('a questionnaire left after one answer is reminded of once, where it stopped, and then called about', async () => {
  await world.goTo('2026-11-16T10:00:00+01:00');
  for (const platform of both) expect(remindersOf(olive[platform])).toBe(0);
  await world.goTo('2026-11-17T10:00:00+01:00');
  for (const platform of both) {
    expect(remindersOf(olive[platform])).toBe(1);
    expect(olive[platform].look()).toContain(`Questionnaire : Fête ${platform} · il reste 3 questions, 1 minute`);
    expect(olive[platform].look()).toContain("C'est le seul rappel");
  }
  for (const at of ['2026-11-18T10:00:00+01:00', '2026-11-25T10:00:00+01:00', '2027-01-13T10:00:00+01:00']) {
    await world.goTo(at);
    for (const platform of both) expect(remindersOf(olive[platform])).toBe(1);
  }
  const claire = world.coordinator.slack;
  await claire.command('/questionnaire relancer');
  expect(claire.read()).not.toContain('Olive');
  await world.goTo('2027-01-14T10:00:00+01:00');
  await claire.press('Qui appeler');
  for (const platform of both) {
    expect(claire.read()).toContain(`Questionnaire : Fête ${platform} : il reste 3 questions`);
  }

  // The coordinators see how far it is, and it goes on from its reminder.
  for (const platform of both) {
    const coordinator = world.coordinator[platform];
    const inProgress = new RegExp(`En cours[\\s\\S]*Fête ${platform} · Le Verger ${platform} · 1 sur 4`);
    await coordinator.command('/questionnaire etat');
    expect(coordinator.read()).toMatch(inProgress);
    await olive[platform].press('Continuer');
    expect(olive[platform].look()).toContain('Combien de personnes sont venues');
    await olive[platform].say('40', 'Combien de personnes');
    await olive[platform].press('Non');
    await olive[platform].press('Je ne sais pas');
    await coordinator.command('/questionnaire etat');
    expect(coordinator.read()).not.toMatch(inProgress);
  }
});
