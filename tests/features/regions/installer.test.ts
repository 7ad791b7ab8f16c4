import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 30_000);
afterAll(async () => world.close());

test('both are set up', async () => {
  expect(world.coordinator.slack.read()).toContain('Picardie');
  console.log(world.coordinator.slack.read());
  console.log(world.coordinator.discord.read());
  const regions = await world.database.prisma.region.findMany();
  expect(regions).toHaveLength(1);
});
