import { type FieldInput, PlatformRefusal } from '../../local-platform.ts';
import { onKeyboard } from '../../on-keyboard.ts';
import type { DiscordCore } from '../core.ts';
import { numberOf, objectsOf, textOf, type WireObject } from '../json.ts';
import type { Channel } from '../model/types.ts';
import { lengthOf } from '../validate/form-errors.ts';
import { component } from '../validate/interactive.ts';
import { choicesOf } from './choices.ts';
import { localName, namesOf, seenChoice } from './commands.ts';
import { chosenValue, filesOf, textsOf } from './inputs.ts';
import { inWords } from './reader.ts';
import type { Resolved } from './resolved.ts';

export const optionType = {
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

export interface OptionContext {
  readonly core: DiscordCore;
  readonly userId: string;
  readonly channel: Channel;
  readonly resolved: Resolved;
}

const yes = ['true', 'vrai', 'oui', 'yes'];
const no = ['false', 'faux', 'non', 'no'];

/** Formats a filled option as Discord sends it, with the client's checks. */
export function optionJson(context: OptionContext, option: WireObject, input: FieldInput): WireObject {
  return { name: option.name, type: option.type, value: valueIn(context, option, input) };
}

export function refuseOption(context: OptionContext, option: WireObject, fr: string, en: string): PlatformRefusal {
  const { locale } = context.core.world.user(context.userId);
  return new PlatformRefusal(`${localName(option, locale)} : ${inWords(context.core, context.userId, fr, en)}`);
}

function valueIn(context: OptionContext, option: WireObject, input: FieldInput): unknown {
  const type = numberOf(option.type, optionType.string);
  if (type === optionType.attachment) {
    const [file] = filesOf(input);
    if (!file) throw refuseOption(context, option, 'il faut un fichier.', 'a file is needed.');
    return context.resolved.upload(file);
  }
  const typed = textsOf(input)[0] ?? '';
  if (objectsOf(option.choices).length > 0) return choice(context, option, typed);
  switch (type) {
    case optionType.string:
      return text(context, option, typed);
    case optionType.integer:
    case optionType.number:
      return numeric(context, option, typed, type === optionType.integer);
    case optionType.boolean:
      return flag(context, option, typed);
    default:
      return entity(context, option, typed, type);
  }
}

function choice(context: OptionContext, option: WireObject, typed: string): unknown {
  const { locale } = context.core.world.user(context.userId);
  const wanted = onKeyboard(typed.trim().toLowerCase());
  const choices = objectsOf(option.choices);
  const match = choices.find((item) =>
    [...namesOf(item).map(onKeyboard), String(item.value).toLowerCase()].includes(wanted),
  );
  if (match) return match.value;
  const labels = choices.map((item) => seenChoice(item, locale).label).join(', ');
  throw refuseOption(context, option, `choisis parmi : ${labels}.`, `choose one of: ${labels}.`);
}

function text(context: OptionContext, option: WireObject, typed: string): string {
  const min = numberOf(option.min_length, 0);
  const max = numberOf(option.max_length, 6000);
  const length = lengthOf(typed);
  if (length < min || length > max)
    throw refuseOption(context, option, `entre ${min} et ${max} caractères.`, `between ${min} and ${max} characters.`);
  return typed;
}

function numeric(context: OptionContext, option: WireObject, typed: string, whole: boolean): number {
  const value = Number(typed.replace(',', '.'));
  const valid = typed.trim() !== '' && Number.isFinite(value) && (!whole || Number.isInteger(value));
  if (!valid) throw refuseOption(context, option, 'il faut un nombre.', 'a number is needed.');
  const min = numberOf(option.min_value, Number.MIN_SAFE_INTEGER);
  const max = numberOf(option.max_value, Number.MAX_SAFE_INTEGER);
  if (value < min || value > max)
    throw refuseOption(context, option, `entre ${min} et ${max}.`, `between ${min} and ${max}.`);
  return value;
}

function flag(context: OptionContext, option: WireObject, typed: string): boolean {
  const word = typed.trim().toLowerCase();
  if (yes.includes(word)) return true;
  if (no.includes(word)) return false;
  throw refuseOption(context, option, 'vrai ou faux.', 'true or false.');
}

const selectFor: Readonly<Record<number, number>> = {
  [optionType.user]: component.userSelect,
  [optionType.role]: component.roleSelect,
  [optionType.mentionable]: component.mentionableSelect,
  [optionType.channel]: component.channelSelect,
};

function entity(context: OptionContext, option: WireObject, typed: string, type: number): string {
  const { core, userId, channel, resolved } = context;
  const options = choicesOf(core, { type: selectFor[type], channel_types: option.channel_types }, userId, channel);
  let id: string;
  try {
    id = chosenValue(options, typed);
  } catch {
    throw refuseOption(context, option, `« ${textOf(typed)} » est introuvable.`, `"${textOf(typed)}" was not found.`);
  }
  resolved.add(id);
  return id;
}
