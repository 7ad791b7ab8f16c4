import type { CommandOption } from '../../chat/interaction.ts';
import { plainWord } from './command-words.ts';

/** What was typed after a command's path, sorted into the command's options. */
export interface ReadValues {
  readonly values: Readonly<Record<string, string>>;
  /** All of it, as a person would read it. */
  readonly text: string;
}

const mention = /<([@#])([A-Z0-9]+)(?:\|([^>]*))?>/g;

export function readValues(typed: string, options: readonly CommandOption[]): ReadValues {
  const values: Record<string, string> = {};
  const readable = readableText(typed);
  let rest = typed.replace(mention, (whole, sign: string, id: string) => {
    const kind = sign === '@' ? 'person' : 'channel';
    const option = options.find((one) => one.kind === kind && values[one.field] === undefined);
    if (!option) return whole;
    values[option.field] = id;
    // The option's name may stand before it ("personne:@Ana"); it is dropped with the rest of an empty pair.
    return ' ';
  });
  rest = takePairs(rest, options, values);
  const remainder = readableText(rest).trim();
  if (remainder !== '') fillRemainder(remainder, options, values);
  return { values, text: readable.trim() };
}

/** `titre:Portes ouvertes date = "samedi 14"`: a value goes on to the next name of an option, or to its closing quote. */
function takePairs(text: string, options: readonly CommandOption[], values: Record<string, string>): string {
  const names = [...text.matchAll(/(?<![\p{L}\p{N}_-])([\p{L}\p{N}_-]+)\s?[:=]\s*/gu)].flatMap((match) => {
    const option = options.find((one) => isNamed(one, match[1] ?? ''));
    return option ? [{ option, start: match.index, end: match.index + match[0].length }] : [];
  });
  let rest = text.slice(0, names[0]?.start ?? text.length);
  names.forEach(({ option, end }, index) => {
    const span = text.slice(end, names[index + 1]?.start ?? text.length);
    const quoted = /^(?:"([^"]*)"|“([^”]*)”|«\s*([^»]*?)\s*»)/.exec(span);
    const value = readableText(quoted ? (quoted[1] ?? quoted[2] ?? quoted[3] ?? '') : span).trim();
    if (quoted) rest += ` ${span.slice(quoted[0].length)}`;
    if (value !== '' && option.kind !== 'file') values[option.field] = chosen(option, value) ?? value;
  });
  return rest;
}

function fillRemainder(remainder: string, options: readonly CommandOption[], values: Record<string, string>): void {
  const free = options.filter((option) => values[option.field] === undefined);
  for (const option of free) {
    const choice = option.kind === 'choice' ? chosen(option, remainder) : null;
    if (choice !== null) {
      values[option.field] = choice;
      return;
    }
  }
  const text = free.find((option) => option.kind === 'text');
  if (text) values[text.field] = remainder;
}

function isNamed(option: CommandOption, typed: string): boolean {
  const word = plainWord(typed);
  return plainWord(option.name.fr) === word || plainWord(option.name.en) === word;
}

/** The choice someone means by its value or its label in either language. */
function chosen(option: CommandOption, typed: string): string | null {
  const word = plainWord(typed);
  const found = option.choices.find((choice) =>
    [choice.value, choice.label.fr, choice.label.en].some((name) => plainWord(name) === word),
  );
  return found?.value ?? null;
}

/** Slack escapes what it recognises in a command; this is what the person typed. */
function readableText(text: string): string {
  return text
    .replace(mention, (_, sign: string, id: string, name?: string) => `${sign}${name || id}`)
    .replace(/<!(?:subteam\^[A-Z0-9]+\|)?@?([^>|]+)(?:\|[^>]*)?>/g, '@$1')
    .replace(/<((?:https?|mailto|tel):[^>|]*)(?:\|[^>]*)?>/g, (_, url: string) => url.replace(/^(?:mailto|tel):/, ''))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
