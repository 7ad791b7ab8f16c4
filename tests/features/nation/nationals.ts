import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { startWorld, type World } from '../../support/world.ts';

/** A world in which somebody on each platform is named for the nation. */
export interface AtWork {
  readonly world: World;
  readonly people: Readonly<Record<'slack' | 'discord', Person>>;
}

/** Begins one for a file of tests, and takes out what was handed in before each of them. */
export function withNationals(take: (given: AtWork) => void): void {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2027-01-20T09:00:00+01:00' });
    const people = { slack: world.person('slack', 'Nadia'), discord: world.person('discord', 'Nour') };
    await world.restartBot(undefined, { nationals: [people.slack, people.discord] });
    take({ world, people });
  });
  beforeEach(async () => {
    await world.database.prisma.nationFile.deleteMany({});
  });
  afterAll(() => world?.close());
}
