import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Form } from '../../../src/chat/form.ts';
import { actions, button, link, message, select, text } from '../../../src/chat/message.ts';
import { type Setting, say, start, texts } from './support.ts';

let here: Setting;
beforeEach(async () => {
  here = await start();
});
afterEach(() => here.close());

const place = () => ({ channel: here.channel, thread: null });

const form: Form = {
  id: 'form-1',
  locale: 'fr',
  title: 'Proposer un événement',
  intro: 'Cinq champs',
  submit: 'Proposer',
  fields: [
    {
      name: 'title',
      kind: 'text',
      label: 'Titre',
      hint: null,
      required: true,
      options: [],
      max: 80,
      value: 'Portes ouvertes',
    },
    {
      name: 'when',
      kind: 'moment',
      label: 'Date',
      hint: 'samedi 14 novembre 18h30',
      required: true,
      options: [],
      max: 200,
      value: null,
    },
    {
      name: 'audience',
      kind: 'choice',
      label: 'Public',
      hint: null,
      required: true,
      options: [
        { value: 'all', label: 'Tout public' },
        { value: 'pro', label: 'Professionnels' },
      ],
      max: null,
      value: null,
    },
    {
      name: 'contact',
      kind: 'person',
      label: 'Contact',
      hint: null,
      required: false,
      options: [],
      max: null,
      value: null,
    },
    { name: 'room', kind: 'channel', label: 'Salon', hint: null, required: false, options: [], max: null, value: null },
    { name: 'files', kind: 'file', label: 'Photos', hint: null, required: false, options: [], max: null, value: null },
  ],
};

test('a command is read as people type it and answered to them alone', async () => {
  here.inbox.onCommand = async (responder) => {
    await responder.acknowledge('private');
    await responder.answer(say('Voici la liste'));
  };
  await here.slack.command(here.user, place(), '/evenement Listes');
  await here.quiet();
  expect(here.inbox.commands[0]).toMatchObject({
    path: ['evenement', 'liste'],
    values: {},
    text: '',
    user: { id: here.user, name: 'Ana', team: here.slack.team.id },
    place: { platform: 'slack', channel: here.channel, thread: null },
  });
  const [answer] = here.slack.messages(here.user, place());
  expect(answer).toMatchObject({ text: 'Voici la liste', onlyForYou: true });
});

test('mentions, named values and the rest find their options', async () => {
  const other = here.slack.addUser({ name: 'Bo' });
  const typed = async (text: string) => {
    await here.slack.command(here.user, place(), text);
    const { path, values, text: left } = here.inbox.commands.at(-1) ?? {};
    return { path, values, left };
  };
  const pairs = 'date = "samedi 14 à 18:30" titre: Portes ouvertes avec @Bo public:professionnels';
  expect(await typed(`/evenement propose ${pairs}`)).toEqual({
    path: ['evenement', 'proposer'],
    values: { title: 'Portes ouvertes avec @bo', when: 'samedi 14 à 18:30', audience: 'pro' },
    left: '',
  });
  expect(await typed('/evenement proposez Tout public salon:#general personne:@Bo')).toMatchObject({
    values: { audience: 'all', contact: other.id, place: here.channel },
  });
  expect(await typed('/evenement event Fête @Bo')).toMatchObject({ path: ['evenement'], left: 'event Fête @bo' });
  expect(await typed('/equipe nommez @Bo vite')).toEqual({
    path: ['equipe', 'nommer'],
    values: { person: other.id },
    left: 'vite',
  });
  expect(await typed('/reunion compte rendu Nous étions 12 & contents')).toEqual({
    path: ['reunion', 'compte-rendu'],
    values: {},
    left: 'Nous étions 12 & contents',
  });
});

test('a form opens, is refused at its fields, and its answer comes where it was opened from', async () => {
  here.inbox.onCommand = (responder) => responder.openForm(form);
  await here.slack.command(here.user, place(), '/evenement proposer');
  const shown = here.slack.form(here.user);
  expect(shown).toMatchObject({ title: 'Proposer un événement', text: 'Cinq champs', submit: 'Proposer' });
  expect(shown?.fields.map((field) => [field.id, field.kind, field.required])).toEqual([
    ['title', 'text', true],
    ['when', 'text', false],
    ['when~date', 'moment', false],
    ['when~time', 'moment', false],
    ['audience', 'choice', true],
    ['contact', 'person', false],
    ['room', 'channel', false],
    ['files', 'file', false],
  ]);

  here.inbox.onForm = (responder) => responder.refuse({ when: 'Quand ?', elsewhere: 'Il manque autre chose' });
  await here.slack.submit(here.user, { audience: 'pro' });
  expect(here.slack.form(here.user)?.errors).toEqual({ when: 'Quand ?', title: 'Il manque autre chose' });

  here.inbox.onForm = async (responder) => {
    await responder.acknowledge('private');
    await responder.answer(say('C’est noté'));
  };
  await here.slack.submit(here.user, {
    'when~date': '2026-11-14',
    'when~time': '18:30',
    contact: here.user,
    room: here.channel,
    files: [{ name: 'photo.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) }],
  });
  await here.quiet();
  expect(here.slack.form(here.user)).toBeNull();
  const submitted = here.inbox.forms[1];
  expect(submitted).toMatchObject({
    form: 'form-1',
    place: { channel: here.channel, thread: null },
    values: {
      title: 'Portes ouvertes',
      when: '2026-11-14T18:30',
      audience: 'pro',
      contact: here.user,
      room: here.channel,
    },
  });
  const [file] = submitted?.values.files ?? [];
  if (typeof file !== 'object') throw new Error('no file came');
  expect(file).toMatchObject({ name: 'photo.png', size: 3 });
  expect([...(await file.fetch(1_000_000))]).toEqual([1, 2, 3]);
  expect(here.slack.messages(here.user, place())).toMatchObject([{ text: 'C’est noté', onlyForYou: true }]);
});

test('what Slack says itself beside a form or an answer is in the language of whoever reads it', async () => {
  const ivy = here.slack.addUser({ name: 'Ivy', locale: 'en' }).id;
  here.inbox.onCommand = (responder) => responder.openForm({ ...form, locale: 'en' });
  await here.slack.command(ivy, place(), '/evenement proposer');
  expect(JSON.stringify(here.slack.requests.at(-1)?.body)).toContain('"Cancel"');
  here.inbox.onForm = (responder) => responder.refuse({});
  await here.slack.submit(ivy, { audience: 'pro', when: 'demain' });
  expect(here.slack.form(ivy)?.errors).toEqual({ title: 'This answer was not accepted.' });
  await here.slack.dismiss(ivy);

  const file = { id: 'logo', name: 'logo.svg', type: 'image/svg+xml', size: 13 };
  for (const [locale, said] of [
    [undefined, 'in your direct messages'],
    ['fr', 'dans vos messages privés'],
  ] as const) {
    here.inbox.onCommand = async (responder) => {
      await responder.acknowledge('private');
      await responder.answer(message(text('The kit'), { kind: 'file', file }), locale);
    };
    await here.slack.command(ivy, place(), '/mois');
    await here.quiet();
    expect(here.slack.messages(ivy, place()).at(-1)?.text).toContain(said);
  }
});

test('what was typed is handed on with what was picked beside it', async () => {
  here.inbox.onCommand = (responder) => responder.openForm(form);
  await here.slack.command(here.user, place(), '/evenement proposer');
  await here.slack.submit(here.user, { when: 'samedi 14 à 20h', 'when~date': '2026-11-15', audience: 'all' });
  expect(here.inbox.forms[0]?.values.when).toEqual(['samedi 14 à 20h', '2026-11-15']);
});

test('a private message is replaced by the answer to its button, a public one never', async () => {
  const menu = message(text('Menu'), actions(button('go:1', 'Aller', 'primary')));
  here.inbox.onCommand = async (responder) => {
    await responder.acknowledge('private');
    await responder.answer(menu);
  };
  here.inbox.onAction = async (responder) => {
    await responder.acknowledge('update');
    await responder.answer(say('Fait'));
  };
  await here.slack.command(here.user, place(), '/mois');
  await here.quiet();
  const [private_] = here.slack.messages(here.user, place());
  await here.slack.press(here.user, private_?.id ?? '', 'go:1');
  await here.quiet();
  expect(texts(here)).toEqual(['Fait']);
  expect(here.inbox.actions[0]).toMatchObject({ action: 'go:1', choice: [], message: null });

  const [ref] = await here.platform.post({ kind: 'channel', platform: 'slack', channel: here.channel }, menu, 'k');
  await here.slack.press(here.user, ref?.id ?? '', 'go:1');
  await here.quiet();
  expect(texts(here)).toEqual(['Fait', 'Menu', 'Fait']);
  expect(here.slack.messages(here.user, place())[2]?.onlyForYou).toBe(true);
  expect(here.inbox.actions[1]?.message).toEqual(ref);
});

test('the same action twice, links and lists', async () => {
  const shown = message(
    actions(
      button('go:1', 'Un'),
      button('go:1', 'Encore un'),
      link('Site', 'https://example.org'),
      link('Autre', 'https://example.org/2'),
      select('pick:7', 'Choisir', [
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ]),
      select(
        'many:8',
        'Plusieurs',
        [
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ],
        2,
      ),
    ),
  );
  const [ref] = await here.platform.post({ kind: 'channel', platform: 'slack', channel: here.channel }, shown, 'k');
  const id = ref?.id ?? '';
  const controls = here.slack.messages(here.user, place())[0]?.controls ?? [];
  const ids = controls.flatMap((control) => (control.kind === 'link' ? [] : [control.id]));
  expect(new Set(ids).size).toBe(4);
  await here.slack.press(here.user, id, ids[0] ?? '');
  await here.slack.press(here.user, id, ids[1] ?? '');
  await here.slack.select(here.user, id, ids[2] ?? '', ['b']);
  await here.slack.select(here.user, id, ids[3] ?? '', ['a', 'b']);
  expect(here.inbox.actions.map(({ action, choice }) => [action, choice])).toEqual([
    ['go:1', []],
    ['go:1', []],
    ['pick:7', ['b']],
    ['many:8', ['a', 'b']],
  ]);
});

test('a form opened from a button answers in its place', async () => {
  here.inbox.onCommand = async (responder) => {
    await responder.acknowledge('private');
    await responder.answer(message(text('Menu'), actions(button('ask:1', 'Demander'))));
  };
  here.inbox.onAction = (responder) => responder.openForm(form);
  here.inbox.onForm = async (responder) => {
    await responder.acknowledge('update');
    await responder.answer(say('Merci'));
  };
  await here.slack.command(here.user, place(), '/mois');
  await here.quiet();
  await here.slack.press(here.user, here.slack.messages(here.user, place())[0]?.id ?? '', 'ask:1');
  await here.slack.submit(here.user, { when: 'demain', audience: 'all' });
  await here.quiet();
  expect(texts(here)).toEqual(['Merci']);
});

test('both shortcuts open the menu', async () => {
  here.inbox.onCommand = async (responder) => {
    await responder.acknowledge('private');
    await responder.answer(say('Menu'));
  };
  const id = await here.slack.say(here.user, place(), 'bonjour');
  await here.slack.messageShortcut(here.user, id, 'menu');
  await here.slack.shortcut(here.user, 'menu-anywhere');
  await here.quiet();
  expect(here.inbox.commands.map((command) => command.path)).toEqual([['mois'], ['mois']]);
  expect(texts(here)).toEqual(['bonjour', 'Menu']);
  expect(texts(here, { channel: 'direct', thread: null })).toEqual(['Menu']);
});

test('a used or expired way to answer gives way to the next one', async () => {
  here.inbox.onCommand = async (responder) => {
    await responder.acknowledge('private');
    await responder.answer(say('Voici'));
  };
  here.slack.fault({ kind: 'status', status: 404, method: 'response_url' });
  await here.slack.command(here.user, place(), '/mois');
  await here.quiet();
  here.slack.fault({ kind: 'status', status: 404, method: 'response_url' });
  here.slack.fault({ kind: 'refuse', error: 'not_in_channel', method: 'chat.postEphemeral' });
  await here.slack.command(here.user, place(), '/mois');
  await here.quiet();
  expect(texts(here)).toEqual(['Voici']);
  expect(texts(here, { channel: 'direct', thread: null })).toEqual(['Voici']);
});

test.each([
  ['response_url', { kind: 'refuse', error: 'invalid_blocks', method: 'response_url' }, 1],
  ['response_url twice', { kind: 'refuse', error: 'invalid_blocks', method: 'response_url', times: 2 }, 0],
] as const)('a private answer whose layout Slack refuses comes as plain text: %s', async (_, fault, buttons) => {
  here.inbox.onCommand = async (responder) => {
    await responder.acknowledge('private');
    await responder.answer(message(text('Voir https://exemple.fr/été'), actions(button('go:1', 'Aller'))));
  };
  here.slack.fault(fault);
  await here.slack.command(here.user, place(), '/mois');
  await here.quiet();
  const [answer, ...others] = here.slack.messages(here.user, place());
  expect(answer).toMatchObject({ text: 'Voir https://exemple.fr/été', onlyForYou: true });
  expect(answer?.controls).toHaveLength(buttons);
  expect(others).toEqual([]);
});

test('without a response_url too', async () => {
  here.inbox.onCommand = async (responder) => {
    await responder.acknowledge('private');
    await responder.answer(say('Voir https://exemple.fr/été'));
  };
  here.slack.fault({ kind: 'status', status: 404, method: 'response_url' });
  here.slack.fault({ kind: 'refuse', error: 'invalid_blocks', method: 'chat.postEphemeral' });
  await here.slack.command(here.user, place(), '/mois');
  await here.quiet();
  expect(here.slack.messages(here.user, place())).toMatchObject([
    { text: 'Voir https://exemple.fr/été', onlyForYou: true },
  ]);
});

test('files of a private answer follow in the direct conversation', async () => {
  const logo = { id: 'logo', name: 'logo.svg', type: 'image/svg+xml', size: 13 };
  here.inbox.onCommand = async (responder) => {
    await responder.acknowledge('private');
    await responder.answer(message(text('Voici le kit'), { kind: 'file', file: logo }));
  };
  await here.slack.command(here.user, place(), '/mois');
  await here.quiet();
  expect(texts(here)[0]).toBe('Voici le kit');
  expect(texts(here)[1]).toContain('messages privés');
  const [sent] = here.slack.messages(here.user, { channel: 'direct', thread: null });
  expect(sent?.files).toMatchObject([{ name: 'logo.svg' }]);
});

test('in a thread the private answer stands in the thread', async () => {
  here.inbox.onAction = async (responder) => {
    await responder.acknowledge('private');
    await responder.answer(say('Pour vous'));
  };
  const [parent] = await here.platform.post(
    { kind: 'channel', platform: 'slack', channel: here.channel },
    say('Début'),
    'a',
  );
  if (!parent) throw new Error('nothing posted');
  const thread = { ...parent.place, thread: parent.id };
  const [reply] = await here.platform.post(
    { kind: 'place', place: thread },
    message(actions(button('go:1', 'Aller'))),
    'b',
  );
  await here.slack.press(here.user, reply?.id ?? '', 'go:1');
  await here.quiet();
  expect(here.inbox.actions[0]?.place).toEqual(thread);
  expect(texts(here, { channel: here.channel, thread: parent.id })).toEqual(['Début', '', 'Pour vous']);
  expect(texts(here)).toEqual(['Début']);
});
