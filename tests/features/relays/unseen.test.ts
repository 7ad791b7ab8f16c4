import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { startWorld, type World } from '../../support/world.ts';

/** Discord's own client offers no channel that one doesn't see; its adapter's tests show that others aren't taken either. */
describe('a channel that a coordinator on Slack names without seeing it', () => {
  const platform = 'slack';
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    world = await startWorld();
    // Who administers a server sees all of it.
    coordinator = world.person(platform, 'Bob');
    const first = world.coordinator[platform];
    await coordinator.command('/mois');
    await first.command('/equipe nommer', { personne: first.mention(coordinator), role: 'Coordination' });
  });
  afterAll(() => world?.close());

  /** Sends the form as a changed client might, with the id of any channel. */
  async function tie(channel: string): Promise<void> {
    await coordinator.command('/passerelle lier');
    await coordinator.fill({ channel });
  }

  it('isn’t tied, nor named: what is said there would be read elsewhere', async () => {
    const somebody = world.person(platform, 'Noé');
    const hidden = world.platforms[platform].addChannel({
      ...{ name: 'bureau-secret', private: true, members: [somebody.user.id], withBot: true },
    });
    await tie(hidden.id);
    expect(coordinator.read()).toContain('Je ne trouve pas ce salon parmi ceux que vous voyez ici');
    expect(coordinator.read()).not.toContain('bureau-secret');
    expect(await world.database.prisma.relayChannel.count()).toBe(0);
  });

  it('is tied once they see it', async () => {
    const { id } = world.platforms[platform].addChannel({
      ...{ name: 'bureau', private: true, members: [coordinator.user.id], withBot: true },
    });
    await tie(id);
    expect(coordinator.read()).toContain('bureau');
    await coordinator.press('Relier ces salons');
    expect(await world.database.prisma.relayChannel.count({ where: { platform, channel: id } })).toBe(1);
  });
});
