import { commandNames } from '../../src/access/operation/command-name.ts';
import type { Message } from '../../src/chat/message.ts';
import { composeRegistry } from '../../src/composition.ts';
import { type Translator, translator } from '../../src/texts/translator.ts';
import { hostile, hostileKinds } from '../support/hostile-words.ts';

/** The makings of a sample: usual words and numbers, or the most extreme that can come. */
export interface Given {
  readonly t: Translator;
  readonly extreme: boolean;
  /** Returns typed text of at most `max` characters. */
  say(words: string, max?: number): string;
  /** Returns so many things: a few, or as many as there may be. */
  several<T>(few: number, many: number, one: (index: number) => T): readonly T[];
}

type Sample = (given: Given) => Message;

/** The samples by exported function: one, or several by what sets them apart. */
export type Samples = Readonly<Record<string, Sample | Readonly<Record<string, Sample>>>>;

export interface NamedSample {
  /** Name of the function that makes the message. */
  readonly made: string;
  readonly name: string;
  readonly of: Sample;
}

export function named(samples: Samples): readonly NamedSample[] {
  return Object.entries(samples).flatMap(([made, one]): readonly NamedSample[] =>
    typeof one === 'function'
      ? [{ made, name: made, of: one }]
      : Object.entries(one).map(([variant, of]) => ({ made, name: `${made}: ${variant}`, of })),
  );
}

const ZONE = 'Europe/Paris';
const { commands } = composeRegistry();

/** Names commands as a platform does that shows them in the reader's language. */
const names = (locale: 'fr' | 'en') => commandNames(commands, { platform: 'discord', locale, botLocale: locale });

export function usual(locale: 'fr' | 'en'): Given {
  return {
    t: translator(locale, ZONE, names(locale)),
    extreme: false,
    say: (words) => words,
    several: (few, _, one) => Array.from({ length: few }, (__, index) => one(index)),
  };
}

/**
 * Returns makings in which everything typed is as long as it may be and hostile, in another way each time, from this
 * one on.
 */
export function extreme(locale: 'fr' | 'en', first: number): Given {
  let said = first;
  return {
    t: translator(locale, ZONE, names(locale)),
    extreme: true,
    say(_, max = 100) {
      said += 1;
      const kind = hostileKinds[said % hostileKinds.length] ?? 'calls';
      return filled(hostile[kind], max, said);
    },
    several: (_, many, one) => Array.from({ length: many }, (__, index) => one(index)),
  };
}

/** Repeats the words, each line of a long text beginning with them; both ends are marked to be found again. */
function filled(words: string, max: number, mark: number): string {
  const end = ` z${mark}z`;
  let text = `${words} a${mark}a`;
  while (text.length < max) text += `${text.length > 150 ? '\n' : ' '}${words}`;
  // Half a surrogate pair is nothing a person can type.
  return `${text.slice(0, max - end.length).replace(/[\ud800-\udbff]$/, '')}${end}`;
}
