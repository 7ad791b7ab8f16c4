import type { Client, REST } from 'discord.js';
import type { RelayedAuthor } from '../../../chat/relaying.ts';
import { isNotFound } from '../errors.ts';
import type { WireMember, WireUser } from './wire.ts';

/** Pixels of an author's picture, which other platforms show small. */
const PICTURE = 128;

/** Returns an author as the server knows them: with the name and the picture they have there, where they have any. */
export function authorOf(rest: REST, guild: string, user: WireUser, member: WireMember | null): RelayedAuthor {
  return { id: user.id, name: nameOf(user, member), picture: pictureOf(rest, guild, user, member) };
}

/** Returns the name by which a server knows somebody. */
export const nameOf = (user: WireUser, member: WireMember | null): string =>
  member?.nick ?? user.global_name ?? user.username;

function pictureOf({ cdn }: REST, guild: string, user: WireUser, member: WireMember | null): string | null {
  const look = { extension: 'png', forceStatic: true, size: PICTURE } as const;
  if (member?.avatar != null) return cdn.guildMemberAvatar(guild, user.id, member.avatar, look);
  return user.avatar != null ? cdn.avatar(user.id, user.avatar, look) : null;
}

/** Looks up authors of a server, who come without their name there in a channel's history; each once. */
export class Authors {
  readonly #client: Client;
  readonly #guild: string;
  readonly #found = new Map<string, Promise<RelayedAuthor>>();

  constructor(client: Client, guild: string) {
    this.#client = client;
    this.#guild = guild;
  }

  of(user: WireUser): Promise<RelayedAuthor> {
    const known = this.#found.get(user.id) ?? this.#lookUp(user);
    this.#found.set(user.id, known);
    return known;
  }

  /** Returns null for an app, and for whoever isn't in the server any more. */
  async byId(id: string): Promise<RelayedAuthor | null> {
    try {
      const member = await this.#client.guilds.cache.get(this.#guild)?.members.fetch(id);
      if (!member || member.user.bot) return null;
      const { username, globalName, avatar } = member.user;
      const user = { id, username, global_name: globalName, avatar };
      return authorOf(this.#client.rest, this.#guild, user, { nick: member.nickname, avatar: member.avatar });
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }

  async #lookUp(user: WireUser): Promise<RelayedAuthor> {
    const { rest, guilds } = this.#client;
    try {
      const member = await guilds.cache.get(this.#guild)?.members.fetch(user.id);
      const as = member ? { nick: member.nickname, avatar: member.avatar } : null;
      return authorOf(rest, this.#guild, user, as);
    } catch (error) {
      // They have left the server.
      if (isNotFound(error)) return authorOf(rest, this.#guild, user, null);
      throw error;
    }
  }
}
