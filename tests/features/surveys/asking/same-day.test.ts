import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { both } from '../../../support/platforms.ts';
import { acceptedEvent, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const olive = {} as Record<'slack' | 'discord', Person>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    const by = world.person(platform, `Olive ${platform}`);
    olive[platform] = by;
    for (const [name, title] of [
      ['Le Verger', 'Goûter'],
      ['Le Verger', 'Visite'],
      ['Le Potager', 'Atelier'],
    ]) {
      const known = await world.database.prisma.organisation.findFirst({ where: { name: `${name} ${platform}` } });
      const organisationId = known?.id ?? (await organisationOf(world, `${name} ${platform}`, [by]));
      await acceptedEvent(world, {
        ...{ organisationId, by, title: `${title} ${platform}`, startsAt: '2026-11-14T14:00:00+01:00' },
      });
    }
  }
  await launch(world.coordinator.slack, '15 janvier 2027');
});
afterAll(() => world?.close());

/** Returns how many messages ask somebody a questionnaire, whatever place they stand in. */
const askings = (person: Person) => person.screen().filter(({ text }) => text.includes('a-t-il eu lieu')).length;

/** Answers the event questionnaire that is open. */
async function answer(person: Person): Promise<void> {
  await person.press('Oui');
  await person.say('40', 'Combien de personnes');
  await person.press('Non');
  await person.press('Je ne sais pas');
}

it('several questionnaires due on one day are one message, which names the others and leads to them', async () => {
  await world.goTo('2026-11-15T10:00:00+01:00');
  for (const platform of both) {
    const person = olive[platform];
    expect(askings(person)).toBe(1);
    const opening = person.screen().find(({ text }) => text.includes('a-t-il eu lieu'))?.text ?? '';
    expect(opening).toContain('Ensuite, 2 autres vous attendent');
    for (const title of ['Goûter', 'Visite', 'Atelier']) expect(opening).toContain(`${title} ${platform}`);
    expect(await world.database.prisma.delivery.count({ where: { unsolicitedKind: 'question', platform } })).toBe(1);
  }
  for (const platform of both) {
    const person = olive[platform];
    await answer(person);
    // In an organisation's thread the next one follows; elsewhere a button leads to it.
    if (platform === 'slack') await person.press('Questionnaire suivant');
    await answer(person);
  }
  const done = await world.database.prisma.questionnaire.count({ where: { completedAt: { not: null } } });
  expect(done).toBe(4);
});
