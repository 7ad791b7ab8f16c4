import type { Channel, DiscordRole, Guild, Member, User } from './types.ts';

/** This file says what a guild, a role, a channel, a member and the bot are like when they have just been made. */

export function newGuild(id: string, name: string, ownerId: string): Guild {
  return { id, name, ownerId, roles: new Map(), members: new Map(), events: new Map(), emojis: new Map() };
}

export function newRole(
  id: string,
  name: string,
  permissions: bigint,
  position: number,
  botId: string | null,
): DiscordRole {
  return { id, name, permissions, position, color: 0, mentionable: false, botId };
}

export function newMember(user: User, joinedAt: number): Member {
  return { userId: user.id, roles: new Set(), nick: null, joinedAt, mutedUntil: null };
}

export function newBot(id: string, name: string): User {
  return { id, name, username: name, locale: 'fr', bot: true, acceptsDirectMessages: false, nitro: false };
}

/** `position` counts unless one is given. */
export function newChannel(
  given: Partial<Channel> & Pick<Channel, 'type' | 'name' | 'guildId'>,
  id: string,
  position: number,
): Channel {
  return {
    id,
    type: given.type,
    guildId: given.guildId,
    parentId: given.parentId ?? null,
    name: given.name,
    topic: given.topic ?? null,
    position: given.position ?? position,
    slowmode: given.slowmode ?? 0,
    overwrites: given.overwrites ?? new Map(),
    recipients: given.recipients ?? [],
    thread: given.thread ?? null,
    messages: [],
    lastMessageId: null,
  };
}

/** Returns a username made of the name, with a number where others have it already. */
export function freeUsername(name: string, others: Iterable<User>): string {
  const plain =
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9._]+/g, '_')
      .slice(0, 28) || 'membre';
  const taken = new Set([...others].map((user) => user.username));
  let username = plain;
  for (let n = 2; taken.has(username); n++) username = `${plain}${n}`;
  return username;
}
