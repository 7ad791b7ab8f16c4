import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { departures, later, leavesPlatform, returnsToPlatform } from '../support/departures.ts';
import { startWorld, type World } from '../support/world.ts';
import { leadsTo, linkFor } from './links.ts';

describe.each(departures)('who has left still reads, on $platform: $way', ({ platform, hearsOfMembers }) => {
  let world: World;
  let ana: Person;
  let bob: Person;
  let coordinator: Person;

  beforeAll(async () => {
    world = await startWorld({ hearsOfMembers });
    coordinator = world.coordinator[platform];
    ana = world.person(platform, 'Ana');
    bob = world.person(platform, 'Bob');
    await ana.command('/structure creer', { nom: 'Les Jardins' });
    await bob.command('/structure rejoindre', { structure: 'Les Jardins' });
    await ana.press('Confirmer');
    for (const person of [bob, ana]) {
      await person.say('menu');
      await person.press('Tout le reste');
    }
  });
  afterAll(() => world.close());

  async function leaves(person: Person): Promise<void> {
    await leavesPlatform(world, person);
    if (!hearsOfMembers) later(world);
  }

  async function returns(person: Person): Promise<void> {
    await returnsToPlatform(world, person);
    later(world);
  }

  const isGone = async (person: Person) => {
    const { goneAt } = await world.database.prisma.identity.findFirstOrThrow({
      where: { externalId: person.user.id },
    });
    return goneAt !== null;
  };

  it('opens no link, presses, types and is sent nothing, until they come back to what still stands', async () => {
    // A link to a file in an answer leads to it no more.
    const link = await linkFor(world, { kind: 'answered', platform, user: bob.user.id });
    expect(await leadsTo(world, link)).toBe('logo.txt');
    await leaves(bob);
    expect(await leadsTo(world, link)).toBe('lost');

    // A button in a direct message does nothing and shows nothing.
    await bob.press('Structure');
    expect(bob.read()).toContain('Vous ne faites plus partie');
    expect(bob.read()).not.toContain('Les Jardins');
    expect(await isGone(bob)).toBe(true);

    // A text typed to the bot does nothing and shows nothing.
    await bob.say('menu');
    expect(bob.look()).not.toContain('Les Jardins');
    for (const label of ['Structure', 'Tout le reste']) expect(bob.sees(label)).toBe(false);

    // Nothing private is sent any more.
    later(world);
    const before = bob.screen().length;
    await coordinator.command('/structure membres', { structure: 'Les Jardins' });
    await coordinator.command('/structure exclure', { membre: 'Bob' });
    await coordinator.press('Exclure');
    expect(bob.screen().length).toBe(before);
    const told = await world.database.prisma.delivery.findFirstOrThrow({
      where: { key: { startsWith: 'member-excluded:' }, reason: 'user-gone' },
    });
    expect(told.status).toBe('REFUSED');

    // Somebody who comes back may do again what still stands, and nothing that was taken from them meanwhile.
    await returns(bob);
    await bob.command('/structure membres');
    expect(bob.read()).toContain('Il faut faire partie d');
    expect(await isGone(bob)).toBe(false);
    await leaves(ana);
    await ana.press('Structure');
    expect(ana.read()).toContain('Vous ne faites plus partie');
    expect(coordinator.look()).toContain("« Les Jardins » n'a plus de membre ici : Ana vient de quitter");
    await returns(ana);
    await ana.command('/structure membres');
    expect(ana.read()).toContain('Membres de « Les Jardins »');
    expect(await isGone(ana)).toBe(false);
  });

  it.runIf(!hearsOfMembers)('nor does one of whoever may have left, while Discord can’t tell', async () => {
    const link = await linkFor(world, { kind: 'answered', platform, user: ana.user.id });
    later(world);
    const path = '/guilds/:guild/members/:user';
    const away = world.discord.fault({ kind: 'status', status: 503, method: 'GET', path, times: 1_000 });
    expect(await leadsTo(world, link)).toBe('unknown');
    away.cancel();
    expect(await leadsTo(world, link)).toBe('logo.txt');
  });
});
