import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../src/playground/clock.ts';
import type { Person } from '../../src/playground/person.ts';
import { leavesPlatform, returnsToPlatform } from '../support/departures.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { startWorld, type World } from '../support/world.ts';

describe.each(platformsInTurn())('who leaves %s while the bot is off', (platform) => {
  let world: World;
  let ana: Person;
  let bob: Person;

  beforeAll(async () => {
    world = await startWorld();
    [ana, bob] = [world.person(platform, 'Ana'), world.person(platform, 'Bob')];
    await ana.command('/structure creer', { nom: 'Les Jardins' });
    await bob.command('/structure rejoindre', { structure: 'Les Jardins' });
    await ana.press('Confirmer');
  });
  afterAll(() => world.close());

  const members = async () => {
    await ana.command('/structure membres');
    return ana.read();
  };

  /** Slack doesn't bring what it has given up. */
  const away = (meanwhile: () => Promise<void>) =>
    world.restartBot(async () => {
      await meanwhile();
      world.slack.giveUpEvents();
    });

  it('is noticed as soon as it is back, and so is who comes back', async () => {
    await away(() => leavesPlatform(world, bob));
    await world.settle();
    expect(await members()).toContain("Bob (a quitté l'espace ou le serveur)");
    await away(() => returnsToPlatform(world, bob));
    await world.settle();
    expect(await members()).not.toContain('a quitté');
  });
});

/** Brings in so many members of one organisation. */
async function membersOf(world: World, platform: 'slack' | 'discord', count: number): Promise<readonly Person[]> {
  const { prisma } = world.database;
  const { id: regionId } = await prisma.region.findFirstOrThrow();
  const at = world.clock.now();
  const people = Array.from({ length: count }, (_, number) => world.person(platform, `Membre ${number}`));
  const { id: organisationId } = await prisma.organisation.create({
    data: { regionId, name: 'Tous', nameKey: 'tous', createdAt: at },
  });
  const ids = people.map(() => crypto.randomUUID());
  const rows = people.map(({ user, name }, index) => ({ user, name, personId: ids[index] ?? '' }));
  await prisma.person.createMany({
    data: rows.map(({ personId: id, name }) => ({ id, regionId, name, lastPlatform: platform, createdAt: at })),
  });
  await prisma.identity.createMany({
    data: rows.map(({ personId, user, name }) => ({ regionId, personId, platform, externalId: user.id, name })),
  });
  await prisma.membership.createMany({
    data: ids.map((personId) => ({ regionId, organisationId, personId, status: 'ACTIVE', requestedAt: at })),
  });
  return people;
}

const gone = (world: World) => world.database.prisma.identity.count({ where: { goneAt: { not: null } } });

describe('in a Slack workspace of 11 000 accounts, who has left', () => {
  let world: World;
  const clock = manualClock();
  beforeAll(async () => {
    world = await startWorld({ protocolClock: clock });
    for (let number = 0; number < 11_000; number += 1) world.slack.addUser({ name: `Passant ${number}` });
  });
  afterAll(() => world?.close());

  it('is asked as Slack’s limits let it, first of whom something waits for, until all is known', async () => {
    const { prisma } = world.database;
    const people = await membersOf(world, 'slack', 120);
    const last = people.at(-1);
    if (!last) throw new Error('nobody');
    await isSentAtDawn(last);
    const from = world.slack.requests.length;
    await world.restartBot(
      async () => {
        for (const { user } of people.slice(-7)) world.slack.deactivate(user.id);
        world.slack.giveUpEvents();
      },
      { limited: true },
    );
    await world.settle();
    const asked = (method: string) => world.slack.requests.slice(from).filter(({ path }) => path === method);
    // Twenty pages are let through a minute, a hundred questions about one account.
    expect(asked('users.list').length).toBeLessThan(20);
    expect(asked('users.info').length).toBeLessThan(100);
    expect(asked('users.info')[0]?.body).toMatchObject({ user: last.user.id });
    expect(await prisma.identity.findFirst({ where: { externalId: last.user.id } })).toMatchObject({
      goneAt: world.clock.now(),
    });
    expect(await gone(world)).toBeLessThan(7);
    for (let minutes = 1; minutes <= 3; minutes += 1) {
      clock.advance(60_000);
      await world.settle();
    }
    expect(await gone(world)).toBe(7);
    expect(world.slack.requests.slice(from).filter(({ status }) => status === 429)).toEqual([]);
    // Each of them is told once: by the list, or alone.
    expect(asked('users.list').length).toBeLessThanOrEqual(23);
    expect(asked('users.info').length).toBeLessThanOrEqual(130);
  });

  /** Something that waits for the end of their quiet hours. */
  async function isSentAtDawn({ user }: Person): Promise<void> {
    const { prisma } = world.database;
    const { personId, regionId } = await prisma.identity.findFirstOrThrow({ where: { externalId: user.id } });
    const at = world.clock.now();
    await prisma.delivery.create({
      data: {
        ...{ regionId, key: 'à l’aube', platform: 'slack', status: 'PENDING', createdAt: at },
        ...{ unsolicitedTo: personId, unsolicitedKind: 'reminder', heldUntil: new Date(at.getTime() + 86_400_000) },
        target: { kind: 'private', platform: 'slack', users: [user.id] },
        body: { blocks: [{ kind: 'text', text: 'Bonjour' }] },
      },
    });
  }
});

describe('on a Discord server of which 250 people are members of something', () => {
  let world: World;
  let people: readonly Person[];
  beforeAll(async () => {
    world = await startWorld();
    people = await membersOf(world, 'discord', 250);
  });
  afterAll(() => world?.close());

  const asked = () => world.discord.requests.filter(({ path }) => /^\/guilds\/\d+\/members\/\d+$/.test(path)).length;

  it('they are asked about a hundred at once, and one by one only who seems to have left', async () => {
    const before = asked();
    await world.restartBot(async () => {
      for (const { user } of people.slice(0, 7)) world.discord.removeUser(user.id);
    });
    await world.settle();
    expect(await gone(world)).toBe(7);
    expect(asked() - before).toBeLessThan(15);
  });

  it('they are asked about one by one where Discord doesn’t want to be asked so', async () => {
    await world.restartBot(async () => {
      world.discord.limitMemberRequests();
      for (const { user } of people.slice(7, 14)) world.discord.removeUser(user.id);
    });
    await world.settle();
    expect(await gone(world)).toBe(14);
  });
});

describe('in a large Slack workspace', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const asked = (method: string) => world.slack.requests.filter(({ path }) => path.endsWith(method)).length;

  it('who has left is read from the list of accounts, a few pages for all, rather than asked about one by one', async () => {
    const { prisma } = world.database;
    const people = await membersOf(world, 'slack', 60);
    const before = { info: asked('users.info'), list: asked('users.list') };
    await world.restartBot(async () => {
      for (const { user } of people.slice(0, 7)) world.slack.deactivate(user.id);
      world.slack.giveUpEvents();
    });
    await world.settle();
    expect(await prisma.identity.count({ where: { goneAt: { not: null } } })).toBe(7);
    expect(asked('users.list') - before.list).toBeLessThanOrEqual(2);
    expect(asked('users.info') - before.info).toBeLessThan(10);
  });
});
