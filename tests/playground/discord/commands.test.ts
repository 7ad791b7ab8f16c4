import { Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connected, codeOf, connect, formErrors, restOf } from './support.ts';

const command = (more: Record<string, unknown> = {}) => ({ name: 'bilan', description: 'Bilan', ...more });
const option = (more: Record<string, unknown> = {}) => ({ type: 3, name: 'titre', description: 'Titre', ...more });

describe('commands', () => {
  let connected: Connected;
  let register: (commands: readonly unknown[]) => Promise<unknown>;
  beforeAll(async () => {
    connected = await connect();
    const { discord } = connected;
    register = (body) => restOf(discord).put(Routes.applicationCommands(discord.bot.id), { body });
    connected.onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply(
          JSON.stringify(interaction.options.data[0]?.options?.map(({ name, value }) => ({ name, value })) ?? []),
        );
    });
  });
  afterAll(() => connected.close());

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['a name in capitals', { name: 'Bilan' }, { '0.name': 'APPLICATION_COMMAND_INVALID_NAME' }],
    ['a name with a space', { name: 'mon bilan' }, { '0.name': 'APPLICATION_COMMAND_INVALID_NAME' }],
    ['no description', { description: '' }, { '0.description': 'BASE_TYPE_REQUIRED' }],
    [
      'an unknown language',
      { name_localizations: { 'fr-FR': 'bilan' } },
      { '0.name_localizations.fr-FR': 'INVALID_LOCALE' },
    ],
    [
      'a localised name in capitals',
      { name_localizations: { fr: 'Bilan' } },
      { '0.name_localizations.fr': 'APPLICATION_COMMAND_INVALID_NAME' },
    ],
    [
      '26 options',
      { options: Array.from({ length: 26 }, (_, n) => option({ name: `o${n}` })) },
      { '0.options': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a required option behind an optional one',
      { options: [option(), option({ name: 'b', required: true })] },
      { '0.options.1': 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID' },
    ],
    [
      'choices and autocomplete',
      { options: [option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] },
      { '0.options.0.autocomplete': 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE' },
    ],
    [
      'options beside subcommands',
      { options: [option(), { type: 1, name: 'sub', description: 'x' }] },
      { '0.options.0': 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID' },
    ],
    [
      'more than 8000 characters',
      {
        options: Array.from({ length: 4 }, (_, n) =>
          option({
            name: `o${n}`,
            choices: Array.from({ length: 25 }, (_, k) => ({
              name: `${k}`.padEnd(50, 'x'),
              value: `${k}`.padEnd(50, 'x'),
            })),
          }),
        ),
      },
      { '0': 'APPLICATION_COMMAND_TOO_LARGE' },
    ],
  ])('with %s are refused', async (_, more, errors) => {
    expect(await formErrors(register([command(more)]))).toEqual(errors);
  });

  it('of the same name, or more than a hundred, are refused', async () => {
    expect(await formErrors(register([command(), command()]))).toEqual({
      '1.name': 'APPLICATION_COMMANDS_DUPLICATE_NAME',
    });
    expect(await formErrors(register(Array.from({ length: 101 }, (_, n) => command({ name: `c${n}` }))))).toEqual({
      '': 'BASE_TYPE_MAX_LENGTH',
    });
  });

  it('keep their ids when they are registered again', async () => {
    const rest = restOf(connected.discord);
    await register([command()]);
    const list = Routes.applicationCommands(connected.discord.bot.id);
    const before = await rest.get(list);
    await register([command({ description: 'Autre' })]);
    expect(await rest.get(list)).toMatchObject([
      { id: Array.isArray(before) ? before[0].id : '', description: 'Autre' },
    ]);
    expect(await codeOf(rest.get(Routes.applicationCommand(connected.discord.bot.id, '1')))).toBe(10063);
  });

  it('are typed in either language, with choices by name and everything checked', async () => {
    const { discord } = connected;
    const french = discord.addUser({ name: 'Camille' });
    const english = discord.addUser({ name: 'Alex Smith', locale: 'en' });
    const place = { channel: discord.addChannel({ name: 'general' }).id, thread: null };
    const report = {
      type: 1,
      name: 'close',
      name_localizations: { fr: 'clore' },
      description: 'Close',
      options: [
        {
          type: 3,
          name: 'kind',
          name_localizations: { fr: 'sorte' },
          description: 'x',
          required: true,
          choices: [{ name: 'Full', name_localizations: { fr: 'Complet' }, value: 'full' }],
        },
        { type: 6, name: 'by', name_localizations: { fr: 'par' }, description: 'x' },
        { type: 4, name: 'count', description: 'x', min_value: 1, max_value: 10 },
        { type: 5, name: 'public', description: 'x' },
        { type: 7, name: 'where', description: 'x' },
        { type: 11, name: 'file', description: 'x' },
      ],
    };
    await register([command({ name: 'report', name_localizations: { fr: 'bilan' }, options: [report] })]);
    expect(discord.commands(french.id)).toMatchObject([
      {
        path: '/bilan clore',
        options: [
          { name: 'sorte', required: true, choices: [{ label: 'Complet' }] },
          { name: 'par', kind: 'user' },
          {},
          {},
          {},
          { kind: 'attachment' },
        ],
      },
    ]);
    expect(discord.commands(english.id)[0]?.path).toBe('/report close');
    const file = { name: 'a.txt', type: 'text/plain', bytes: new Uint8Array([65]) };
    await discord.command(
      french.id,
      place,
      '/bilan clore sorte:complet par:@Alex Smith count:3 public:vrai where:#general',
      { file: [file] },
    );
    const echoed = JSON.parse(discord.messages(french.id, place).at(-1)?.text ?? '');
    expect(echoed).toMatchObject([
      { name: 'kind', value: 'full' },
      { name: 'by', value: english.id },
      { value: 3 },
      { value: true },
      { value: place.channel },
      { name: 'file' },
    ]);
    const refusedBy = (text: string, words: string): Promise<void> =>
      expect(discord.command(french.id, place, text)).rejects.toThrow(words);
    await refusedBy('/bilan clore', 'sorte : cette option est obligatoire');
    await refusedBy('/bilan clore sorte:autre', 'Complet');
    await refusedBy('/bilan clore sorte:full count:11', 'entre 1 et 10');
    await refusedBy('/bilan clore blabla sorte:full', 'blabla');
    await refusedBy('/bilan clore sorte:full par:personne', 'introuvable');
    await refusedBy('/rien', 'Commande inconnue');
  });

  it('that need a permission are hidden from others', async () => {
    const { discord } = connected;
    const user = discord.addUser({ name: 'Membre' });
    const boss = discord.addUser({ name: 'Chef', administrator: true });
    await register([command({ default_member_permissions: '8' }), command({ name: 'profil' })]);
    expect(discord.commands(user.id).map((one) => one.path)).toEqual(['/profil']);
    expect(discord.commands(boss.id).map((one) => one.path)).toEqual(['/bilan', '/profil']);
  });
});
