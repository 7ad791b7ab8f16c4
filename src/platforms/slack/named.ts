import type { IncomingMessage } from '../../chat/platform.ts';
import type { Directory } from './directory.ts';

/**
 * Returns the message with the names of its author and of those it mentions, as far as Slack gives them in time; all
 * are requested together.
 */
export async function namedMessage(
  { user, text, unnamed = [] }: IncomingMessage,
  directory: Directory,
): Promise<Pick<IncomingMessage, 'user' | 'text'>> {
  const nameOf = async (id: string) =>
    id.startsWith('@') ? `@${await directory.userName(id.slice(1))}` : `#${await directory.nameOfChannel(id.slice(1))}`;
  const [shown, names] = await Promise.all([
    directory.author(user.id),
    Promise.all(unnamed.map(async (id) => [id, await nameOf(id)] as const)),
  ]);
  return { user: { ...user, ...shown }, text: withNames(text, names) };
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
