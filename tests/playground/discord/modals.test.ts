import { type APIModalInteractionResponseCallbackData, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chosen, label, type ModalStage, many, modalStage, options, text } from './modal-stage.ts';
import { formErrors, restOf } from './support.ts';

describe('a modal in front of a person', () => {
  let stage: ModalStage;
  beforeAll(async () => {
    stage = await modalStage();
  });
  afterAll(() => stage.connected.close());

  it('may have each field at its limits [D: components/reference]', async () => {
    const refused = await stage.open({
      title: 'x'.repeat(45),
      custom_id: 'x'.repeat(100),
      components: [
        label(
          text('t', {
            style: 2,
            min_length: 0,
            max_length: 4000,
            value: 'x'.repeat(4000),
            placeholder: 'x'.repeat(100),
          }),
          'x'.repeat(45),
          { description: 'x'.repeat(100) },
        ),
        label({ type: 3, custom_id: 's', options: chosen(25), max_values: 25, required: false, min_values: 0 }),
        label({ type: 21, custom_id: 'r', options: many(10) }),
        label({ type: 22, custom_id: 'b', options: chosen(10) }),
        label({ type: 19, custom_id: 'f', max_values: 10, required: false, min_values: 0 }),
      ],
    });
    expect(refused).toEqual({});
    expect(stage.connected.discord.form(stage.user)?.fields).toHaveLength(5);
  });

  it('shows every kind of field as the person sees it [ours]', async () => {
    await stage.open({
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
    const form = stage.connected.discord.form(stage.user);
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

  it('delivers prefilled and given values to the bot, people and files resolved [D: components/reference]', async () => {
    await stage.open({
      components: [
        label(text('kept', { value: 'déjà' })),
        label({ type: 5, custom_id: 'who' }),
        label({ type: 19, custom_id: 'file', required: false }),
        label({ type: 21, custom_id: 'radio', options }),
        label({ type: 23, custom_id: 'box' }),
      ],
    });
    const photo = { name: 'affiche.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
    await stage.connected.discord.submit(stage.user, { who: 'Camille', file: [photo], radio: 'Deux', box: ['true'] });
    const { fields } = stage.submitted();
    expect(fields.getTextInputValue('kept')).toBe('déjà');
    expect(fields.getSelectedUsers('who', true).map((one) => one.id)).toEqual([stage.user]);
    expect(fields.getUploadedFiles('file', true).map((one) => one.name)).toEqual(['affiche.png']);
    expect(fields.getRadioGroup('radio')).toBe('2');
    expect(fields.getCheckbox('box')).toBe(true);
    const url = fields.getUploadedFiles('file', true).first()?.url ?? '';
    expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(photo.bytes);
    expect((await fetch(url.split('?')[0] ?? '')).status).toBe(404);
  });

  it('keeps what is missing, too long or unknown from being sent, and stays open [D: components/reference]', async () => {
    await stage.open({
      components: [
        label(text('name', { min_length: 2, max_length: 5 }), 'Nom'),
        label({ type: 3, custom_id: 'one', options }, 'Une'),
      ],
    });
    const { discord } = stage.connected;
    await expect(discord.submit(stage.user, { one: '1' })).rejects.toThrow('Nom : ce champ est obligatoire');
    await expect(discord.submit(stage.user, { name: 'trop long', one: '1' })).rejects.toThrow('au plus 5');
    await expect(discord.submit(stage.user, { name: 'ok', one: 'Trois' })).rejects.toThrow('Trois');
    await expect(discord.submit(stage.user, { nom: 'ok' })).rejects.toThrow('No field nom');
    expect(discord.form(stage.user)?.id).toBeDefined();
    await discord.submit(stage.user, { name: 'ok', one: '1' });
    expect(discord.form(stage.user)).toBeNull();
  });

  it('cannot follow a modal [D: interactions/receiving-and-responding]', async () => {
    await stage.open({ components: [{ type: 1, components: [text('old', { label: 'Ancien' })] }] });
    const rest = restOf(stage.connected.discord);
    let code: Record<string, string> = {};
    stage.connected.onInteraction(async (interaction) => {
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
    await stage.connected.discord.submit(stage.user, { old: 'x' });
    expect(code).toEqual({ type: 'BASE_TYPE_CHOICES' });
  });
});
