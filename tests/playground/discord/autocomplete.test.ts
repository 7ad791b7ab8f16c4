import { Events, type REST, Routes, SlashCommandBuilder } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { type Connected, codeOf, connect, formErrors, restOf } from './support.ts';

const search = new SlashCommandBuilder()
  .setName('search')
  .setDescription('Search')
  .addStringOption((option) => option.setName('town').setDescription('Town').setAutocomplete(true).setRequired(true))
  .addIntegerOption((option) => option.setName('year').setDescription('Year').setAutocomplete(true));

describe('suggestions while an option is typed', () => {
  let connected: Connected;
  let clock: ManualClock;
  let place: { channel: string; thread: null };
  let user: string;
  let rest: REST;
  beforeAll(async () => {
    clock = manualClock();
    connected = await connect({ clock });
    rest = restOf(connected.discord);
    await connected.client.application.commands.set([search]);
    place = { channel: connected.discord.addChannel({ name: 'general' }).id, thread: null };
    user = connected.discord.addUser({ name: 'Camille' }).id;
  });
  afterAll(() => connected.close());

  const post = (path: `/${string}`, body: unknown) => rest.post(path, { body, auth: false });
  const suggest = (typed: string, option = 'town', by = user) =>
    connected.discord.suggest(by, place, '/search', option, typed);

  it('are those of the bot, shown in the language of who types [D: interactions/application-commands]', async () => {
    connected.onInteraction(async (incoming) => {
      if (!incoming.isAutocomplete()) return;
      const typed = incoming.options.getFocused();
      await incoming.respond([
        { name: `${typed}iens`, nameLocalizations: { fr: `${typed}iens (Somme)` }, value: '80021' },
      ]);
    });
    expect(await suggest('Am')).toEqual([{ value: '80021', label: 'Amiens (Somme)' }]);
    const alex = connected.discord.addUser({ name: 'Alex', locale: 'en' }).id;
    expect(await suggest('Am', 'town', alex)).toEqual([{ value: '80021', label: 'Amiens' }]);
  });

  it('come with what is typed so far in the other options, required ones perhaps missing [D: interactions/application-commands]', async () => {
    const heard: unknown[] = [];
    connected.onInteraction(async (incoming) => {
      if (!incoming.isAutocomplete()) return;
      heard.push(incoming.options.data.map(({ name, value, focused }) => [name, value, focused ?? false]));
      await incoming.respond([]);
    });
    await suggest('20', 'year');
    await connected.discord.suggest(user, place, '/search town:Am', 'year', '20');
    expect(heard).toEqual([
      [['year', '20', true]],
      [
        ['town', 'Am', false],
        ['year', '20', true],
      ],
    ]);
  });

  const choice = (more: Record<string, unknown> = {}) => ({ name: 'n', value: 'v', ...more });
  const bad = 'BASE_TYPE_BAD_LENGTH';
  it.each<[what: string, option: string, data: unknown, errors: Record<string, string>]>([
    [
      'of more than 25',
      'town',
      { choices: Array.from({ length: 26 }, (_, n) => choice({ value: `${n}` })) },
      { 'data.choices': bad },
    ],
    ['without a name', 'town', { choices: [choice({ name: '' })] }, { 'data.choices.0.name': 'BASE_TYPE_REQUIRED' }],
    [
      'named in 101 characters',
      'town',
      { choices: [choice({ name: 'x'.repeat(101) })] },
      { 'data.choices.0.name': bad },
    ],
    [
      'valued in 101 characters',
      'town',
      { choices: [choice({ value: 'x'.repeat(101) })] },
      { 'data.choices.0.value': bad },
    ],
    [
      'that are numbers where text is typed',
      'town',
      { choices: [choice({ value: 1 })] },
      { 'data.choices.0.value': 'STRING_TYPE_CONVERT' },
    ],
    [
      'that are text where a number is typed',
      'year',
      { choices: [choice({ value: '2026' })] },
      { 'data.choices.0.value': 'NUMBER_TYPE_COERCE' },
    ],
    ['of no list', 'town', {}, { 'data.choices': 'BASE_TYPE_REQUIRED' }],
  ])(
    '%s are refused, and the person reads that loading them failed [D: interactions/application-commands]',
    async (_, option, data, errors) => {
      let found: Record<string, string> = {};
      connected.onInteraction(async ({ id, token }) => {
        found = await formErrors(post(Routes.interactionCallback(id, token), { type: 8, data }));
        clock.advance(3_000);
      });
      await expect(suggest('Am', option)).rejects.toThrow('Échec du chargement');
      expect(found).toEqual(errors);
    },
  );

  it('are no message: none takes their place, none follows them [D: interactions/receiving-and-responding; the code: U]', async () => {
    const codes = new Promise<unknown[]>((resolve) => {
      connected.onInteraction(async (incoming) => {
        if (!incoming.isAutocomplete()) return;
        const { applicationId, id, token } = incoming;
        const message = { type: 4, data: { content: 'x' } };
        const instead = await codeOf(post(Routes.interactionCallback(id, token), message));
        await incoming.respond([]);
        resolve([instead, await codeOf(post(Routes.webhook(applicationId, token), { content: 'x' }))]);
      });
    });
    await suggest('Am');
    expect(await codes).toEqual([50035, 10015]);
  });

  it('that come after 3 seconds are refused with 10062 [D: interactions/receiving-and-responding]', async () => {
    const late = new Promise<unknown>((resolve) => {
      connected.client.removeAllListeners(Events.InteractionCreate);
      connected.client.on(Events.InteractionCreate, (incoming) => {
        if (!incoming.isAutocomplete()) return;
        clock.advance(3_000);
        resolve(codeOf(incoming.respond([])));
      });
    });
    await expect(suggest('Am')).rejects.toThrow('Échec du chargement');
    expect(await late).toBe(10062);
  });
});
