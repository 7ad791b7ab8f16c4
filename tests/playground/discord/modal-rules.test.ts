import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chosen, label, type ModalStage, many, modalStage, options, text } from './modal-stage.ts';

const M = 'D: interactions/receiving-and-responding';
const C = 'D: components/reference';
const field = (component: Record<string, unknown>) => ({ components: [label(component)] });
const at = 'data.components.0.component';

describe('a modal', () => {
  let stage: ModalStage;
  beforeAll(async () => {
    stage = await modalStage();
  });
  afterAll(() => stage.connected.close());

  it.each<[what: string, source: string, data: Record<string, unknown>, errors: Record<string, string>]>([
    ['no component', M, { components: [] }, { 'data.components': 'BASE_TYPE_BAD_LENGTH' }],
    [
      'six components',
      M,
      { components: [1, 2, 3, 4, 5, 6].map((n) => label(text(`t${n}`))) },
      { 'data.components': 'BASE_TYPE_BAD_LENGTH' },
    ],
    ['no title', M, { title: undefined, ...field(text('a')) }, { 'data.title': 'BASE_TYPE_REQUIRED' }],
    [
      'a title of 46 characters',
      M,
      { title: 'x'.repeat(46), ...field(text('a')) },
      { 'data.title': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a custom id of 101 characters',
      M,
      { custom_id: 'x'.repeat(101), ...field(text('a')) },
      { 'data.custom_id': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a button',
      C,
      { components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x' }] }] },
      { 'data.components.0.components.0.type': 'UNION_TYPE_CHOICES' },
    ],
    [
      'two fields in an older row',
      C,
      { components: [{ type: 1, components: [text('a', { label: 'a' }), text('b', { label: 'b' })] }] },
      { 'data.components.0.components': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'an older row whose field has no label',
      C,
      { components: [{ type: 1, components: [text('a')] }] },
      { 'data.components.0.components.0.label': 'BASE_TYPE_REQUIRED' },
    ],
    [
      'a list outside a label',
      C,
      { components: [{ type: 3, custom_id: 's', options }] },
      { 'data.components.0.type': 'UNION_TYPE_CHOICES' },
    ],
    [
      'a container',
      C,
      { components: [{ type: 17, components: [] }] },
      { 'data.components.0.type': 'UNION_TYPE_CHOICES' },
    ],
    [
      'a label of 46 characters',
      C,
      { components: [label(text('a'), 'x'.repeat(46))] },
      { 'data.components.0.label': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a label without a word',
      C,
      { components: [label(text('a'), '')] },
      { 'data.components.0.label': 'BASE_TYPE_REQUIRED' },
    ],
    [
      'a description of 101 characters',
      C,
      { components: [label(text('a'), 'x', { description: 'x'.repeat(101) })] },
      { 'data.components.0.description': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'an empty description',
      'spec',
      { components: [label(text('a'), 'x', { description: '' })] },
      { 'data.components.0.description': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a label around nothing',
      C,
      { components: [label(undefined)] },
      { 'data.components.0.component': 'BASE_TYPE_REQUIRED' },
    ],
    [
      'a label around a label',
      C,
      field(label(text('a'))),
      { [`${at}.custom_id`]: 'BASE_TYPE_REQUIRED', [`${at}.type`]: 'UNION_TYPE_CHOICES' },
    ],
    [
      'two fields with one custom id',
      C,
      { components: [label(text('a')), label(text('a'))] },
      { 'data.components.1.component.custom_id': 'COMPONENT_CUSTOM_ID_DUPLICATED' },
    ],
    [
      'two fields with one numeric id',
      C,
      { components: [label(text('a', { id: 5 })), label(text('b', { id: 5 }))] },
      { 'data.components': 'COMPONENT_ID_DUPLICATED' },
    ],
    ['a text field of no style', C, field(text('a', { style: undefined })), { [`${at}.style`]: 'BASE_TYPE_CHOICES' }],
    [
      'a text field for more than 4000 characters',
      C,
      field(text('a', { max_length: 4001 })),
      { [`${at}.max_length`]: 'NUMBER_TYPE_MAX' },
    ],
    [
      'a text field whose least is above its most',
      'U',
      field(text('a', { min_length: 5, max_length: 4 })),
      { [`${at}.min_length`]: 'TEXT_INPUT_MIN_LENGTH_TOO_LARGE' },
    ],
    [
      'a placeholder of 101 characters',
      C,
      field(text('a', { placeholder: 'x'.repeat(101) })),
      { [`${at}.placeholder`]: 'BASE_TYPE_MAX_LENGTH' },
    ],
    [
      'a text already there of 4001 characters',
      C,
      field(text('a', { value: 'x'.repeat(4001) })),
      { [`${at}.value`]: 'BASE_TYPE_MAX_LENGTH' },
    ],
    [
      'a text already there longer than the field takes',
      'U',
      field(text('a', { max_length: 3, value: 'long' })),
      { [`${at}.value`]: 'BASE_TYPE_MAX_LENGTH' },
    ],
    [
      'a disabled list',
      C,
      field({ type: 3, custom_id: 's', options, disabled: true }),
      { [`${at}.disabled`]: 'COMPONENT_DISABLED_IN_MODAL' },
    ],
    [
      'a required list of which none need be chosen',
      C,
      field({ type: 3, custom_id: 's', options, min_values: 0 }),
      { [`${at}.min_values`]: 'COMPONENT_MIN_VALUES_REQUIRED' },
    ],
    [
      'a list of 26',
      C,
      field({ type: 3, custom_id: 's', options: many(26) }),
      { [`${at}.options`]: 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a required upload of no file',
      C,
      field({ type: 19, custom_id: 'f', min_values: 0 }),
      { [`${at}.min_values`]: 'COMPONENT_MIN_VALUES_REQUIRED' },
    ],
    [
      'an upload of eleven files',
      C,
      field({ type: 19, custom_id: 'f', max_values: 11 }),
      { [`${at}.max_values`]: 'NUMBER_TYPE_MAX' },
    ],
    [
      'an upload of eleven kinds of files',
      'D: components/reference (2026-08)',
      field({ type: 19, custom_id: 'f', file_types: Array(11).fill('.pdf') }),
      { [`${at}.file_types`]: 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a radio group of one',
      C,
      field({ type: 21, custom_id: 'r', options: many(1) }),
      { [`${at}.options`]: 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a radio group of eleven',
      C,
      field({ type: 21, custom_id: 'r', options: many(11) }),
      { [`${at}.options`]: 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a radio group with two chosen',
      'U',
      field({ type: 21, custom_id: 'r', options: chosen(2) }),
      { [`${at}.options`]: 'SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS' },
    ],
    [
      'eleven boxes to tick',
      C,
      field({ type: 22, custom_id: 'b', options: many(11) }),
      { [`${at}.options`]: 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'more boxes to tick than there are',
      'U',
      field({ type: 22, custom_id: 'b', options: many(2), max_values: 3 }),
      { [`${at}.max_values`]: 'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE' },
    ],
    [
      'required boxes of which none need be ticked',
      C,
      field({ type: 22, custom_id: 'b', options: many(2), min_values: 0 }),
      { [`${at}.min_values`]: 'COMPONENT_MIN_VALUES_REQUIRED' },
    ],
    [
      'two boxes of one value',
      'U',
      field({ type: 22, custom_id: 'b', options: [options[0], options[0]] }),
      { [`${at}.options.1.value`]: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED' },
    ],
  ])('with %s is refused, and nobody sees it [%s]', async (_, __, data, errors) => {
    expect(await stage.open(data)).toEqual(errors);
    expect(stage.connected.discord.form(stage.user)).toBeNull();
  });
});
