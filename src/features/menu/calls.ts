import { foldedWords } from '../../reading/index.ts';

const GREETINGS = ['bonjour', 'bonsoir', 'salut', 'coucou', 'hello', 'hi', 'hey', 'good morning', 'good evening'];
const CALLS = ['aide', 'aidez moi', 'aide moi', 'besoin d aide', 'j ai besoin d aide', 'au secours', 'help', 'help me'];
const MENU = ['menu', 'mois', 'month', 'commandes', 'commands', 'que sais tu faire', 'what can you do'];

const known = new Set([...GREETINGS, ...CALLS, ...MENU]);

/** Words of which each is kind by itself, and those that may stand beside one. */
const KIND = words('merci mercis thanks thank super parfait genial bravo ok okay accord perfect great cool');
const BESIDE_KIND = words(
  'beaucoup infiniment bien tres un grand mille a vous toi tous pour tout encore c est d you so much very many all for everything that s',
);

function words(all: string): ReadonlySet<string> {
  return new Set(all.split(' '));
}

/** Signs that are kind, as they are typed, and as Slack writes them: 👍🏽, ":+1::skin-tone-4:", ":)". */
const KIND_SIGNS =
  /(?:[👍👏🙏👌🙌💪🎉✅💯❤💚💙🧡💛💜😀😃😄😁😊🙂😍🥰🤩😉]|:(?:\+1|thumbsup|clap|pray|ok_hand|raised_hands|muscle|tada|white_check_mark|100|(?:[a-z]{1,9}_)?heart|smile|smiley|grinning|blush|slightly_smiling_face|wink):|[:;]-?\))(?:[\u{1F3FB}-\u{1F3FF}]|\uFE0F|:skin-tone-\d:)*/gu;

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

/** Returns whether somebody only says something kind, in a few words or by a sign: "Merci beaucoup !", "👍", "ok merci :)". */
export function isOnlyKind(typed: string): boolean {
  const rest = typed.replace(KIND_SIGNS, ' ');
  const said = foldedWords(wordsMeant(rest)).split(' ');
  if (said[0] === '') return rest !== typed && !/\S/u.test(rest);
  return said.every((word) => KIND.has(word) || BESIDE_KIND.has(word)) && said.some((word) => KIND.has(word));
}

/** Returns whether somebody only greets, or asks what they can do: "Bonjour !", "aide", "Hello, help?". */
export function asksWhatToDo(typed: string): boolean {
  const words = foldedWords(typed);
  if (words === '') return /^[?!\s]+$/.test(typed);
  if (known.has(words)) return true;
  const greeting = GREETINGS.find((one) => words.startsWith(`${one} `));
  return greeting !== undefined && known.has(words.slice(greeting.length + 1));
}
