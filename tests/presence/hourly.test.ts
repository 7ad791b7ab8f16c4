import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { later, leavesPlatform, returnsToPlatform } from '../support/departures.ts';
import { acceptedEvent, organisationOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';

const MINUTE_MS = 60_000;

/** Only Discord has one conversation of all the members of an organisation. */
describe.each([
  { server: 'a server that tells who leaves', hearsOfMembers: true },
  { server: 'a server that does not tell', hearsOfMembers: false },
])('an organisation’s thread is looked at every hour, in $server:', ({ hearsOfMembers }) => {
  let world: World;
  let moderator: Person;
  let ana: Person;
  let bob: Person;
  let cleo: Person;

  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-20T10:00:00+01:00', hearsOfMembers });
    moderator = world.coordinator.discord;
    await moderator.command('/edition ouvrir', { annee: '2026' });
    [ana, bob, cleo] = [
      world.person('discord', 'Ana'),
      world.person('discord', 'Bob'),
      world.person('discord', 'Cléo'),
    ];
    const organisationId = await organisationOf(world, 'Les Jardins', [ana, bob, cleo]);
    await acceptedEvent(world, { title: 'Fête', organisationId, by: ana, startsAt: '2026-11-16T18:00:00+01:00' });
    await moderator.command('/questionnaire lancer');
    await moderator.press('Lancer le questionnaire');
    // A thread that was just opened is looked at anyway.
    await world.runDue();
  });
  afterAll(() => world?.close());

  const threadsOf = (person: Person) =>
    world.discord.channelsOf(person.user.id).filter(({ kind }) => kind === 'thread');
  const isInside = (person: Person) => threadsOf(person).length > 0;
  const noted = async () => (await world.database.prisma.organisationThread.findFirstOrThrow()).members;

  /** Lets so many minutes pass, with a tick at the end. */
  async function pass(minutes: number): Promise<void> {
    later(world, minutes * MINUTE_MS);
    await world.runDue();
  }

  /** A moderator names somebody in the thread, which on Discord lets them in. */
  async function letsIn(...people: readonly Person[]): Promise<void> {
    const [thread] = threadsOf(ana);
    const named = people.map(({ user }) => `<@${user.id}>`).join(' ');
    await world.discord.say(moderator.user.id, { channel: thread?.id ?? '', thread: null }, `Regardez, ${named}`);
    await world.settle();
  }

  it.runIf(hearsOfMembers)('whom a moderator let in is out of it again, a former member too', async () => {
    const stranger = world.person('discord', 'Nour');
    await cleo.command('/structure quitter', { structure: 'Les Jardins' });
    await cleo.press('Confirmer', { in: 'Quitter' });
    await pass(1);
    expect([ana, bob, cleo, stranger].map(isInside)).toEqual([true, true, false, false]);
    await letsIn(stranger, cleo);
    await pass(58);
    expect([stranger, cleo].map(isInside)).toEqual([true, true]);
    await pass(2);
    expect([ana, bob, cleo, stranger].map(isInside)).toEqual([true, true, false, false]);
    expect(new Set(await noted())).toEqual(new Set([ana.user.id, bob.user.id]));
  });

  it.runIf(!hearsOfMembers)(
    'who was thrown out is known to be, and is in it again after they have come back',
    async () => {
      await leavesPlatform(world, bob);
      await pass(58);
      expect(await noted()).toContain(bob.user.id);
      await pass(2);
      expect(await noted()).not.toContain(bob.user.id);
      // An organisation whose members have changed is looked at once more; from then on another hour counts.
      await pass(0);
      await returnsToPlatform(world, bob);
      await pass(58);
      expect(isInside(bob)).toBe(false);
      await pass(2);
      expect(isInside(bob)).toBe(true);
      expect(await noted()).toContain(bob.user.id);
    },
  );
});
