import { Routes } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { type Json, times } from './component-parts.ts';
import { codeOf, formErrors, restOf } from './support.ts';

const command = (more: Json = {}) => ({ name: 'bilan', description: 'Bilan', ...more });

let discord: LocalDiscord;
let clock: ManualClock;
let list: `/${string}`;
let own: `/${string}`;
beforeAll(async () => {
  clock = manualClock();
  discord = await startLocalDiscord({ clock });
  list = Routes.applicationCommands(discord.bot.id);
  own = Routes.applicationGuildCommands(discord.bot.id, discord.team.id);
});
// A day passes, so that the tests before haven't used up what may be made in one.
afterEach(() => clock.advance(24 * 60 * 60_000));
afterAll(() => discord.close());

const put = (body: unknown, path = list): Promise<unknown> => restOf(discord).put(path, { body });
const post = (body: unknown, path = list): Promise<unknown> => restOf(discord).post(path, { body });

describe('commands together', () => {
  it('of one name and type are refused, of one name and two types are taken [D: interactions/application-commands]', async () => {
    expect(await formErrors(put([command(), command()]))).toEqual({ '1.name': 'APPLICATION_COMMANDS_DUPLICATE_NAME' });
    expect(await formErrors(put([command(), { type: 2, name: 'bilan' }, { type: 3, name: 'Le bilan' }]))).toEqual({});
    await put([command()], own);
  });

  it('are refused where they are no list of dictionaries [spec]', async () => {
    expect(await formErrors(put(command()))).toEqual({ '': 'LIST_TYPE_CONVERT' });
    expect(await formErrors(put([command(), 'bilan']))).toEqual({ '1': 'MODEL_TYPE_CONVERT' });
  });

  it.each<[string, number, (n: number) => Json]>([
    ['slash commands', 100, (n: number) => command({ name: `c${n}` })],
    ["commands in people's menus", 15, (n: number) => ({ type: 2, name: `C ${n}` })],
    ["commands in messages' menus", 15, (n: number) => ({ type: 3, name: `C ${n}` })],
  ])(
    '%s are %i at most, whether put at once or made one more [D: interactions/application-commands]',
    async (_, most, make) => {
      expect(await formErrors(put(times(most + 1, make)))).toEqual({ '': 'BASE_TYPE_MAX_LENGTH' });
      await put(times(most, make));
      expect(await codeOf(post(make(most)))).toBe(30032);
      // A command of a known name changes that one.
      expect(await codeOf(post(make(0)))).toBe('not refused');
    },
  );

  it('are made 200 times a day at most, changes not counted [D: interactions/application-commands, topics/opcodes-and-status-codes]', async () => {
    const hundred = (prefix: string) => times(100, (n) => command({ name: `${prefix}${n}` }));
    await put(hundred('a'));
    await put(hundred('b'));
    await put(hundred('b'));
    expect(await codeOf(post(command({ name: 'c' })))).toBe(30032);
    expect(await codeOf(put(hundred('c')))).toBe(30034);
    await put([command({ name: 'b1' })]);
    expect(await codeOf(post(command({ name: 'c' })))).toBe(30034);
    // A server's own commands have a daily limit of their own.
    expect(await codeOf(post(command({ name: 'c' }), own))).toBe('not refused');
    clock.advance(24 * 60 * 60_000);
    expect(await codeOf(post(command({ name: 'c' })))).toBe('not refused');
  });
});
