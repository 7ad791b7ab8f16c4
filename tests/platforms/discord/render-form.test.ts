import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldKind, Form, FormField } from '../../../src/chat/form.ts';
import { formOf, renderForm } from '../../../src/platforms/discord/render-form.ts';
import { objections } from './spec.ts';
import { property, typedText } from './support.ts';

const formField = (over: Partial<FormField>): FormField => ({
  name: 'titre',
  kind: 'text',
  label: 'Titre',
  hint: null,
  required: true,
  options: [],
  max: null,
  value: null,
  ...over,
});

const form = (fields: readonly FormField[], over: Partial<Form> = {}): Form => ({
  id: 'abc',
  locale: 'fr',
  title: 'Proposer',
  intro: null,
  submit: 'Envoyer',
  fields,
  ...over,
});
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Choix ${index}` }));
const only = (field: Partial<FormField>): unknown =>
  property(renderForm(form([formField(field)])).components[0], 'component');

describe('fields', () => {
  test.each<[Partial<FormField>, object]>([
    [
      { value: 'Déjà', max: 80 },
      { type: 4, custom_id: 'titre', style: 1, required: true, max_length: 80, value: 'Déjà' },
    ],
    [
      { value: 'v'.repeat(200), max: 80 },
      { type: 4, max_length: 200, value: 'v'.repeat(200) },
    ],
    [
      { kind: 'longText', required: false, max: 9000 },
      { type: 4, style: 2, required: false, max_length: 4000 },
    ],
    [
      { kind: 'moment', max: 200 },
      { type: 4, style: 1, max_length: 200 },
    ],
    [
      { kind: 'choice', options: options(3), value: 'v1' },
      { type: 21, custom_id: 'titre', options: [{}, { default: true }, {}] },
    ],
    [
      { kind: 'choice', options: options(1) },
      { type: 3, custom_id: 'titre', options: [{}] },
    ],
    [
      { kind: 'choice', options: options(12) },
      { type: 3, max_values: 1 },
    ],
    [
      { kind: 'pick', options: options(4) },
      { type: 3, custom_id: 'titre' },
    ],
    [
      { kind: 'pick', options: [] },
      { type: 4, custom_id: 'titre' },
    ],
    [
      { kind: 'choices', options: options(4), value: ['v0', 'v2'] },
      { type: 22, custom_id: 'titre', min_values: 1, max_values: 4 },
    ],
    [
      { kind: 'choices', options: options(14), required: false },
      { type: 3, id: 1000, custom_id: 'titre', min_values: 0, max_values: 14 },
    ],
    [
      { kind: 'picks', options: options(14), most: 10, value: ['v2', 'v3'] },
      { type: 3, custom_id: 'titre', min_values: 1, max_values: 10 },
    ],
    [
      { kind: 'picks', options: options(4), most: 10 },
      { type: 22, custom_id: 'titre', min_values: 1, max_values: 4 },
    ],
    [
      { kind: 'person', value: '42' },
      { type: 5, default_values: [{ id: '42', type: 'user' }] },
    ],
    [{ kind: 'channel' }, { type: 8, channel_types: [0, 5] }],
    [
      { kind: 'file', required: false },
      { type: 19, required: false, min_values: 0, max_values: 10 },
    ],
  ])('%j', (given, expected) => {
    expect(only(given)).toMatchObject(expected);
  });

  test('a question too long for a label is told in full below', () => {
    const long = 'Des élus locaux ou des institutions étaient-ils présents ?';
    const [label] = renderForm(form([formField({ label: long, hint: 'mairie, Région' })])).components;
    expect(label).toMatchObject({
      label: 'Des élus locaux ou des institutions…',
      description: long,
      component: { placeholder: 'mairie, Région' },
    });
  });
});

describe('introduction', () => {
  const five = Array.from({ length: 5 }, (_, index) => formField({ name: `f${index}` }));

  test('stands first where there is room', () => {
    const { components } = renderForm(form(five.slice(1), { intro: 'Cinq *minutes*' }));
    expect(components).toHaveLength(5);
    expect(components[0]).toEqual({ type: 10, content: 'Cinq \\*minutes\\*' });
  });

  test('moves to the first field where there is none', () => {
    const { components } = renderForm(form(five, { intro: 'Cinq minutes' }));
    expect(components.map((component) => property(component, 'description'))).toEqual([
      'Cinq minutes',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test('the id of a form comes back', () => {
  expect(formOf(renderForm(form([formField({})])).custom_id)).toBe('abc');
  expect(formOf('other')).toBeNull();
});

const kinds: readonly FieldKind[] = [
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
];
const anyField = fc.record({
  kind: fc.constantFrom(...kinds),
  label: typedText,
  hint: fc.option(typedText),
  required: fc.boolean(),
  options: fc
    .array(typedText, { maxLength: 40 })
    .map((labels) => labels.map((label, index) => ({ value: `v${index}`, label }))),
  max: fc.option(fc.integer({ min: 1, max: 9000 })),
  value: fc.option(fc.oneof(typedText, fc.constantFrom('v0', 'v3'))),
});

test('whatever is asked, Discord’s published description agrees', () => {
  fc.assert(
    fc.property(
      fc.array(anyField, { minLength: 1, maxLength: 5 }),
      typedText,
      fc.option(typedText),
      (fields, title, intro) => {
        const modal = renderForm(
          form(
            fields.map((field, index) => ({ ...field, name: `f${index}` })),
            { title, intro },
          ),
        );
        expect(modal.components.length).toBeLessThanOrEqual(5);
        expect(objections('modal', modal)).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
