import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';
import { allOf } from './reading.ts';
import { clear, numbered, organisations } from './rows.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it('what Discord suggests says how many more there are, and leads to all of them', async () => {
  const { discord: reader } = world.coordinator;
  await clear(world);
  await organisations(world, numbered('Fanfare', 30));
  const suggest = (typed: string) =>
    world.discord.suggest(reader.user.id, reader.place, '/structure rejoindre', 'structure', typed);
  const suggested = await suggest('');
  expect(suggested).toHaveLength(25);
  const more = suggested.at(-1);
  expect(more?.label).toMatch(/^Encore 6 : tapez quelques lettres/);
  expect((await suggest('fare 02')).map(({ label }) => label)).not.toContain(more?.label);

  await reader.command('/structure rejoindre', { structure: more?.value ?? '' });
  expect(await allOf(reader, 'Structure')).toHaveLength(30);
});

it.each(['slack', 'discord'] as const)("names stand as the reader's language sorts them, on %s", async (platform) => {
  const reader = world.coordinator[platform];
  await clear(world);
  const names = ['Zèbre', 'Écureuil', 'abeille', 'Salle 10', 'Salle 9', ...numbered('Fanfare', 25)];
  await organisations(world, names);
  await reader.command('/structure membres');
  const sorted = ['abeille', 'Écureuil', ...numbered('Fanfare', 25), 'Salle 9', 'Salle 10', 'Zèbre'];
  expect(await allOf(reader, 'Structure')).toEqual(sorted);
  await reader.command('/structure liste');
  const listed = reader.read();
  expect(listed.indexOf('Écureuil')).toBeLessThan(listed.indexOf('Fanfare 001'));
  expect(listed.indexOf('Salle 9')).toBeLessThan(listed.indexOf('Salle 10'));
});
