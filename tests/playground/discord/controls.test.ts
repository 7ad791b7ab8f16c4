import { describe, expect, it } from 'vitest';
import { button, inRow, type Json, link, option, select, times, x } from './component-parts.ts';
import { channelToPostIn, formErrors } from './support.ts';

const C = 'D: components/reference';

const { post } = channelToPostIn();

type Case = [what: string, source: string, body: Json, errors: Record<string, string>];

describe('controls of a message', () => {
  it.each<Case>([
    ['no style', C, { style: undefined }, { style: 'BASE_TYPE_CHOICES' }],
    ['no custom id', C, { custom_id: undefined }, { custom_id: 'BASE_TYPE_REQUIRED' }],
    ['neither label nor emoji', C, { label: '' }, { '': 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED' }],
    ['a label of 81 characters', C, { label: x(81) }, { label: 'BASE_TYPE_MAX_LENGTH' }],
    [
      'an emoji that is none',
      'S: discord.js issues',
      { emoji: { name: 'oui' } },
      { 'emoji.name': 'COMPONENT_INVALID_EMOJI' },
    ],
    [
      "another server's emoji",
      'S: discord.js issues',
      { emoji: { id: '1', name: 'oui' } },
      { 'emoji.id': 'COMPONENT_INVALID_EMOJI' },
    ],
    ['an address though it is no link', C, { url: 'https://a.fr' }, { url: 'BUTTON_COMPONENT_INVALID_URL' }],
    ['something for sale though it is not premium', C, { sku_id: '1' }, { sku_id: 'BUTTON_COMPONENT_INVALID_SKU' }],
    ['a link without address', C, link({ url: undefined }), { url: 'BASE_TYPE_REQUIRED' }],
    [
      'a link with a custom id',
      C,
      link({ custom_id: 'b' }),
      { '': 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE' },
    ],
    ['a link of 513 characters', C, link({ url: `https://a.fr/${x(500)}` }), { url: 'BASE_TYPE_MAX_LENGTH' }],
    [
      'a link that runs a script',
      'U: which schemes',
      link({ url: 'javascript:alert(1)' }),
      { url: 'URL_TYPE_INVALID_SCHEME' },
    ],
    [
      'a premium style without anything for sale',
      C,
      { style: 6, label: undefined, custom_id: undefined },
      { sku_id: 'BASE_TYPE_REQUIRED' },
    ],
    [
      'a premium style with a label',
      C,
      { style: 6, custom_id: undefined, sku_id: '1' },
      { label: 'BUTTON_COMPONENT_PREMIUM_FIELD' },
    ],
    ['"disabled" that is no yes or no', 'spec', { disabled: 'non' }, { disabled: 'BOOLEAN_TYPE_CONVERT' }],
  ])('a button with %s is refused [%s]', async (_, __, more, errors) => {
    const body = inRow(more.style === 5 ? more : button(more));
    expect(await formErrors(post(body))).toEqual(below('components.0.components.0', errors));
  });

  it.each<Case>([
    ['no option', C, { options: [] }, { options: 'BASE_TYPE_BAD_LENGTH' }],
    ['26 options', C, { options: times(26, option) }, { options: 'BASE_TYPE_BAD_LENGTH' }],
    [
      'two options of one value',
      'U',
      { options: [option(1), option(1)] },
      { 'options.1.value': 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED' },
    ],
    [
      'an option named in 101 characters',
      C,
      { options: [option(1, { label: x(101) })] },
      { 'options.0.label': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'an option described in 101 characters',
      C,
      { options: [option(1, { description: x(101) })] },
      { 'options.0.description': 'BASE_TYPE_MAX_LENGTH' },
    ],
    [
      'an option valued in 101 characters',
      C,
      { options: [option(1, { value: x(101) })] },
      { 'options.0.value': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'an option with an emoji that is none',
      'S: discord.js issues',
      { options: [option(1, { emoji: { name: ':)' } })] },
      { 'options.0.emoji.name': 'COMPONENT_INVALID_EMOJI' },
    ],
    ['a placeholder of 151 characters', C, { placeholder: x(151) }, { placeholder: 'BASE_TYPE_MAX_LENGTH' }],
    [
      'more to be chosen than there is',
      'U',
      { max_values: 4 },
      { max_values: 'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE' },
    ],
    ['26 to be chosen', C, { options: times(25, option), max_values: 26 }, { max_values: 'NUMBER_TYPE_MAX' }],
    ['a least above the most', 'U', { min_values: 2 }, { min_values: 'COMPONENT_MIN_VALUES_TOO_LARGE' }],
    [
      'two chosen beforehand where one may be',
      'U',
      { options: times(2, (n) => option(n, { default: true })) },
      { options: 'SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS' },
    ],
    [
      'a channel chosen where people are',
      C,
      { type: 5, default_values: [{ id: '1', type: 'channel' }] },
      { 'default_values.0.type': 'BASE_TYPE_CHOICES' },
    ],
    [
      'fewer people chosen beforehand than must be',
      C,
      { type: 5, min_values: 2, max_values: 3, default_values: [{ id: '1', type: 'user' }] },
      { default_values: 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'channels of no kind there is',
      'spec',
      { type: 8, channel_types: [0, 77] },
      { 'channel_types.1': 'BASE_TYPE_CHOICES' },
    ],
  ])('a list with %s is refused [%s]', async (_, __, more, errors) => {
    const body = inRow(select(more.type === undefined ? more : { options: undefined, ...more }));
    const found = await formErrors(post(body));
    expect(found).toMatchObject(below('components.0.components.0', errors));
  });
});

/** Returns the same errors, further down in a body. */
function below(path: string, errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([field, code]) => [field === '' ? path : `${path}.${field}`, code]),
  );
}
