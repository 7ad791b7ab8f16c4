import type { Person } from '../../../src/playground/person.ts';
import type { World } from '../../support/world.ts';

/** "Fanfare 001" … */
export function numbered(what: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${what} ${String(index + 1).padStart(3, '0')}`);
}

export async function regionId(world: World): Promise<string> {
  return (await world.database.prisma.region.findFirstOrThrow()).id;
}

export async function personIdOf(world: World, person: Person): Promise<string> {
  return (await world.database.prisma.identity.findFirstOrThrow({ where: { externalId: person.user.id } })).personId;
}

/** Nothing of what was there before, but the region and its team. */
export async function clear({ database: { prisma } }: World): Promise<void> {
  await prisma.membership.deleteMany();
  await prisma.organisation.deleteMany();
}

/** The region's only organisations. */
export async function organisations(world: World, count: number): Promise<readonly string[]> {
  await clear(world);
  const names = numbered('Fanfare', count);
  const regionIdOfAll = await regionId(world);
  const createdAt = world.clock.now();
  await world.database.prisma.organisation.createMany({
    data: names.map((name) => ({ regionId: regionIdOfAll, name, nameKey: name.toLowerCase(), createdAt })),
  });
  return names;
}
