import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { both } from '../../../support/platforms.ts';
import { acceptedEvent, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const rose = {} as Record<(typeof both)[number], Person>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    const by = world.person(platform, `Rose ${platform}`);
    rose[platform] = by;
    const organisationId = await organisationOf(world, `Les Ronces ${platform}`, [by]);
    for (const title of ['Bal', 'Loto']) {
      const startsAt = '2026-11-14T14:00:00+01:00';
      await acceptedEvent(world, { organisationId, by, title: `${title} ${platform}`, startsAt });
    }
  }
  await launch(world.coordinator.slack, '15 janvier 2027');
});
afterAll(() => world?.close());

it('who declines the first of several is led to the next: by the room, or by a button where there is none', async () => {
  await world.goTo('2026-11-15T10:00:00+01:00');
  for (const platform of both) {
    const person = rose[platform];
    await person.press('Nous ne répondrons pas');
    if (platform === 'slack') await person.press('Questionnaire suivant');
    await person.press('Oui', { in: 'a-t-il eu lieu' });
    await person.say('40', 'Combien de personnes');
    await person.press('Non');
    await person.press('Je ne sais pas');
    expect(person.read()).toContain('Merci Rose');
  }
  const { questionnaire } = world.database.prisma;
  expect(await questionnaire.count({ where: { declinedAt: { not: null } } })).toBe(2);
  expect(await questionnaire.count({ where: { completedAt: { not: null } } })).toBe(2);
});
