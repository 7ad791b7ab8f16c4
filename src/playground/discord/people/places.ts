import { type LocalTeam, PlatformRefusal, type SeenChannel, type SeenPlace } from '../../local-platform.ts';
import type { DiscordCore } from '../core.ts';
import { canSee } from '../model/access.ts';
import { permissionBits } from '../model/permissions.ts';
import type { Channel } from '../model/types.ts';
import { channelType } from '../model/types.ts';
import { inWords } from './reader.ts';

const textual: readonly number[] = [channelType.text, channelType.announcement, channelType.voice];

/** Returns the servers that a person is in, in the order in which they were made. */
export function guildsOf({ world }: DiscordCore, userId: string): readonly LocalTeam[] {
  return [...world.guilds.values()].filter(({ members }) => members.has(userId)).map(({ id, name }) => ({ id, name }));
}

/**
 * Returns a person's side bar: the channels of each server, each followed by its active threads, then the conversation
 * with the bot.
 */
export function channelsOf(core: DiscordCore, userId: string): readonly SeenChannel[] {
  const { world } = core;
  world.user(userId);
  const seen: SeenChannel[] = [];
  for (const guild of world.guilds.values()) {
    const channels = world
      .channelsOfGuild(guild.id)
      .filter((channel) => textual.includes(channel.type) && canSee(world, userId, channel));
    const team = guild.id;
    for (const channel of channels.sort((a, b) => a.position - b.position)) {
      const kind = isOpen(channel) ? 'public' : 'private';
      seen.push({ id: channel.id, name: channel.name, kind, parent: null, team });
      for (const thread of world.threadsOf(channel.id)) {
        if (thread.thread?.archived || !canSee(world, userId, thread)) continue;
        seen.push({ id: thread.id, name: thread.name, kind: 'thread', parent: channel.id, team });
      }
    }
  }
  const direct = world.existingDirectChannel(userId);
  if (direct) seen.push({ id: direct.id, name: world.bot.name, kind: 'direct', parent: null, team: null });
  return seen;
}

function isOpen(channel: Channel): boolean {
  const everyone = channel.overwrites.get(channel.guildId ?? '');
  return !everyone || !(everyone.deny & permissionBits.ViewChannel);
}

/** Returns the channel that a person means. Throws when they can't see it. */
export function placeFor(core: DiscordCore, userId: string, place: SeenPlace): Channel {
  const { world } = core;
  world.user(userId);
  if (place.channel === 'direct') return world.directChannel(userId);
  const channel = world.channels.get(place.channel);
  if (!channel || !canSee(world, userId, channel)) {
    throw new PlatformRefusal(
      inWords(core, userId, "Tu n'as pas accès à ce salon.", 'You do not have access to this channel.'),
    );
  }
  return channel;
}
