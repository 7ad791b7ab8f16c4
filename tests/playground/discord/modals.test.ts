import {
  type APIModalInteractionResponseCallbackData,
  type ModalSubmitInteraction,
  Routes,
  SlashCommandBuilder,
} from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connected, connect, formErrors, restOf } from './support.ts';

const text = (id: string, more: Record<string, unknown> = {}) => ({ type: 4, custom_id: id, style: 1, ...more });
const label = (component: unknown, name = 'Label', more: Record<string, unknown> = {}) => ({
  type: 18,
  label: name,
  component,
  ...more,
});
const options = [
  { label: 'Un', value: '1' },
  { label: 'Deux', value: '2' },
];

describe('modals', () => {
  let connected: Connected;
  let place: { channel: string; thread: null };
  let user: string;
  let submitted: ModalSubmitInteraction | undefined;
  let wanted: Record<string, unknown> = {};
  let refused: Record<string, string> = {};

  beforeAll(async () => {
    connected = await connect();
    const { discord, client } = connected;
    await client.application.commands.set([new SlashCommandBuilder().setName('form').setDescription('Form')]);
    place = { channel: discord.addChannel({ name: 'general' }).id, thread: null };
    user = discord.addUser({ name: 'Camille' }).id;
    const rest = restOf(discord);
    connected.onInteraction(async (interaction) => {
      if (interaction.isModalSubmit()) {
        submitted = interaction;
        await interaction.reply('thanks');
      }
      if (!interaction.isChatInputCommand()) return;
      const path = Routes.interactionCallback(interaction.id, interaction.token);
      refused = await formErrors(rest.post(path, { body: { type: 9, data: wanted }, auth: false }));
      if (Object.keys(refused).length > 0) await interaction.reply('refused');
    });
  });
  afterAll(() => connected.close());

  async function open(data: Record<string, unknown>): Promise<void> {
    wanted = { custom_id: 'form', title: 'Formulaire', ...data };
    refused = {};
    await connected.discord.dismiss(user);
    await connected.discord.command(user, place, '/form');
  }

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['no component', { components: [] }, { 'data.components': 'BASE_TYPE_BAD_LENGTH' }],
    [
      'six components',
      { components: [1, 2, 3, 4, 5, 6].map((n) => label(text(`t${n}`))) },
      { 'data.components': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a title of 46 characters',
      { title: 'x'.repeat(46), components: [label(text('a'))] },
      { 'data.title': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a label of 46 characters',
      { components: [label(text('a'), 'x'.repeat(46))] },
      { 'data.components.0.label': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'two fields with one id',
      { components: [label(text('a')), label(text('a'))] },
      { 'data.components.1.component.custom_id': 'COMPONENT_CUSTOM_ID_DUPLICATED' },
    ],
    [
      'a button',
      { components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x' }] }] },
      { 'data.components.0.components.0.type': 'UNION_TYPE_CHOICES' },
    ],
    [
      'a select outside a label',
      { components: [{ type: 3, custom_id: 's', options }] },
      { 'data.components.0.type': 'UNION_TYPE_CHOICES' },
    ],
    [
      'a radio group of one',
      { components: [label({ type: 21, custom_id: 'r', options: options.slice(0, 1) })] },
      { 'data.components.0.component.options': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a disabled select',
      { components: [label({ type: 3, custom_id: 's', options, disabled: true })] },
      { 'data.components.0.component.disabled': 'COMPONENT_DISABLED_IN_MODAL' },
    ],
    [
      'a prefilled value over the maximum',
      { components: [label(text('a', { max_length: 3, value: 'long' }))] },
      { 'data.components.0.component.value': 'BASE_TYPE_MAX_LENGTH' },
    ],
  ])('with %s is refused', async (_, data, errors) => {
    await open(data);
    expect(refused).toEqual(errors);
    expect(connected.discord.form(user)).toBeNull();
  });

  it('shows every kind of field as the person sees it', async () => {
    await open({
      components: [
        { type: 10, content: '**Bienvenue**, remplis tout.' },
        label(text('long', { style: 2, value: 'déjà', required: false }), 'Récit', { description: 'En bref' }),
        label({ type: 3, custom_id: 'one', options }, 'Une'),
        label(
          { type: 22, custom_id: 'many', options: [{ ...options[0], default: true }, options[1]], max_values: 2 },
          'Plusieurs',
        ),
        label({ type: 5, custom_id: 'who', required: false }, 'Qui'),
      ],
    });
    expect(refused).toEqual({});
    const form = connected.discord.form(user);
    expect(form).toMatchObject({ title: 'Formulaire', text: 'Bienvenue, remplis tout.', submit: 'Envoyer' });
    expect(form?.fields).toMatchObject([
      {
        id: 'long',
        kind: 'longText',
        label: 'Récit',
        hint: 'En bref',
        value: ['déjà'],
        required: false,
        maxLength: 4000,
      },
      {
        id: 'one',
        kind: 'choice',
        options: [
          { value: '1', label: 'Un' },
          { value: '2', label: 'Deux' },
        ],
      },
      { id: 'many', kind: 'choices', value: ['1'] },
      { id: 'who', kind: 'person', required: false },
    ]);
  });

  it('delivers prefilled and given values to the bot, people and files resolved', async () => {
    await open({
      components: [
        label(text('kept', { value: 'déjà' })),
        label({ type: 5, custom_id: 'who' }),
        label({ type: 19, custom_id: 'file', required: false }),
        label({ type: 21, custom_id: 'radio', options }),
        label({ type: 23, custom_id: 'box' }),
      ],
    });
    const photo = { name: 'affiche.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
    await connected.discord.submit(user, { who: 'Camille', file: [photo], radio: 'Deux', box: ['true'] });
    const fields = submitted?.fields;
    expect(fields?.getTextInputValue('kept')).toBe('déjà');
    expect(fields?.getSelectedUsers('who', true).map((one) => one.id)).toEqual([user]);
    expect(fields?.getUploadedFiles('file', true).map((one) => one.name)).toEqual(['affiche.png']);
    expect(fields?.getRadioGroup('radio')).toBe('2');
    expect(fields?.getCheckbox('box')).toBe(true);
    const url = fields?.getUploadedFiles('file', true).first()?.url ?? '';
    expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(photo.bytes);
    expect((await fetch(url.split('?')[0] ?? '')).status).toBe(404);
  });

  it('the client keeps what is missing, too long or unknown, and the modal stays open', async () => {
    await open({
      components: [
        label(text('name', { min_length: 2, max_length: 5 }), 'Nom'),
        label({ type: 3, custom_id: 'one', options }, 'Une'),
      ],
    });
    const { discord } = connected;
    await expect(discord.submit(user, { one: '1' })).rejects.toThrow('Nom : ce champ est obligatoire');
    await expect(discord.submit(user, { name: 'trop long', one: '1' })).rejects.toThrow('au plus 5');
    await expect(discord.submit(user, { name: 'ok', one: 'Trois' })).rejects.toThrow('Trois');
    await expect(discord.submit(user, { nom: 'ok' })).rejects.toThrow('No field nom');
    expect(discord.form(user)?.id).toBeDefined();
    await discord.submit(user, { name: 'ok', one: '1' });
    expect(discord.form(user)).toBeNull();
  });

  it('a modal cannot follow a modal', async () => {
    await open({ components: [{ type: 1, components: [text('old', { label: 'Ancien' })] }] });
    const rest = restOf(connected.discord);
    let code: Record<string, string> = {};
    connected.onInteraction(async (interaction) => {
      if (!interaction.isModalSubmit()) return;
      const modal: APIModalInteractionResponseCallbackData = { custom_id: 'again', title: 'Encore', components: [] };
      code = await formErrors(
        rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
          body: { type: 9, data: modal },
          auth: false,
        }),
      );
      await interaction.deferReply();
    });
    await connected.discord.submit(user, { old: 'x' });
    expect(code).toEqual({ type: 'BASE_TYPE_CHOICES' });
  });
});
