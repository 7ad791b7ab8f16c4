import { expect, test } from 'vitest';
import type { FieldKind, Form, FormField } from '../../../src/chat/form.ts';
import { renderForm } from '../../../src/platforms/slack/render-form.ts';
import { wordsOf } from '../../../src/platforms/slack/words.ts';
import { textIn } from '../../../src/texts/index.ts';
import { blockKit, problems } from './specs.ts';

const schema = blockKit()?.modal;

function field(kind: FieldKind, more: Partial<FormField> = {}): FormField {
  return {
    name: 'field',
    kind,
    label: 'Libellé',
    hint: null,
    required: true,
    options: [],
    max: null,
    value: null,
    ...more,
  };
}

function checked(...fields: readonly FormField[]) {
  return checkedForm({ id: 'f', locale: 'fr', title: 'Titre', intro: null, submit: 'Envoyer', fields });
}

function checkedForm(form: Form) {
  const view = renderForm(form, 'kept', wordsOf(textIn, 'fr'));
  expect(problems(schema, view)).toEqual([]);
  return view;
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Choix ${index}` }));

function elementOf(given: FormField) {
  const [block] = checked(given).blocks;
  if (block?.type !== 'input' || !('element' in block)) throw new Error(`a ${block?.type} stands there`);
  return block.element as { type: string };
}

test('each kind of field has its element', () => {
  expect(elementOf(field('text', { max: 80, value: 'Déjà' }))).toMatchObject({
    type: 'plain_text_input',
    max_length: 80,
    initial_value: 'Déjà',
  });
  expect(elementOf(field('longText', { max: 5_000 }))).toMatchObject({ multiline: true, max_length: 3_000 });
  expect(elementOf(field('choice', { options: numbered(5), value: 'v1' }))).toMatchObject({
    type: 'radio_buttons',
    initial_option: { value: 'v1' },
  });
  expect(elementOf(field('choice', { options: numbered(5), required: false })).type).toBe('static_select');
  expect(elementOf(field('choice', { options: numbered(6), value: 'gone' }))).not.toHaveProperty('initial_option');
  expect(elementOf(field('choices', { options: numbered(10), value: ['v1', 'v2'] }))).toMatchObject({
    type: 'checkboxes',
  });
  expect(elementOf(field('choices', { options: numbered(11) })).type).toBe('multi_static_select');
  expect(elementOf(field('pick', { options: numbered(250) }))).toMatchObject({ option_groups: [{}, {}, {}] });
  expect(elementOf(field('picks', { options: numbered(250), value: ['v1', 'v201'], most: 10 }))).toMatchObject({
    ...{ type: 'multi_static_select', option_groups: [{}, {}, {}], max_selected_items: 10 },
    initial_options: [{ value: 'v1' }, { value: 'v201' }],
  });
  expect(elementOf(field('person', { value: 'U123' }))).toMatchObject({ type: 'users_select', initial_user: 'U123' });
  expect(elementOf(field('channel', { value: 'C123' }))).toMatchObject({
    type: 'conversations_select',
    initial_conversation: 'C123',
  });
  expect(elementOf(field('file'))).toMatchObject({ type: 'file_input', max_files: 10 });
});

test('a moment is typed or picked, and filled in the way it was given', () => {
  expect(
    checked(field('moment', { value: 'samedi 14 novembre 2026 18h30', picked: '2026-11-14T18:30' })).blocks,
  ).toMatchObject([
    { block_id: 'field', optional: true, element: { type: 'plain_text_input' } },
    { block_id: 'field~date', element: { type: 'datepicker', initial_date: '2026-11-14' } },
    { block_id: 'field~time', element: { type: 'timepicker', initial_time: '18:30' } },
  ]);
  expect(checked(field('moment', { value: 'samedi 14 novembre', beside: '18:30' })).blocks).toMatchObject([
    { block_id: 'field', element: { initial_value: 'samedi 14 novembre' } },
    { block_id: 'field~date', element: { type: 'datepicker' } },
    { block_id: 'field~time', element: { type: 'timepicker', initial_time: '18:30' } },
  ]);
  // Slack calls both ways optional, so the hint says that one of them is needed.
  const hintOf = (more: Partial<FormField>) => {
    const [typed] = checked(field('moment', more)).blocks;
    return typed?.type === 'input' && 'hint' in typed ? typed.hint?.text : undefined;
  };
  expect(hintOf({ hint: 'Par exemple : samedi 14' })).toBe(
    `${textIn('fr', 'platforms.slack.form.needed')} Par exemple : samedi 14`,
  );
  expect(hintOf({ required: false })).toBeUndefined();
  expect(checked(field('moment', { value: 'samedi 14' })).blocks[0]).toMatchObject({
    element: { initial_value: 'samedi 14' },
  });
  expect(checked(field('moment', { value: '2026-02-30', picked: '2026-02-30' })).blocks[0]).toMatchObject({
    element: { initial_value: '2026-02-30' },
  });
});

test('a text that is too long stands whole, to be shortened', () => {
  expect(checked(field('text', { max: 10, value: 'v'.repeat(200) })).blocks[0]).toMatchObject({
    element: { max_length: 200, initial_value: 'v'.repeat(200) },
  });
});

test('titles, labels and options too long for Slack', () => {
  const title = 'Proposer un événement pour la prochaine édition';
  const view = checkedForm({
    id: 'f',
    locale: 'fr',
    title,
    intro: 'x'.repeat(3_500),
    submit: 'Envoyer la proposition maintenant',
    fields: [
      field('choice', {
        options: [{ value: 'a', label: 'b'.repeat(90), description: 'c'.repeat(90) }],
        hint: 'h'.repeat(2_100),
      }),
    ],
  });
  expect(view.title.text).toBe('Proposer un événement p…');
  expect(view.blocks[0]).toMatchObject({ type: 'header', text: { text: title } });
  expect(view.blocks.filter((block) => block.type === 'section')).toHaveLength(2);
});

test('a list with nothing to choose from does not keep the form from opening', () => {
  expect(checked(field('pick'), field('text', { name: 'other' })).blocks[0]).toMatchObject({ type: 'section' });
});
