import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { both, platformsInTurn } from '../../../support/platforms.ts';
import { acceptedEvent, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const quick = {} as Record<'slack' | 'discord', Person>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-15T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    for (const name of ['Quick', 'Slow']) {
      const by = world.person(platform, `${name} ${platform}`);
      const organisationId = await organisationOf(world, `${name} et compagnie ${platform}`, [by]);
      await acceptedEvent(world, { organisationId, by, title: `Fête ${name}`, startsAt: '2026-11-14T14:00:00+01:00' });
      if (name === 'Quick') quick[platform] = by;
    }
  }
  await launch(world.coordinator.slack, '15 janvier 2027');
  await world.goTo('2026-11-15T10:00:00+01:00');
});
afterAll(() => world?.close());

const remindersOf = (person: Person) =>
  person.screen().filter(({ text }) => text.includes('questionnaire attend votre réponse')).length;

describe.each(platformsInTurn())('reminding, confirmed on %s', (platform) => {
  it('reminds those who were shown, or nobody until those who would be now were shown', async () => {
    world.clock.set(platform === 'slack' ? '2026-11-15T10:05:00+01:00' : '2026-11-26T10:05:00+01:00');
    const coordinator = world.coordinator[platform];
    await coordinator.command('/questionnaire relancer');
    expect(coordinator.read()).toContain(`Quick ${platform}`);
    const before = remindersOf(quick[platform]);
    // Whoever answers in between is no longer to be reminded.
    await quick[platform].press('Oui');
    await coordinator.press('Relancer');
    expect(coordinator.read()).toContain("Rien n'a été fait : depuis ce message, quelque chose a changé");
    expect(coordinator.read()).not.toContain(`Quick ${platform} et`);
    expect(remindersOf(quick[platform])).toBe(before);
    await coordinator.press('Relancer');
    expect(coordinator.read()).toMatch(/Rappels? pour .+ : .*Slow slack/);
    expect(coordinator.read()).not.toContain(`Quick ${platform}`);
    expect(remindersOf(quick[platform])).toBe(before);
  });
});
