import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldKind, FormField } from '../../src/chat/form.ts';
import { legible } from '../../src/chat/legible.ts';
import type { Block, FileRef } from '../../src/chat/message.ts';
import type { MessageRef } from '../../src/chat/place.ts';
import { fileBytes, type Setting, startSetting } from '../contracts/setting.ts';
import { endless, hostile, hostileKinds } from '../support/hostile-words.ts';

const picture: FileRef = {
  id: '0190b9a0-0000-7000-8000-000000000001',
  name: 'Affiche été.png',
  type: 'image/png',
  size: fileBytes.length,
};
const options = [
  { value: 'a', label: 'Amiens', description: 'Somme' },
  { value: 'b', label: 'Beauvais' },
];

/** The table has a sample of each kind there is. The compiler asks for a new one here. */
const blocks: Readonly<Record<Block['kind'], Block>> = {
  heading: { kind: 'heading', text: 'Les Jardins partagés' },
  text: { kind: 'text', text: 'Venez nombreux.\nL’entrée est libre.' },
  note: { kind: 'note', text: 'Mis à jour le 14 novembre' },
  fields: {
    kind: 'fields',
    fields: [
      { label: 'Lieu', text: 'Amiens' },
      { label: 'Quand', text: 'samedi 14 novembre\nde 14 h à 18 h' },
    ],
  },
  list: { kind: 'list', items: ['un', 'deux\nsur deux lignes'] },
  table: {
    kind: 'table',
    header: ['Département', 'Événements'],
    rows: [
      ['Aisne', '7'],
      ['Oise', '13'],
    ],
  },
  progress: { kind: 'progress', label: '13 sur 22', done: 13, total: 22 },
  image: { kind: 'image', file: picture, alt: 'L’affiche du mois' },
  file: { kind: 'file', file: { ...picture, name: 'dossier.pdf', type: 'application/pdf' } },
  divider: { kind: 'divider' },
  actions: {
    kind: 'actions',
    controls: [
      { kind: 'button', action: 'a:1', label: 'Accepter', style: 'primary' },
      { kind: 'button', action: 'b:1', label: 'Refuser', style: 'danger' },
      { kind: 'button', action: 'c:1', label: 'Voir', style: 'plain' },
      { kind: 'link', label: 'Le site', url: 'https://exemple.fr/' },
      { kind: 'select', action: 'd:1', placeholder: 'Choisir', options, max: 1 },
      { kind: 'select', action: 'e:1', placeholder: 'Choisir plusieurs', options, max: 2 },
    ],
  },
};

/** The same samples, with somebody's words in every place where words go. */
const saying = (words: string): readonly Block[] => [
  { kind: 'heading', text: words },
  { kind: 'text', text: words },
  { kind: 'note', text: words },
  { kind: 'fields', fields: [{ label: words, text: words }] },
  { kind: 'list', items: [words, words] },
  { kind: 'table', header: ['Nom', 'Mot'], rows: [[words, words]] },
  { kind: 'progress', label: words, done: 1, total: 2 },
];

const kinds = [
  'text',
  'longText',
  'moment',
  'choice',
  'choices',
  'pick',
  'picks',
  'person',
  'channel',
  'file',
] as const satisfies readonly FieldKind[];
const missing: Exclude<FieldKind, (typeof kinds)[number]> extends never ? true : never = true;

const fieldOf = (kind: FieldKind, over: Partial<FormField> = {}): FormField => ({
  name: kind,
  kind,
  label: `Champ ${kind}`,
  hint: 'Une aide',
  required: true,
  options: ['choice', 'choices', 'pick', 'picks'].includes(kind) ? options : [],
  max: null,
  value: null,
  ...over,
});

describe.each(['slack', 'discord'] as const)('%s', (name) => {
  let here: Setting;
  let key = 0;
  beforeAll(async () => {
    here = await startSetting(name);
  });
  // Closing also holds all that was sent against the platform's own description.
  afterAll(() => here?.close());

  async function show(...shown: readonly Block[]) {
    const target = { kind: 'channel', platform: name, channel: here.channel } as const;
    const refs = await here.platform.post(target, { blocks: shown }, `gallery-${++key}`);
    return here.screen(here.ana).filter(({ id }) => refs.some((ref: MessageRef) => ref.id === id));
  }

  it.each(Object.entries(blocks))('shows: %s', async (_, block) => {
    const seen = await show({ kind: 'text', text: 'Avant' }, block);
    const read = seen.map(({ text, controls, files }) => ({
      text,
      controls: controls.map((control) => ({ ...control, id: undefined })),
      files: files.map(({ name: called, size }) => ({ name: called, size })),
    }));
    expect(read).toMatchSnapshot();
  });

  it.each(hostileKinds)('shows as it was typed: %s', async (kind) => {
    const words = hostile[kind];
    const seen = await show(...saying(words));
    // Signs that turn or hide the words around them are left out.
    const all = legible(seen.map(({ text }) => text).join('\n'));
    expect(all.split(legible(words)).length - 1).toBeGreaterThanOrEqual(9);
    for (const { id } of seen) expect(calledBy(here, id)).toEqual([]);
  });

  it('loses nothing of what is endless', async () => {
    for (const block of saying(endless)) {
      const all = (await show(block)).map(({ text }) => text).join(' ');
      const words = new Set(all.match(/m\d{5}/g));
      expect([block.kind, words.size]).toEqual([block.kind, 1_429]);
    }
  });

  it('buttons and lists keep to their limits and still say what they do', async () => {
    const words = 'Proposer un événement de plus, '.repeat(8);
    const seen = await show({
      kind: 'actions',
      controls: [
        { kind: 'button', action: 'a:1', label: words, style: 'plain' },
        { kind: 'button', action: 'a:2', label: hostile.calls, style: 'plain' },
        { kind: 'link', label: 'Ici', url: 'javascript:alert(1)' },
        {
          kind: 'select',
          action: 'b:1',
          placeholder: words,
          max: 1,
          options: Array.from({ length: 120 }, (_, index) => ({
            value: `v${index}`,
            label: `${index} ${words}`,
            description: words,
          })),
        },
      ],
    });
    const controls = seen.flatMap((one) => one.controls);
    const labels = controls.flatMap((one) => (one.kind === 'button' ? [one.label] : []));
    expect(labels[0]?.startsWith('Proposer un événement')).toBe(true);
    expect(labels[1]).toBe(hostile.calls);
    expect(controls.some((one) => one.kind === 'link')).toBe(false);
    const offered = controls.flatMap((one) => (one.kind === 'select' ? one.options.map(({ value }) => value) : []));
    expect(new Set(offered).size).toBe(120);
  });

  it.each(kinds)('asks: %s', async (kind) => {
    expect(missing).toBe(true);
    const open = await ask([fieldOf(kind)]);
    expect(open).toMatchSnapshot();
  });

  it.each(hostileKinds)('asks with known values as they were typed: %s', async (kind) => {
    const words = hostile[kind];
    const open = await ask([
      fieldOf('text', { value: words, label: words, hint: words }),
      fieldOf('longText', { value: words }),
      fieldOf('pick', { options: [{ value: 'x', label: words }], value: 'x' }),
    ]);
    for (const at of [0, 1]) expect(open.fields[at]?.value?.map(legible)).toEqual([legible(words)]);
    expect(legible(JSON.stringify(open))).toContain(JSON.stringify(legible(words)).slice(1, 40));
  });

  async function ask(fields: readonly FormField[]) {
    here.on({
      command: (_, responder) =>
        responder.openForm({
          id: 'f1',
          locale: 'fr',
          title: 'Proposer',
          intro: 'Cinq minutes.',
          submit: 'Envoyer',
          fields,
        }),
    });
    await here.local.command(here.ana, { channel: here.channel, thread: null }, '/essai');
    await here.quiet();
    const open = here.local.form(here.ana);
    if (!open) throw new Error('no form opened');
    await here.local.dismiss(here.ana);
    // Discord numbers its forms anew each time.
    const { id: _, ...form } = open;
    return {
      ...form,
      fields: form.fields.map((one) => ({ ...one, options: one.options.filter(({ value }) => /^[abx]$/.test(value)) })),
    };
  }
});

function calledBy({ local }: Setting, message: string): readonly string[] {
  const called: unknown =
    'mentionsIn' in local && typeof local.mentionsIn === 'function' ? local.mentionsIn(message) : null;
  if (Array.isArray(called)) return called;
  const reached: unknown = typeof called === 'object' && called !== null ? Reflect.get(called, 'reached') : null;
  return Array.isArray(reached) ? reached : ['nobody can tell'];
}
