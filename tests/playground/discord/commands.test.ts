import { Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connected, codeOf, connect, formErrors, restOf } from './support.ts';

const command = (more: Record<string, unknown> = {}) => ({ name: 'bilan', description: 'Bilan', ...more });

describe('commands', () => {
  let connected: Connected;
  let register: (commands: readonly unknown[]) => Promise<unknown>;
  let list: `/${string}`;
  const rest = () => restOf(connected.discord);
  beforeAll(async () => {
    connected = await connect();
    list = Routes.applicationCommands(connected.discord.bot.id);
    register = (body) => rest().put(list, { body });
    connected.onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply(
          JSON.stringify(interaction.options.data[0]?.options?.map(({ name, value }) => ({ name, value })) ?? []),
        );
    });
  });
  afterAll(() => connected.close());

  it('keep their ids when they are registered again under their names, and the type they have [D: interactions/application-commands]', async () => {
    await register([command()]);
    const before = await rest().get(list);
    const id: string = Array.isArray(before) ? before[0].id : '';
    await register([command({ description: 'Autre' })]);
    expect(await rest().get(list)).toMatchObject([{ id, description: 'Autre' }]);
    await rest().patch(`${list}/${id}`, { body: { name: 'compte', type: 2 } });
    expect(await rest().get(`${list}/${id}`)).toMatchObject({ name: 'compte', type: 1, description: 'Autre' });
    await rest().post(list, { body: command() });
    expect(await formErrors(rest().patch(`${list}/${id}`, { body: { name: 'bilan' } }))).toEqual({
      name: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
    });
    await rest().delete(`${list}/${id}`);
    expect(await codeOf(rest().get(`${list}/${id}`))).toBe(10063);
    expect(await codeOf(rest().delete(`${list}/${id}`))).toBe(10063);
  });

  it('that are new are created, known ones changed; all at once they are neither [D: interactions/application-commands]', async () => {
    await register([]);
    await rest().post(list, { body: command() });
    await rest().post(list, { body: command() });
    await register([command()]);
    expect(connected.discord.requests.slice(-3).map(({ status }) => status)).toEqual([201, 200, 200]);
  });

  it("of another application, or of a server the bot isn't in, are out of reach [D: topics/opcodes-and-status-codes]", async () => {
    expect(await codeOf(rest().get(Routes.applicationCommands('1')))).toBe(20012);
    expect(await codeOf(rest().get(Routes.applicationGuildCommands(connected.discord.bot.id, '1')))).toBe(50001);
  });

  it('are listed with their translations only for whoever asks for them [D: interactions/application-commands]', async () => {
    await register([command({ name_localizations: { fr: 'compte' } })]);
    expect(JSON.stringify(await rest().get(list))).not.toContain('compte');
    const query = new URLSearchParams({ with_localizations: 'true' });
    expect(await rest().get(list, { query })).toMatchObject([{ name_localizations: { fr: 'compte' } }]);
  });

  it('are typed in either language, with choices by name and everything checked [D: interactions/application-commands]', async () => {
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
    await refusedBy('/bilan', '/bilan ne suffit pas. Tape la suite : /bilan clore');
  });

  it('for servers only, or for direct messages only, are there and nowhere else [D: interactions/application-commands]', async () => {
    const { discord } = connected;
    const user = discord.addUser({ name: 'Partout' }).id;
    const place = { channel: discord.addChannel({ name: 'places' }).id, thread: null };
    const direct = { channel: 'direct', thread: null };
    await register([command({ name: 'la', contexts: [0] }), command({ name: 'prive', contexts: [1] })]);
    await discord.command(user, place, '/la');
    await discord.command(user, direct, '/prive');
    await expect(discord.command(user, direct, '/la')).rejects.toThrow('Commande inconnue');
    await expect(discord.command(user, place, '/prive')).rejects.toThrow('Commande inconnue');
  });

  it('without a translation are seen in the one of the other English, else in the default one [D: interactions/application-commands]', async () => {
    const { discord } = connected;
    const alex = discord.addUser({ name: 'Alex', locale: 'en' }).id;
    const camille = discord.addUser({ name: 'Camille B' }).id;
    await register([command({ name_localizations: { 'en-US': 'report', de: 'bericht' } })]);
    expect(discord.commands(alex).map(({ path }) => path)).toEqual(['/report']);
    expect(discord.commands(camille).map(({ path }) => path)).toEqual(['/bilan']);
  });

  it('that need a permission are hidden from others [D: interactions/application-commands]', async () => {
    const { discord } = connected;
    const user = discord.addUser({ name: 'Membre' });
    const boss = discord.addUser({ name: 'Chef', administrator: true });
    await register([command({ default_member_permissions: '8' }), command({ name: 'profil' })]);
    expect(discord.commands(user.id).map((one) => one.path)).toEqual(['/profil']);
    expect(discord.commands(boss.id).map((one) => one.path)).toEqual(['/bilan', '/profil']);
  });
});
