import { foldedWords } from '../../../reading/index.ts';
import { textIn } from '../../../texts/index.ts';
import { type OptionId, optionText } from './options.ts';

export type OptionReading =
  | { readonly found: 'one'; readonly option: OptionId }
  | { readonly found: 'several'; readonly options: readonly OptionId[] }
  | { readonly found: 'none' };

/** Words that people type instead of an option's label, folded, in both languages. */
const WORDS: { readonly [O in OptionId]?: readonly string[] } = {
  yes: ['oui', 'o', 'ouais', 'oui oui', 'bien sur', 'yes', 'y', 'yep', 'of course'],
  no: ['non', 'n', 'non non', 'no', 'nope'],
  dontKnow: [
    'je ne sais pas',
    'je sais pas',
    'sais pas',
    'jsp',
    'aucune idee',
    'no idea',
    'i do not know',
    'dont know',
  ],
  // "Non" to "a-t-il eu lieu ?" may mean either of the two, so the reply is asked back.
  cancelled: ['annule', 'annulee', 'cancelled', 'canceled', 'non', 'no'],
  postponed: ['reporte', 'reportee', 'postponed', 'non', 'no'],
  half: ['moitie', 'moitie moitie', 'les deux', 'both', 'half', '50 50'],
  mostlyPublic: ['grand public', 'tout public', 'general public'],
  mail: ['courrier', 'courriel', 'courriels', 'mail', 'mails', 'email', 'e mail', 'post'],
  ownPremises: ['locaux', 'sur place', 'premises'],
  ownSite: ['site', 'site internet', 'website'],
  socialNetworks: ['reseaux', 'facebook', 'social media'],
  noSite: ['pas de site', 'pas de site internet', 'no website'],
  neverHad: ['jamais eu', 'pas recu', 'never had it'],
  toConfirm: ['peut etre', 'a voir', 'maybe', 'perhaps'],
};

/** Words that may negate an answer. A reply with one of them beside the option is asked again rather than guessed. */
const DOUBT = /\b(pas|ne|n|non|sans|sauf|mais|aucun|aucune|jamais|ni|not|no|never|but|except|without)\b/;

/**
 * Reads one option from a reply: its number in the list shown, its label regardless of accents and case, the usual
 * words for it, or a longer sentence that names exactly one option.
 */
export function readOption(options: readonly OptionId[], typed: string, locale: 'fr' | 'en'): OptionReading {
  // "-1" is no number of an option.
  if (/^\s*[-−–]\s*\d/u.test(typed)) return { found: 'none' };
  const text = foldedWords(typed);
  const number = /^(\d{1,2})(?:er|e|eme)?$/.exec(text)?.[1];
  if (number !== undefined) return found([options[Number(number) - 1]].filter((option) => option !== undefined));

  const named = options.map((option) => ({ option, phrases: phrasesOf(option, locale) }));
  const exact = named.filter(({ phrases }) => phrases.includes(text));
  if (exact.length > 0) return found(exact.map(({ option }) => option));

  const inside = named
    .map((one) => ({ ...one, phrase: longestInside(one.phrases, text) }))
    .filter(({ phrase }) => phrase.length > 1);
  if (inside.length > 0) return settle(inside, text);
  const partial = named.filter(({ phrases }) => text.length > 3 && phrases.some((phrase) => holds(phrase, text)));
  return found(partial.map(({ option }) => option));
}

interface Named {
  readonly option: OptionId;
  /** The option's label and the usual words for it. */
  readonly phrases: readonly string[];
  /** The longest of the phrases that occurs in the reply. */
  readonly phrase: string;
}

/**
 * Chooses among named options: the longest phrase wins over phrases inside it, and over a mere "non": "non, pas de
 * site".
 */
function settle(named: readonly Named[], text: string): OptionReading {
  const longest = named.reduce((a, b) => (b.phrase.length > a.phrase.length ? b : a));
  const meant = named.filter(
    (one) => one.phrase.length === longest.phrase.length || !(holds(longest.phrase, one.phrase) || isPlain(one.phrase)),
  );
  const [only] = meant;
  if (only === undefined || meant.length > 1) return found(meant.map(({ option }) => option));
  // In "non, reporté", "non" is also one of the words for "reporté".
  const rest = [only.phrase, ...only.phrases].reduce((left, phrase) => left.replace(` ${phrase} `, ' '), ` ${text} `);
  const denies = only.option === 'no' || only.option === 'noSite' || only.option === 'neverHad';
  if (!denies && DOUBT.test(rest)) return { found: 'none' };
  return found([only.option]);
}

function isPlain(phrase: string): boolean {
  return [WORDS.yes, WORDS.no].some((words) => words?.includes(phrase));
}

function found(options: readonly OptionId[]): OptionReading {
  const [first] = options;
  if (first === undefined) return { found: 'none' };
  return options.length === 1 ? { found: 'one', option: first } : { found: 'several', options };
}

function phrasesOf(option: OptionId, locale: 'fr' | 'en'): readonly string[] {
  return [foldedWords(textIn(locale, optionText(option))), ...(WORDS[option] ?? [])];
}

function longestInside(phrases: readonly string[], text: string): string {
  return phrases.filter((phrase) => holds(text, phrase)).reduce((a, b) => (b.length > a.length ? b : a), '');
}

/** Returns whether the words of `part` occur side by side in `whole`. */
function holds(whole: string, part: string): boolean {
  return ` ${whole} `.includes(` ${part} `);
}
