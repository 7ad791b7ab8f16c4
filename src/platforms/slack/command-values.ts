import type { CommandOption } from '../../chat/interaction.ts';
import { plainWord } from './command-words.ts';

/** The words after a command's path, sorted into the command's options. */
export interface ReadValues {
  readonly values: Readonly<Record<string, string>>;
  /** The words that belong to no option, as a person would read them. */
  readonly text: string;
  /** True when a channel may belong to several options, or when no option has a name that was typed. */
  readonly unsure: boolean;
}

const mention = /<([@#])([A-Z0-9]+)(?:\|([^<>]*))?>/g;

export function readValues(typed: string, options: readonly CommandOption[]): ReadValues {
  const values: Record<string, string> = {};
  const named = takePairs(typed, options, values);
  let unsure = Object.values(values).some((value) => UNKNOWN_NAME.test(value));
  const rest = named.replace(mention, (whole, sign: string, id: string) => {
    const [option, ...others] = options.filter((one) => one.kind === kindOf(sign) && values[one.field] === undefined);
    if (!option) return whole;
    if (others.length > 0) unsure = true;
    values[option.field] = id;
    return ' ';
  });
  const remainder = readableText(rest).trim();
  const taken = remainder === '' || fillChoice(remainder, options, values);
  return { values, text: taken ? '' : remainder, unsure: unsure || (!taken && UNKNOWN_NAME.test(remainder)) };
}

/** Matches `ville:Beauvais` where no option is called "ville", but neither an address nor an hour. */
const UNKNOWN_NAME = /(?<![\p{L}\p{N}_-])(?!(?:https?|mailto|tel):)\p{L}[\p{L}_-]+[:=](?=[^\s/])/u;

function kindOf(sign: string): CommandOption['kind'] {
  return sign === '@' ? 'person' : 'channel';
}

/**
 * Takes pairs such as `titre:Portes ouvertes date = "samedi 14"` into `values`, and returns the rest of the text. A
 * value ends at the next option's name or at its closing quote; a person or a channel is one mention.
 */
function takePairs(text: string, options: readonly CommandOption[], values: Record<string, string>): string {
  const names = [...text.matchAll(/(?<![\p{L}\p{N}_-])([\p{L}\p{N}_-]+)\s?[:=]\s*/gu)].flatMap((match) => {
    const option = options.find((one) => isNamed(one, match[1] ?? ''));
    return option ? [{ option, start: match.index, end: match.index + match[0].length }] : [];
  });
  let rest = text.slice(0, names[0]?.start ?? text.length);
  names.forEach(({ option, end }, index) => {
    const { value, left } = readPair(option, text.slice(end, names[index + 1]?.start ?? text.length));
    if (value !== '') values[option.field] = value;
    rest += ` ${left}`;
  });
  return rest;
}

function readPair(option: CommandOption, span: string): { value: string; left: string } {
  const meant = [...span.matchAll(mention)].find(([, sign = '']) => kindOf(sign) === option.kind);
  if (meant) return { value: meant[2] ?? '', left: span.replace(meant[0], '') };
  const quoted = /^(?:"([^"]*)"|“([^”]*)”|«([^»]*)»)/.exec(span);
  const value = readableText(quoted ? (quoted[1] ?? quoted[2] ?? quoted[3] ?? '') : span).trim();
  return { value: chosen(option, value) ?? value, left: quoted ? span.slice(quoted[0].length) : '' };
}

function fillChoice(remainder: string, options: readonly CommandOption[], values: Record<string, string>): boolean {
  const free = options.filter((option) => values[option.field] === undefined);
  for (const option of free) {
    const choice = option.kind === 'choice' ? chosen(option, remainder) : null;
    if (choice !== null) {
      values[option.field] = choice;
      return true;
    }
  }
  return false;
}

function isNamed(option: CommandOption, typed: string): boolean {
  const word = plainWord(typed);
  return plainWord(option.name.fr) === word || plainWord(option.name.en) === word;
}

/** Returns the choice whose value or label, in either language, was typed. */
function chosen(option: CommandOption, typed: string): string | null {
  const word = plainWord(typed);
  const found = option.choices.find((choice) =>
    [choice.value, choice.label.fr, choice.label.en].some((name) => plainWord(name) === word),
  );
  return found?.value ?? null;
}

/** Returns what the person typed: Slack escapes what it recognises in a command. */
export function readableText(text: string): string {
  return text
    .replace(mention, (_, sign: string, id: string, name?: string) => `${sign}${name || id}`)
    .replace(/<!(?:subteam\^[A-Z0-9]+\|)?@?([^<>|]+)(?:\|[^<>]*)?>/g, '@$1')
    .replace(/<((?:https?|mailto|tel):[^<>|]*)(?:\|[^<>]*)?>/g, (_, url: string) => url.replace(/^(?:mailto|tel):/, ''))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
