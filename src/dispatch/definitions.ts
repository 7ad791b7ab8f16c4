import type { AnyCommand } from '../access/operation/context.ts';
import { type FieldDefinition, fieldsOf } from '../chat/form.ts';
import type { CommandDefinition, CommandOption } from '../chat/interaction.ts';
import { allPlatformWords } from '../platforms/registered.ts';
import { type Locale, textIn } from '../texts/index.ts';
import { translator } from '../texts/translator.ts';

/** Returns what the platforms need to register the commands and to read what is typed after them. */
export function commandDefinitions(commands: readonly AnyCommand[]): readonly CommandDefinition[] {
  return commands.map((one) => ({
    path: one.path,
    description: inBoth(one.description),
    form: one.form,
    options: fieldsOf(one.input).flatMap((field) => optionOf(field, one.form === 'never')),
    ...(one.onMessage ? { onMessage: inBoth(one.onMessage.label) } : {}),
  }));
}

const optionKinds = {
  text: 'text',
  longText: 'text',
  moment: 'text',
  pick: 'text',
  choice: 'choice',
  person: 'person',
  channel: 'channel',
} as const;

function optionOf(field: FieldDefinition, withoutForm: boolean): CommandOption[] {
  // Several choices and files can't be typed as one option, so only the form asks for them.
  if (!field.option || field.kind === 'choices' || field.kind === 'picks' || field.kind === 'file') return [];
  return [
    {
      field: field.name,
      name: field.option,
      description: inBoth(field.label),
      kind: optionKinds[field.kind],
      required: withoutForm && field.required,
      choices: (field.options ?? []).map((option) => ({ value: option.value, label: inBoth(option.label) })),
      suggests: field.kind === 'moment' || field.source !== undefined,
      listed: field.kind === 'pick',
      max: field.max ?? null,
    },
  ];
}

function inBoth(key: string): { fr: string; en: string } {
  const said = (locale: Locale) => textIn(locale, key, allPlatformWords(translator(locale, 'Europe/Paris')));
  return { fr: said('fr'), en: said('en') };
}
