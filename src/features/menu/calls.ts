import { fold } from '../../reading/index.ts';

const GREETINGS = ['bonjour', 'bonsoir', 'salut', 'coucou', 'hello', 'hi', 'hey', 'good morning', 'good evening'];
const CALLS = ['aide', 'aidez moi', 'aide moi', 'besoin d aide', 'j ai besoin d aide', 'au secours', 'help', 'help me'];
const MENU = ['menu', 'mois', 'month', 'commandes', 'commands', 'que sais tu faire', 'what can you do'];

const known = new Set([...GREETINGS, ...CALLS, ...MENU]);

/** Returns whether somebody only greets, or asks what they can do: "Bonjour !", "aide", "Hello, help?". */
export function asksWhatToDo(typed: string): boolean {
  const words = fold(typed)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (words === '') return /^[?!\s]+$/.test(typed);
  if (known.has(words)) return true;
  const greeting = GREETINGS.find((one) => words.startsWith(`${one} `));
  return greeting !== undefined && known.has(words.slice(greeting.length + 1));
}
