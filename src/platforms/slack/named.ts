import type { IncomingMessage } from '../../chat/platform.ts';
import type { Directory } from './directory.ts';

/** What was said, with the names of those it is by and about as far as Slack tells them in time; all are asked for together. */
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

/** One pass over the text, so that what a name holds isn't taken for an id. */
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
