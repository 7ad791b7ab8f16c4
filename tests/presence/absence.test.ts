import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { startWorld, type World } from '../support/world.ts';
import { both, leavesPlatform, returnsToPlatform } from './setting.ts';

describe.each(both)('who leaves %s while the bot is off', (platform) => {
  let world: World;
  let ana: Person;
  let bob: Person;

  beforeAll(async () => {
    world = await startWorld();
    [ana, bob] = [world.person(platform, 'Ana'), world.person(platform, 'Bob')];
    await ana.command('/structure creer', { nom: 'Les Jardins' });
    await bob.command('/structure rejoindre', { structure: 'Les Jardins' });
    await ana.press('Confirmer');
  }, 30_000);
  afterAll(() => world.close());

  const members = async () => {
    await ana.command('/structure membres');
    return ana.read();
  };

  it('is noticed as soon as it is back, and so is who comes back', async () => {
    await world.restartBot(() => leavesPlatform(world, bob));
    await world.settle();
    expect(await members()).toContain("Bob (a quitté l'espace ou le serveur)");
    await world.restartBot(() => returnsToPlatform(world, bob));
    await world.settle();
    expect(await members()).not.toContain('a quitté');
  });
});

describe('in a large Slack workspace', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  }, 30_000);
  afterAll(() => world.close());

  const asked = (method: string) => world.slack.requests.filter(({ path }) => path.endsWith(method)).length;

  it('who has left is read from the list of accounts, a few pages for all, rather than asked about one by one', async () => {
    const { prisma } = world.database;
    const { id: regionId } = await prisma.region.findFirstOrThrow();
    const at = world.clock.now();
    const people = Array.from({ length: 60 }, (_, number) => world.person('slack', `Membre ${number}`));
    const organisation = await prisma.organisation.create({
      data: { regionId, name: 'Tous', nameKey: 'tous', createdAt: at },
    });
    for (const { user, name } of people) {
      const person = await prisma.person.create({
        data: { regionId, name, lastPlatform: 'SLACK', createdAt: at },
      });
      const personId = person.id;
      await prisma.identity.create({ data: { regionId, personId, platform: 'SLACK', externalId: user.id, name } });
      await prisma.membership.create({
        data: { regionId, organisationId: organisation.id, personId, status: 'ACTIVE', requestedAt: at },
      });
    }
    const before = { info: asked('users.info'), list: asked('users.list') };
    await world.restartBot(async () => {
      for (const { user } of people.slice(0, 7)) world.slack.deactivate(user.id);
    });
    await world.settle();
    expect(await prisma.identity.count({ where: { goneAt: { not: null } } })).toBe(7);
    expect(asked('users.list') - before.list).toBeLessThanOrEqual(2);
    expect(asked('users.info') - before.info).toBeLessThan(10);
  });
});
