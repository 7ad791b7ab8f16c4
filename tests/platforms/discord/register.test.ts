import { describe, expect, test } from 'vitest';
import type { CommandDefinition, CommandOption } from '../../../src/chat/interaction.ts';
import { sameCommands } from '../../../src/platforms/discord/command-comparison.ts';
import { type CommandBody, commandBodies } from '../../../src/platforms/discord/register.ts';
import { objections } from './spec.ts';

const words = (fr: string, en = fr) => ({ fr, en });
const option = (over: Partial<CommandOption> = {}): CommandOption => ({
  field: 'title',
  name: words('titre', 'title'),
  description: words('Le titre', 'The title'),
  kind: 'text',
  required: true,
  choices: [],
  suggests: false,
  listed: false,
  max: 100,
  ...over,
});
const command = (fr: string, en: string, over: Partial<CommandDefinition> = {}): CommandDefinition => ({
  path: { fr: fr.split(' '), en: en.split(' ') },
  description: words(`Faire ${fr}`, `Do ${en}`),
  form: 'when-incomplete',
  options: [],
  ...over,
});
/** Returns the options of a command that is typed. */
const optionsOf = (body: CommandBody | undefined) => (body && 'options' in body ? body.options : undefined);
const bodies = (...definitions: readonly CommandDefinition[]) =>
  commandBodies(definitions, (name) => words(`Commandes ${name.fr}`, `${name.en} commands`));

describe('commands', () => {
  test('are French by name and English for English clients, grouped by their first word', () => {
    const made = bodies(
      command('evenement proposer', 'event propose', {
        options: [option(), option({ field: 'who', name: words('qui', 'who'), kind: 'person' })],
      }),
      command('evenement voir', 'event show'),
      command('aide', 'help'),
    );
    expect(made).toMatchObject([
      {
        name: 'evenement',
        name_localizations: { fr: 'evenement', 'en-US': 'event', 'en-GB': 'event' },
        contexts: [0, 1],
        options: [
          {
            type: 1,
            name: 'proposer',
            name_localizations: { 'en-GB': 'propose' },
            options: [
              { type: 3, name: 'titre', max_length: 100, required: false },
              { type: 6, name: 'qui' },
            ],
          },
          { type: 1, name: 'voir' },
        ],
      },
      { name: 'aide', description: 'Faire aide' },
    ]);
    expect(made.map((body) => 'default_member_permissions' in body)).toEqual([false, false]);
    for (const body of made) expect(objections('command', body)).toEqual([]);
  });

  test('insist on an option only where no form can ask for it, and then first', () => {
    const options = [option({ name: words('b'), required: false }), option({ name: words('a'), kind: 'person' })];
    expect(optionsOf(bodies(command('x', 'x', { form: 'never', options }))[0])).toMatchObject([
      { name: 'a', required: true },
      { name: 'b', required: false },
    ]);
    expect(optionsOf(bodies(command('x', 'x', { options }))[0])).toMatchObject([
      { name: 'b' },
      { name: 'a', required: false },
    ]);
  });

  test('stand in the menu of a message too where they can be started from one, at most 24 characters long', () => {
    const onMessage = words('Créer un événement', 'Create an event');
    const made = bodies(command('evenement proposer', 'event propose', { onMessage }));
    expect(made[1]).toEqual({
      type: 3,
      name: 'Créer un événement',
      name_localizations: { fr: 'Créer un événement', 'en-GB': 'Create an event', 'en-US': 'Create an event' },
      contexts: [0, 1],
      integration_types: [0],
    });
    for (const body of made) expect(objections('command', body)).toEqual([]);
    expect(() => bodies(command('x', 'x', { onMessage: words('x'.repeat(25)) }))).toThrow();
  });

  test.each<[string, readonly CommandDefinition[]]>([
    ['accents are fine, capitals are not', [command('Aide', 'help')]],
    ['a command that also holds others', [command('a', 'a'), command('a b', 'a b')]],
    ['two English names of one group', [command('a b', 'x b'), command('a c', 'y c')]],
    ['too many words', [command('a b c', 'a b c')]],
    [
      'too much text',
      Array.from({ length: 25 }, (_, index) =>
        command(`a b${index}`, `a b${index}`, {
          options: Array.from({ length: 5 }, (_, at) =>
            option({ name: words(`o${at}`), description: words('d'.repeat(90)) }),
          ),
        }),
      ),
    ],
    ['a description too long', [command('a', 'a', { description: words('d'.repeat(101)) })]],
    ['a choice without choices', [command('a', 'a', { options: [option({ kind: 'choice' })] })]],
  ])('are refused at the start: %s', (_, definitions) => {
    expect(() => bodies(...definitions)).toThrow();
  });
});

describe('comparison', () => {
  const wanted = bodies(
    command('evenement voir', 'event show', { options: [option({ suggests: true })] }),
    command('aide', 'help'),
  );

  /** The commands as Discord returns them: in its own order, with ids, empty values and without defaults. */
  const registered = wanted.toReversed().map((body) => ({
    id: '1',
    application_id: '2',
    version: '3',
    default_member_permissions: null,
    dm_permission: true,
    nsfw: false,
    ...JSON.parse(
      JSON.stringify(body, (_key, value) => (value === false ? undefined : value)).replace(
        '"contexts":[0,1]',
        '"contexts":[1,0]',
      ),
    ),
  }));

  test('sees no change in how Discord writes it', () => {
    expect(sameCommands(registered, wanted)).toBe(true);
  });

  test.each<[string, readonly CommandDefinition[]]>([
    [
      'a description',
      [
        command('evenement voir', 'event show', { description: words('Autre'), options: [option({ suggests: true })] }),
        command('aide', 'help'),
      ],
    ],
    [
      'an English name',
      [command('evenement voir', 'event see', { options: [option({ suggests: true })] }), command('aide', 'help')],
    ],
    ['suggestions', [command('evenement voir', 'event show', { options: [option()] }), command('aide', 'help')]],
    ['one command less', [command('aide', 'help')]],
  ])('sees %s', (_, definitions) => {
    expect(sameCommands(registered, bodies(...definitions))).toBe(false);
  });
});
