import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { regionById } from '../../../src/access/region/region-store.ts';
import { message, text } from '../../../src/chat/message.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { send as store } from '../../../src/delivery/outbox/index.ts';
import type { Person } from '../../../src/playground/person.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());
afterEach(() => {
  vi.useRealTimers();
});

/** Sends this to somebody privately, where there is no channel for a thread with them. */
async function send(platform: 'slack' | 'discord', person: Person, key: string, words: string): Promise<void> {
  const region = await regionById(world.database, (await world.database.prisma.region.findFirstOrThrow()).id);
  if (!region) throw new Error('no region');
  const target = { kind: 'private', platform, users: [person.user.id] } as const;
  await inTransaction(world.database, (tx) =>
    store(
      { tx, region, now: world.clock.now() },
      { key, target, message: message(text(words)), consent: { asked: 'own-request' }, readAs: 'themselves' },
    ),
  );
}

describe.each(['slack', 'discord'] as const)('somebody whose private messages are closed, on %s', (platform) => {
  it('is named to the coordinators once, not what was meant for them', async () => {
    const person = world.person(platform, `Fermée ${platform}`, { acceptsDirectMessages: false });
    await person.command('/mois');
    for (const name of ['un', 'deux']) await send(platform, person, `${platform}-${name}`, 'Secret');
    await world.settle();
    await world.runDue();
    const told = world.coordinator[platform].screen().filter((one) => one.text.includes(`Fermée ${platform}`));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain("Je n'ai pas pu écrire à");
    expect(told[0]?.text).not.toContain('Secret');
  });
});

describe('who is to be written to when Discord finds that direct messages are opened too fast', () => {
  const tooFast = {
    kind: 'refuse',
    status: 403,
    code: 40003,
    message: 'You are opening direct messages too fast',
  } as const;

  it.each([
    ['opened', '/users/@me/channels'],
    ['written in', '/channels/:channel/messages'],
  ])(
    'has the message a minute later, once, and is not said to be out of reach: refused where it is %s',
    async (_, path) => {
      const person = world.person('discord', `Pressée ${path}`);
      const other = world.person('discord', `Suivante ${path}`);
      for (const one of [person, other]) await one.command('/mois');
      const refusal = world.discord.fault({ ...tooFast, method: 'POST', path, times: 2 });
      await send('discord', person, `too-fast ${path}`, 'Un rappel');
      await world.settle();
      await world.runDue();
      expect(refusal.hits()).toBe(1);
      expect(person.look()).not.toContain('Un rappel');
      const tryAgain = async () => {
        // The bot's own watch, by which it waits.
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
        await world.settle();
      };
      await tryAgain();
      expect(refusal.hits()).toBe(2);
      await send('discord', other, `meanwhile ${path}`, 'Une nouvelle');
      await world.settle();
      expect(other.look()).toContain('Une nouvelle');
      expect(person.look()).not.toContain('Un rappel');
      await tryAgain();
      await tryAgain();
      await world.runDue();
      expect(person.screen().filter((one) => one.text === 'Un rappel')).toHaveLength(1);
      expect(world.coordinator.discord.screen().filter((one) => one.text.includes('Pressée'))).toEqual([]);
    },
  );
});
