import { Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { type Json, times } from './component-parts.ts';
import { formErrors, restOf } from './support.ts';

const command = (more: Json = {}) => ({ name: 'bilan', description: 'Bilan', ...more });
const option = (more: Json = {}) => ({ type: 3, name: 'titre', description: 'Titre', ...more });
const x = (length: number) => 'x'.repeat(length);

const A = 'D: interactions/application-commands';

let discord: LocalDiscord;
let list: `/${string}`;
let own: `/${string}`;
beforeAll(async () => {
  discord = await startLocalDiscord();
  list = Routes.applicationCommands(discord.bot.id);
  own = Routes.applicationGuildCommands(discord.bot.id, discord.team.id);
});
afterAll(() => discord.close());

const put = (body: unknown): Promise<unknown> => restOf(discord).put(list, { body });
const post = (body: unknown, path = list): Promise<unknown> => restOf(discord).post(path, { body });

type Case = [what: string, source: string, more: Json, errors: Record<string, string>];

describe('a command', () => {
  it.each<Case>([
    ['a name in capitals', A, { name: 'Bilan' }, { name: 'APPLICATION_COMMAND_INVALID_NAME' }],
    ['a name with a space', A, { name: 'mon bilan' }, { name: 'APPLICATION_COMMAND_INVALID_NAME' }],
    ['a name of 33 characters', A, { name: x(33) }, { name: 'BASE_TYPE_BAD_LENGTH' }],
    ['no description', A, { description: '' }, { description: 'BASE_TYPE_REQUIRED' }],
    ['a description of 101 characters', A, { description: x(101) }, { description: 'BASE_TYPE_BAD_LENGTH' }],
    [
      'a language that there is not',
      A,
      { name_localizations: { 'fr-FR': 'bilan' } },
      { 'name_localizations.fr-FR': 'INVALID_LOCALE' },
    ],
    [
      'a translated name in capitals',
      A,
      { name_localizations: { fr: 'Bilan' } },
      { 'name_localizations.fr': 'APPLICATION_COMMAND_INVALID_NAME' },
    ],
    [
      'a translated description of 101 characters',
      A,
      { description_localizations: { fr: x(101) } },
      { 'description_localizations.fr': 'BASE_TYPE_BAD_LENGTH' },
    ],
    [
      'translations that are a list',
      'spec',
      { name_localizations: ['bilan'] },
      { name_localizations: 'DICT_TYPE_CONVERT' },
    ],
    ['a type that there is not', A, { type: 9, description: '' }, { type: 'BASE_TYPE_CHOICES' }],
    ['an Activity to open, where there is none', A, { type: 4, description: '' }, { type: 'BASE_TYPE_CHOICES' }],
    [
      "a description in a person's menu",
      A,
      { type: 2 },
      { description: 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION' },
    ],
    [
      "options in a message's menu",
      A,
      { type: 3, description: '', options: [option()] },
      { options: 'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS' },
    ],
    [
      'permissions that are no number',
      A,
      { default_member_permissions: 'admin' },
      { default_member_permissions: 'NUMBER_TYPE_COERCE' },
    ],
    ['a place that there is not', A, { contexts: [0, 3] }, { 'contexts.1': 'BASE_TYPE_CHOICES' }],
    ['no place at all', 'spec', { contexts: [] }, { contexts: 'BASE_TYPE_BAD_LENGTH' }],
    ['the same place twice', 'spec', { contexts: [0, 0] }, { 'contexts.1': 'SET_TYPE_CONTAINS_DUPLICATES' }],
    [
      'an installation by people, which the application has not',
      A,
      { integration_types: [1] },
      { 'integration_types.0': 'BASE_TYPE_CHOICES' },
    ],
  ])('with %s is refused [%s]', async (_, __, more, errors) => {
    const below = Object.fromEntries(Object.entries(errors).map(([field, code]) => [`0.${field}`, code]));
    expect(await formErrors(put([command(more)]))).toEqual(below);
    expect(await formErrors(post(command(more)))).toEqual(errors);
  });

  /** Its last option is described in so many characters. */
  const wordy = (length: number) => {
    const choices = (count: number) => times(count, (n) => ({ name: `${n}`.padEnd(90, 'a'), value: 'v' }));
    return command({
      name: 'mots',
      description: 'de',
      options: [
        ...times(4, (n) => option({ name: `${n}`, description: 'x', choices: choices(20) })),
        option({ name: 'z', description: x(100), choices: choices(6) }),
        option({ name: 'f', description: x(length) }),
      ],
    });
  };

  it('of more than 8000 characters in all is refused, of each translated text the longest counting [D: interactions/application-commands]', async () => {
    // 6 for its own words, 4 × (2 + 20 × 91), 101 + 6 × 91, and the last option's name.
    expect(await formErrors(put([wordy(58)]))).toEqual({});
    expect(await formErrors(put([wordy(59)]))).toEqual({ '0': 'APPLICATION_COMMAND_TOO_LARGE' });
    const translated = { ...wordy(58), description_localizations: { fr: 'xyz', 'en-GB': 'x' } };
    expect(await formErrors(put([translated]))).toEqual({ '0': 'APPLICATION_COMMAND_TOO_LARGE' });
  });

  it('for one server cannot be for places or installations of its own [D: interactions/application-commands; how it is refused: U]', async () => {
    const errors = await formErrors(post(command({ contexts: [0], integration_types: [0] }), own));
    expect(Object.keys(errors)).toEqual(['contexts', 'integration_types']);
  });
});
