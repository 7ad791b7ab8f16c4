import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { message, text } from '../../../src/chat/message.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import type { DiscordFaultRule } from '../../../src/playground/discord/http/faults.ts';
import { type Connected, connected, objectionsTo, quiet } from './connected.ts';

const path = /\/callback$/;
const clock = manualClock();
let world: Connected;
beforeAll(async () => {
  const commands = [
    { path: { fr: ['aide'], en: ['help'] }, description: { fr: 'Aide', en: 'Help' }, form: 'never', options: [] },
  ] as const;
  world = await connected({ commands, local: { clock } });
});
beforeEach(() => {
  world.on({
    command: async (_, responder) => {
      await responder.acknowledge('private');
      await responder.answer(message(text('Voici.')));
    },
  });
});
afterAll(async () => {
  expect(objectionsTo(world.discord)).toEqual([]);
  await world.close();
});

const callbacks = () => world.discord.requests.filter((request) => path.test(request.path)).length;

describe('the first answer to a command', () => {
  test.each<readonly [string, DiscordFaultRule]>([
    ['a server error', { kind: 'status', status: 503, path }],
    ['two of them', { kind: 'status', status: 502, path, times: 2 }],
    ['cut off before it arrived', { kind: 'reset', when: 'before', path }],
    ['arrived, but the answer to it got lost', { kind: 'reset', when: 'after', path }],
    ['arrived, though Discord says that it failed', { kind: 'status', status: 500, when: 'after', path }],
  ])('is given again while Discord waits, and the person gets theirs, once: %s', async (_, fault) => {
    const before = world.read().length;
    world.discord.fault(fault);
    await world.discord.command(world.person, world.place, '/aide');
    await quiet(world);
    expect(world.read().slice(before)).toMatchObject([{ text: 'Voici.', onlyForYou: true }]);
  });

  test('that another one has given is not taken for ours', async () => {
    const before = callbacks();
    world.discord.fault({ kind: 'refuse', status: 400, code: 40060, message: 'already acknowledged', path });
    const typed = world.discord.command(world.person, world.place, '/aide');
    await expect.poll(() => callbacks() - before).toBe(1);
    clock.advance(3000);
    await expect(typed).rejects.toThrow();
    await quiet(world);
    expect(callbacks() - before).toBe(1);
    expect(world.discord.requests.at(-1)?.path).toMatch(path);
  });

  test('is given up when Discord waits no longer', async () => {
    const failing = world.discord.fault({ kind: 'status', status: 503, path, times: 1_000 });
    let done = false;
    world.on({
      command: async (_, responder) => {
        await responder.acknowledge('private');
        done = true;
      },
    });
    const typed = world.discord.command(world.person, world.place, '/aide');
    await expect.poll(() => done, { timeout: 10_000 }).toBe(true);
    failing.cancel();
    clock.advance(3000);
    await expect(typed).rejects.toThrow();
    expect(failing.hits()).toBeGreaterThan(1);
  });
});
