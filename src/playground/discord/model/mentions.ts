import { objectsOf, textOf } from '../json.ts';
import type { AllowedMentions, DiscordMessage, Mentions } from './types.ts';
import type { World } from './world.ts';

export const nobody: Mentions = { users: [], roles: [], everyone: false };

/** Returns the texts in which mentions count: the content and every text display, never embeds. */
export function mentionableTexts(content: string, components: readonly unknown[]): readonly string[] {
  const displays = objectsOf(components).flatMap((item): readonly string[] => [
    ...(item.type === 10 ? [textOf(item.content)] : []),
    ...mentionableTexts('', objectsOf(item.components)),
  ]);
  return content === '' ? displays : [content, ...displays];
}

/** Removes code and escaped signs, in which mentions are only text. */
const withoutCode = (text: string): string =>
  text
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/`[^`\n]+`/g, ' ')
    .replace(/\\[\\<@]/g, ' ');

export function findMentions(
  world: World,
  guildId: string | null,
  texts: readonly string[],
  allowed: AllowedMentions | null,
  mayCallEveryone: boolean,
): Mentions {
  const text = texts.map(withoutCode).join('\n');
  const guild = guildId === null ? undefined : world.guilds.get(guildId);
  const allows = (kind: 'users' | 'roles', id: string): boolean =>
    allowed === null || allowed.parse.includes(kind) || allowed[kind].includes(id);
  const users = ids(text, /<@!?(\d+)>/g).filter((id) => world.users.has(id) && allows('users', id));
  const roles = ids(text, /<@&(\d+)>/g).filter((id) => {
    const role = guild?.roles.get(id);
    return role !== undefined && allows('roles', id) && (role.mentionable || mayCallEveryone);
  });
  const everyone =
    guild !== undefined &&
    mayCallEveryone &&
    /@(everyone|here)\b/.test(text) &&
    (allowed === null || allowed.parse.includes('everyone'));
  return { users, roles, everyone };
}

const ids = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
];

/** Returns every person whom this message notifies. */
export function peopleReached(world: World, message: DiscordMessage): readonly string[] {
  const channel = world.channels.get(message.channelId);
  const guild = world.guilds.get(channel?.guildId ?? '');
  const reached = new Set(message.pinged.users);
  for (const member of guild?.members.values() ?? []) {
    if (message.pinged.everyone || message.pinged.roles.some((role) => member.roles.has(role)))
      reached.add(member.userId);
  }
  reached.delete(message.authorId);
  return [...reached];
}
