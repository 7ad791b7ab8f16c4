import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { TICK_MS } from '../../src/schedule/ticks.ts';
import { later, leavesPlatform, returnsToPlatform } from '../support/departures.ts';
import { acceptedEvent, launch, organisationOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';

/** Only Discord has one conversation of all the members of an organisation. */
describe('who is removed from a Discord server that tells so is, at the next tick,', () => {
  let world: World;
  let ana: Person;
  let bob: Person;

  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-20T10:00:00+01:00' });
    const coordinator = world.coordinator.discord;
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    [ana, bob] = [world.person('discord', 'Ana'), world.person('discord', 'Bob')];
    const organisationId = await organisationOf(world, 'Les Jardins', [ana, bob]);
    await acceptedEvent(world, { title: 'Fête', organisationId, by: ana, startsAt: '2026-11-16T18:00:00+01:00' });
    await launch(coordinator);
    await bob.say('menu');
    await bob.press('Tout le reste');
    // A thread that was just opened is looked at anyway.
    await world.runDue();
  });
  afterAll(() => world?.close());

  const threadsOf = (person: Person) =>
    world.discord.channelsOf(person.user.id).filter(({ kind }) => kind === 'thread');
  const thread = async () => world.database.prisma.organisationThread.findFirstOrThrow();
  const tick = async () => {
    later(world, TICK_MS);
    await world.runDue();
  };

  it('five seconds later at most,', () => {
    expect(TICK_MS).toBeLessThanOrEqual(5_000);
  });

  it('out of their organisation’s thread, without buttons and not written to, and in it again once they are back', async () => {
    // They are out of the thread of their organisation, for Discord and for the bot.
    expect(threadsOf(bob)).toHaveLength(1);
    expect((await thread()).members).toContain(bob.user.id);
    await leavesPlatform(world, bob);
    await tick();
    expect(threadsOf(bob)).toEqual([]);
    expect((await thread()).members).toEqual([ana.user.id]);

    // They have nothing to press that does something.
    await bob.press('Structure');
    expect(bob.read()).toContain('Vous ne faites plus partie');
    expect(bob.read()).not.toContain('Les Jardins');

    // They are not called or written to by what is said there next.
    const before = bob.screen().length;
    await ana.press('Oui');
    await tick();
    expect(bob.screen()).toHaveLength(before);
    expect(ana.look()).toContain('Combien de personnes');

    // They are in it again at the tick after they have come back.
    await returnsToPlatform(world, bob);
    expect(threadsOf(bob)).toEqual([]);
    await tick();
    expect(threadsOf(bob)).toHaveLength(1);
  });
});
