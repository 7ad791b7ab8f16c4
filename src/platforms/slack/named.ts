import type { IncomingMessage } from '../../chat/platform.ts';
import { within } from '../../concurrency/within.ts';
import type { Directory } from './directory.ts';
import type { TypedText } from './typed-text.ts';

/** The milliseconds to wait for names before a form opens: Slack lets one open within three seconds. */
const AT_ONCE = 700;

/**
 * Returns the message with the names of its author and of those it mentions, as far as Slack gives them in time; all
 * are requested together.
 */
export async function namedMessage(
  { user, text, unnamed = [] }: IncomingMessage,
  directory: Directory,
): Promise<Pick<IncomingMessage, 'user' | 'text'>> {
  const [shown, names] = await Promise.all([
    directory.author(user.id),
    Promise.all(unnamed.map(async (id) => [id, await nameOf(id, directory)] as const)),
  ]);
  return { user: { ...user, ...shown }, text: withNames(text, names) };
}

/** Returns a text with the names of those it mentions, as far as Slack gives them at once; the others are left out. */
export async function namedOrLeftOut({ text, unnamed }: TypedText, directory: Directory): Promise<string> {
  const named = async (id: string): Promise<readonly [string, string]> => {
    const name = await within(AT_ONCE, nameOf(id, directory));
    return [id, name === null || name === id ? '' : name];
  };
  const names = await Promise.all(unnamed.map(named));
  return withNames(text, [...names, ['@…', '']]);
}

async function nameOf(id: string, directory: Directory): Promise<string> {
  return id.startsWith('@')
    ? `@${await directory.userName(id.slice(1))}`
    : `#${await directory.nameOfChannel(id.slice(1))}`;
}

/** Replaces ids with names in one pass, so that a name isn't searched for ids. */
export function withNames(text: string, names: readonly (readonly [string, string])[]): string {
  const longestFirst = names.toSorted(([a], [b]) => b.length - a.length);
  return text
    .split(/(?=[@#])/)
    .map((part) => {
      const found = longestFirst.find(([id]) => part.startsWith(id));
      return found ? found[1] + part.slice(found[0].length) : part;
    })
    .join('');
}
