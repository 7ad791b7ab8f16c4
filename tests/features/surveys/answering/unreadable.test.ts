import { afterAll, beforeAll, expect, it } from 'vitest';
import { answersOf, launch, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-14T09:00:00+01:00', readsMessages: false });
  await world.coordinator.discord.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

it('where the bot may not read messages it invites nobody to type, and says so once to who does', async () => {
  const { organiser: by, eventId } = await openDoors(world, 'discord');
  await launch(world.coordinator.discord);
  await world.goTo('2026-11-15T10:00:00+01:00');
  await by.press('Oui');
  expect(by.look()).toContain('Combien de personnes');
  expect(by.look()).not.toContain('Écrivez votre réponse ici');
  await by.say('une soixantaine', 'Combien de personnes');
  await by.say('soixante', 'Combien de personnes');
  const told = by.screen().filter(({ text }) => text.includes("Je ne peux pas lire ce qui s'écrit ici"));
  expect(told).toHaveLength(1);
  await by.press('Répondre par écrit');
  await by.fill({ reply: '60' });
  expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 60 } });
});
