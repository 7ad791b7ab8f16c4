import { afterAll, beforeAll, expect, it } from 'vitest';
import { allOf } from '../../support/lists.ts';
import { startWorld, type World } from '../../support/world.ts';
import { clear, dictionary, organisations } from './rows.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

it.each(['slack', 'discord'] as const)("names stand as the reader's language sorts them, on %s", async (platform) => {
  const reader = world.coordinator[platform];
  await clear(world);
  const names = dictionary('Fanfare', 30);
  await organisations(world, ['Salle 10', 'Salle 9', ...names]);
  await reader.command('/structure membres');
  expect(await allOf(reader, 'Structure')).toEqual([...names.slice(0, -1), 'Salle 9', 'Salle 10', 'Zèbre']);
  await reader.command('/structure liste');
  const listed = reader.read();
  expect(listed.indexOf('Écureuil')).toBeLessThan(listed.indexOf('Fanfare 001'));
  expect(listed.indexOf('Salle 9')).toBeLessThan(listed.indexOf('Salle 10'));
});
