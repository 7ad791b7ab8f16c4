import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Form, FormField } from '../../../src/chat/form.ts';
import type { CommandDefinition, CommandOption } from '../../../src/chat/interaction.ts';
import { actions, button, file, heading, message, select, text } from '../../../src/chat/message.ts';
import type { IncomingAction, IncomingCommand, IncomingForm } from '../../../src/chat/platform.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { type Connected, connected, objectionsTo, quiet } from './connected.ts';
import { fileRef } from './support.ts';

const words = (fr: string, en = fr) => ({ fr, en });
const option = (
  field: string,
  fr: string,
  en: string,
  kind: CommandOption['kind'],
  over: Partial<CommandOption> = {},
): CommandOption => ({
  field,
  name: words(fr, en),
  description: words(fr, en),
  kind,
  required: false,
  choices: [],
  suggests: false,
  listed: false,
  max: null,
  ...over,
});
const commands: readonly CommandDefinition[] = [
  {
    path: { fr: ['evenement', 'proposer'], en: ['event', 'propose'] },
    description: words('Proposer un événement', 'Propose an event'),
    form: 'when-incomplete',
    options: [
      option('title', 'titre', 'title', 'text'),
      option('town', 'commune', 'town', 'text', { suggests: true }),
      option('kind', 'genre', 'kind', 'choice', { choices: [{ value: 'visit', label: words('Visite', 'Visit') }] }),
      option('contact', 'contact', 'contact', 'person'),
      option('where', 'salon', 'channel', 'channel'),
    ],
  },
  { path: { fr: ['aide'], en: ['help'] }, description: words('Aide', 'Help'), form: 'never', options: [] },
];

const field = (name: string, over: Partial<FormField> = {}): FormField => ({
  name,
  kind: 'text',
  label: name,
  hint: null,
  required: false,
  options: [],
  max: null,
  value: null,
  ...over,
});
const form = (...fields: readonly FormField[]): Form => ({
  id: 'conversation-1',
  locale: 'fr',
  title: 'Proposer',
  intro: null,
  submit: 'Envoyer',
  fields,
});
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Choix ${index}` }));
const png = { name: 'photo.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };

const clock = manualClock();
let world: Connected;
beforeAll(async () => {
  world = await connected({ commands, local: { clock } });
});
afterEach(() => world.on({}));
afterAll(async () => {
  expect(objectionsTo(world.discord)).toEqual([]);
  await world.close();
});

/** Runs /aide with this answer. */
async function help(doors: Parameters<Connected['on']>[0]): Promise<void> {
  world.on(doors);
  await world.discord.command(world.person, world.place, '/aide');
  await quiet(world);
}

describe('a command', () => {
  test('arrives with its French words and values by field, in either language', async () => {
    const arrived: IncomingCommand[] = [];
    world.on({
      command: async (command, responder) => {
        await responder.acknowledge('private');
        arrived.push(command);
        await responder.answer(message(text('C’est noté.')));
      },
    });
    await world.discord.command(world.person, world.place, '/evenement proposer titre:Fête du livre genre:visit', {
      contact: world.person,
      salon: world.channel,
    });
    const english = world.discord.addUser({ name: 'Alex', locale: 'en', administrator: true }).id;
    await world.discord.command(english, world.place, '/event propose title:Book fair');
    await quiet(world);
    expect(arrived).toEqual([
      {
        user: {
          platform: 'discord',
          id: world.person,
          team: world.discord.team.id,
          name: 'Camille Martin',
          locale: 'fr',
          administrator: false,
        },
        place: { platform: 'discord', channel: world.channel, thread: null },
        interaction: expect.stringMatching(/^\d+$/),
        path: ['evenement', 'proposer'],
        values: {
          title: 'Fête du livre',
          kind: 'visit',
          contact: world.person,
          where: world.channel,
        },
        text: '',
      },
      expect.objectContaining({
        path: ['evenement', 'proposer'],
        values: { title: 'Book fair' },
        user: expect.objectContaining({ locale: 'en', administrator: true }),
      }),
    ]);
    expect(world.read().at(-1)).toMatchObject({ text: 'C’est noté.', onlyForYou: true });
  });

  test('with a long answer is answered in several messages for this person only', async () => {
    const before = world.read().length;
    await help({
      command: async (_, responder) => {
        await responder.acknowledge('private');
        await responder.answer(message(heading('Aide'), text('mot '.repeat(1500))));
      },
    });
    const answer = world.read().slice(before);
    expect(answer.length).toBeGreaterThan(1);
    expect(answer.every((part) => part.onlyForYou)).toBe(true);
  });

  test('that is silent leaves nothing behind, unless there is something to say after all', async () => {
    const before = world.read().length;
    await help({ command: async (_, responder) => responder.acknowledge('silent') });
    expect(world.read()).toHaveLength(before);
    await help({
      command: async (_, responder) => {
        await responder.acknowledge('silent');
        await responder.answer(message(text('Non.')));
      },
    });
    expect(world.read().at(-1)).toMatchObject({ text: 'Non.', onlyForYou: true });
  });

  test('that fails leaves nobody waiting', async () => {
    const before = world.read().length;
    await help({
      command: async (_, responder) => {
        await responder.acknowledge('private');
        throw new Error('a bug');
      },
    });
    expect(world.read()).toHaveLength(before);
    expect(world.platform.inFlight()).toBe(0);
  });

  test('whose answer Discord takes no more harms nobody', async () => {
    world.discord.fault({
      kind: 'refuse',
      path: /\/callback$/,
      status: 404,
      code: 10062,
      message: 'Unknown interaction',
    });
    let done = false;
    world.on({
      command: async (_, responder) => {
        await responder.acknowledge('private');
        await responder.answer(message(text('trop tard')));
        done = true;
      },
    });
    const typed = world.discord.command(world.person, world.place, '/aide');
    await expect.poll(() => done).toBe(true);
    // The person sees that it failed once Discord's three seconds are over.
    clock.advance(3000);
    await expect(typed).rejects.toThrow();
  });

  test('suggests what the inbox suggests, as much as Discord shows', async () => {
    world.on({
      suggest: async ({ path, option: name, typed }) => [
        { value: 'x'.repeat(101), label: 'trop long' },
        ...Array.from({ length: 30 }, (_, index) => ({
          value: `${index}`,
          label: `${path.join(' ')} ${name} ${typed} ${'é'.repeat(100)}`,
        })),
      ],
    });
    const shown = await world.discord.suggest(world.person, world.place, '/evenement proposer', 'commune', 'ami');
    expect(shown).toHaveLength(25);
    expect(shown[0]?.value).toBe('0');
    expect(shown[0]?.label).toMatch(/^evenement proposer town ami é+…$/);
    expect(shown[0]?.label).toHaveLength(100);
  });
});

describe('a form', () => {
  test('opens from a command and comes back by field', async () => {
    const arrived: IncomingForm[] = [];
    await help({
      command: async (_, responder) =>
        responder.openForm(
          form(
            field('title', { label: 'Titre', value: 'Fête *du* livre', required: true }),
            field('kind', { kind: 'choice', options: options(3), value: 'v1' }),
            field('themes', { kind: 'choices', options: options(12) }),
            field('contact', { kind: 'person', value: world.person }),
            field('pictures', { kind: 'file' }),
          ),
        ),
    });
    expect(world.discord.form(world.person)).toMatchObject({
      title: 'Proposer',
      fields: [
        { id: 'title', label: 'Titre', value: ['Fête *du* livre'], required: true },
        { id: 'kind', kind: 'choice', value: ['v1'] },
        { id: 'themes', kind: 'choices' },
        { id: 'contact', kind: 'person', value: [world.person] },
        { id: 'pictures', kind: 'file' },
      ],
    });
    world.on({
      form: async (given, responder) => {
        arrived.push(given);
        await responder.acknowledge('private');
        await responder.answer(message(text('Reçu.')));
      },
    });
    await world.discord.submit(world.person, { title: 'Fête', themes: ['v3'], pictures: [png, png] });
    await quiet(world);
    expect(arrived).toMatchObject([
      {
        form: 'conversation-1',
        values: {
          title: 'Fête',
          kind: 'v1',
          themes: ['v3'],
          contact: world.person,
          pictures: [{ name: 'photo.png' }, { size: 3 }],
        },
      },
    ]);
    expect(world.read().at(-1)).toMatchObject({ text: 'Reçu.', onlyForYou: true });
  });

  test('gives checked boxes as a list and leaves out what is empty', async () => {
    const arrived: IncomingForm[] = [];
    await help({
      command: async (_, responder) =>
        responder.openForm(
          form(
            field('a', { kind: 'choices', options: options(3) }),
            field('b', { kind: 'choice', options: options(2) }),
            field('c'),
          ),
        ),
    });
    world.on({
      form: async (given, responder) => {
        arrived.push(given);
        await responder.acknowledge('silent');
      },
    });
    const before = world.read().length;
    await world.discord.submit(world.person, { a: ['v2'] });
    await quiet(world);
    expect(arrived[0]?.values).toEqual({ a: ['v2'] });
    expect(world.read()).toHaveLength(before);
  });

  test('can open no other form', async () => {
    await help({ command: async (_, responder) => responder.openForm(form(field('a'))) });
    let refusal: unknown;
    world.on({
      form: async (_, responder) => {
        refusal = await responder.openForm(form(field('b'))).catch((error: unknown) => error);
        await responder.acknowledge('silent');
      },
    });
    await world.discord.submit(world.person, {});
    await quiet(world);
    expect(refusal).toBeInstanceOf(Error);
  });
});

describe('a control', () => {
  const asking = message(
    text('Combien ?'),
    actions(
      button('survey.answer:7', 'Quarante'),
      button('survey.answer:7', 'Encore'),
      select('survey.pick:7', 'Lequel ?', options(30), 2),
    ),
  );

  test('of a private message is answered in its place', async () => {
    const arrived: IncomingAction[] = [];
    await help({
      command: async (_, responder) => {
        await responder.acknowledge('private');
        await responder.answer(asking);
      },
    });
    const shown = world.read().at(-1);
    const count = world.read().length;
    world.on({
      action: async (action, responder) => {
        arrived.push(action);
        await responder.acknowledge('update');
        await responder.answer(message(text('Merci.')));
      },
    });
    const second = shown?.controls.find((control) => control.kind === 'button' && control.label === 'Encore');
    await world.discord.press(world.person, shown?.id ?? '', second?.kind === 'button' ? second.id : '');
    await quiet(world);
    expect(arrived).toMatchObject([{ action: 'survey.answer:7', choice: [], message: null }]);
    expect(world.read()).toHaveLength(count);
    expect(world.read().at(-1)).toMatchObject({ id: shown?.id, text: 'Merci.', controls: [], onlyForYou: true });
  });

  test('of a message in a channel is answered privately, even where the answer would take its place', async () => {
    const arrived: IncomingAction[] = [];
    const [ref] = await world.platform.post(
      { kind: 'channel', platform: 'discord', channel: world.channel },
      asking,
      'asking',
    );
    world.on({
      action: async (action, responder) => {
        arrived.push(action);
        await responder.acknowledge('update');
        await responder.answer(message(text('Choisi.')));
      },
    });
    const seen = world.read().find(({ id }) => id === ref?.id);
    const lists = seen?.controls.flatMap((control) => (control.kind === 'select' ? [control] : [])) ?? [];
    expect(lists.map(({ placeholder, options: { length }, max }) => [placeholder, length, max])).toEqual([
      ['Lequel ? (1/2)', 25, 2],
      ['Lequel ? (2/2)', 5, 2],
    ]);
    await world.discord.select(world.person, ref?.id ?? '', lists[1]?.id ?? '', ['v27', 'v26']);
    await quiet(world);
    expect(arrived).toMatchObject([{ action: 'survey.pick:7', choice: ['v27', 'v26'], message: ref }]);
    expect(world.read().find(({ id }) => id === ref?.id)?.text).toBe('Combien ?');
    expect(world.read().at(-1)).toMatchObject({ text: 'Choisi.', onlyForYou: true });
  });

  test('that is silent changes nothing; its form answers in place of the private message', async () => {
    await help({
      command: async (_, responder) => {
        await responder.acknowledge('private');
        await responder.answer(asking);
      },
    });
    const shown = world.read();
    const id = shown.at(-1)?.id ?? '';
    world.on({ action: async (_, responder) => responder.acknowledge('silent') });
    await world.discord.press(world.person, id, 'survey.answer:7');
    await quiet(world);
    expect(world.read()).toEqual(shown);
    world.on({ action: async (_, responder) => responder.openForm(form(field('count', { required: true }))) });
    await world.discord.press(world.person, id, 'survey.answer:7');
    await quiet(world);
    world.on({
      form: async ({ values }, responder) => {
        await responder.acknowledge('update');
        await responder.answer(message(text(`${String(values.count)} personnes`)));
      },
    });
    await world.discord.submit(world.person, { count: '40' });
    await quiet(world);
    expect(world.read()).toHaveLength(shown.length);
    expect(world.read().at(-1)).toMatchObject({ id, text: '40 personnes' });
  });
});

describe('what the adapter says itself', () => {
  test('is in the language of whoever reads it, or of the answer', async () => {
    const ivy = world.discord.addUser({ name: 'Ivy', locale: 'en' }).id;
    const tooBig = fileRef({ id: 'big', name: 'grand.zip', size: 2e7 });
    for (const [locale, said] of [
      [undefined, 'could not be attached'],
      ['fr', "n'a pas pu être joint"],
    ] as const) {
      world.on({
        command: async (_, responder) => {
          await responder.acknowledge('private');
          await responder.answer(message(text('Voici'), file(tooBig)), locale);
        },
      });
      await world.discord.command(ivy, world.place, '/aide');
      await quiet(world);
      expect(asTyped(world.read(world.place, ivy).at(-1)?.text ?? '')).toContain(said);
    }
  });
});
