import { foldedWords } from '../../reading/index.ts';

const GREETINGS = ['bonjour', 'bonsoir', 'salut', 'coucou', 'hello', 'hi', 'hey', 'good morning', 'good evening'];
const CALLS = ['aide', 'aidez moi', 'aide moi', 'besoin d aide', 'j ai besoin d aide', 'au secours', 'help', 'help me'];
const MENU = ['menu', 'mois', 'month', 'commandes', 'commands', 'que sais tu faire', 'what can you do'];

const known = new Set([...GREETINGS, ...CALLS, ...MENU]);

const THANKS = [
  'merci',
  'merci beaucoup',
  'merci bien',
  'un grand merci',
  'mille mercis',
  'thanks',
  'thank you',
  'many thanks',
];

/** Angle brackets in which Slack and Discord write a mention, an emoji or a time: "<!channel>", "<@123>". */
const BRACKETED = /<(?:[@#!:]|[at]:)[^<>]*>/gu;

/**
 * Returns what is left of a text without what only calls somebody or points somewhere: mentions, channels, addresses, links and
 * emoji. Their words say nothing of what is wanted.
 */
export function wordsMeant(typed: string): string {
  return typed
    .replace(BRACKETED, ' ')
    .split(/\s+/u)
    .filter((word) => !/[@#]|:\/\/|^:.*:$/u.test(word))
    .join(' ')
    .trim();
}

/** Returns whether somebody only says thank you. */
export function thanks(typed: string): boolean {
  return THANKS.includes(foldedWords(typed));
}

/** Returns whether somebody only greets, or asks what they can do: "Bonjour !", "aide", "Hello, help?". */
export function asksWhatToDo(typed: string): boolean {
  const words = foldedWords(typed);
  if (words === '') return /^[?!\s]+$/.test(typed);
  if (known.has(words)) return true;
  const greeting = GREETINGS.find((one) => words.startsWith(`${one} `));
  return greeting !== undefined && known.has(words.slice(greeting.length + 1));
}
