import { Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { type Json, times } from './component-parts.ts';
import { formErrors, restOf } from './support.ts';

const command = (more: Json = {}) => ({ name: 'bilan', description: 'Bilan', ...more });
const option = (more: Json = {}) => ({ type: 3, name: 'titre', description: 'Titre', ...more });
const sub = (...options: unknown[]) => ({ type: 1, name: 'sub', description: 'x', options });
const group = (...options: unknown[]) => ({ type: 2, name: 'group', description: 'x', options });
const choice = (n: number, more: Json = {}) => ({ name: `n${n}`, value: `v${n}`, ...more });
const x = (length: number) => 'x'.repeat(length);

const A = 'D: interactions/application-commands';

let discord: LocalDiscord;
let list: `/${string}`;
beforeAll(async () => {
  discord = await startLocalDiscord();
  list = Routes.applicationCommands(discord.bot.id);
});
afterAll(() => discord.close());

const put = (body: unknown): Promise<unknown> => restOf(discord).put(list, { body });
const post = (body: unknown): Promise<unknown> => restOf(discord).post(list, { body });

type Case = [what: string, source: string, more: Json, errors: Record<string, string>];

describe('an option of a command', () => {
  it.each<Case>([
    ['25 others', A, { options: times(26, (n) => option({ name: `o${n}` })) }, { options: 'BASE_TYPE_BAD_LENGTH' }],
    [
      'two options of one name',
      A,
      { options: [option(), option()] },
      { 'options.1.name': 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID_DUPLICATE' },
    ],
    [
      'two options of one name in one language',
      A,
      {
        options: [
          option({ name_localizations: { fr: 'nom' } }),
          option({ name: 'b', name_localizations: { fr: 'nom' } }),
        ],
      },
      { 'options.1.name_localizations.fr': 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID_DUPLICATE' },
    ],
    [
      "an option translated as another's default name",
      A,
      {
        options: [option({ name_localizations: { fr: 'b' } }), option({ name: 'b', name_localizations: { fr: 'c' } })],
      },
      { 'options.0.name_localizations.fr': 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID_DUPLICATE' },
    ],
    [
      'a required option behind an optional one',
      A,
      { options: [option(), option({ name: 'b', required: true })] },
      { 'options.1': 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID' },
    ],
    [
      'options beside subcommands',
      A,
      { options: [option(), sub()] },
      { 'options.0': 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID' },
    ],
    [
      'a subcommand in a subcommand',
      A,
      { options: [sub(sub())] },
      { 'options.0.options.0.type': 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID' },
    ],
    [
      'a group in a subcommand',
      A,
      { options: [sub(group())] },
      { 'options.0.options.0.type': 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID' },
    ],
    [
      'a group in a group',
      A,
      { options: [group(group())] },
      { 'options.0.options.0.type': 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID' },
    ],
    [
      'an option right in a group',
      A,
      { options: [group(option())] },
      { 'options.0.options.0': 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID' },
    ],
    [
      'a required subcommand',
      A,
      { options: [{ ...sub(), required: true }] },
      { 'options.0.required': 'APPLICATION_COMMAND_REQUIRED_INVALID' },
    ],
    [
      'an option of a type that there is not',
      A,
      { options: [option({ type: 12 })] },
      { 'options.0.type': 'BASE_TYPE_CHOICES' },
    ],
    [
      '26 choices',
      A,
      { options: [option({ choices: times(26, choice) })] },
      { 'options.0.choices': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'two choices of one name',
      'U',
      { options: [option({ choices: [choice(1), choice(1, { value: 'w' })] })] },
      { 'options.0.choices.1.name': 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_DUPLICATED' },
    ],
    [
      'a choice named in 101 characters',
      A,
      { options: [option({ choices: [choice(1, { name: x(101) })] })] },
      { 'options.0.choices.0.name': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'a choice valued in 101 characters',
      A,
      { options: [option({ choices: [choice(1, { value: x(101) })] })] },
      { 'options.0.choices.0.value': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'text to choose where a whole number is',
      A,
      { options: [option({ type: 4, choices: [choice(1)] })] },
      { 'options.0.choices.0.value': 'NUMBER_TYPE_COERCE' },
    ],
    [
      'a fraction to choose where a whole number is',
      A,
      { options: [option({ type: 4, choices: [choice(1, { value: 0.5 })] })] },
      { 'options.0.choices.0.value': 'NUMBER_TYPE_COERCE' },
    ],
    [
      'choices and suggestions at once',
      A,
      { options: [option({ autocomplete: true, choices: [choice(1)] })] },
      { 'options.0.autocomplete': 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE' },
    ],
    [
      'choices of people',
      A,
      { options: [option({ type: 6, choices: [choice(1, { value: 1 })] })] },
      { 'options.0.choices': 'APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE' },
    ],
    [
      'suggestions for yes or no',
      A,
      { options: [option({ type: 5, autocomplete: true })] },
      { 'options.0.autocomplete': 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_TYPE' },
    ],
    [
      'a length for a number',
      A,
      { options: [option({ type: 4, max_length: 5 })] },
      { 'options.0.max_length': 'APPLICATION_COMMAND_OPTIONS_LENGTH_TYPE' },
    ],
    [
      'a highest value for text',
      A,
      { options: [option({ max_value: 5 })] },
      { 'options.0.max_value': 'APPLICATION_COMMAND_OPTIONS_VALUE_TYPE' },
    ],
    [
      'channels to choose for text',
      A,
      { options: [option({ channel_types: [0] })] },
      { 'options.0.channel_types': 'APPLICATION_COMMAND_OPTIONS_CHANNEL_TYPES_TYPE' },
    ],
    [
      'text of more than 6000 characters',
      A,
      { options: [option({ max_length: 6001 })] },
      { 'options.0.max_length': 'NUMBER_TYPE_MAX' },
    ],
    [
      'text of at most no character',
      A,
      { options: [option({ max_length: 0 })] },
      { 'options.0.max_length': 'NUMBER_TYPE_MIN' },
    ],
    [
      'a least length above the most',
      'U',
      { options: [option({ min_length: 3, max_length: 2 })] },
      { 'options.0.min_length': 'APPLICATION_COMMAND_OPTIONS_RANGE' },
    ],
    [
      'a fraction as the least whole number',
      A,
      { options: [option({ type: 4, min_value: 0.5 })] },
      { 'options.0.min_value': 'NUMBER_TYPE_COERCE' },
    ],
    [
      'channels of a kind there is not',
      'spec',
      { options: [option({ type: 7, channel_types: [77] })] },
      { 'options.0.channel_types.0': 'BASE_TYPE_CHOICES' },
    ],
  ])('with %s is refused [%s]', async (_, __, more, errors) => {
    const below = Object.fromEntries(Object.entries(errors).map(([field, code]) => [`0.${field}`, code]));
    expect(await formErrors(put([command(more)]))).toEqual(below);
    expect(await formErrors(post(command(more)))).toEqual(errors);
  });
});
