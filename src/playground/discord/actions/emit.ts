import type { DiscordCore } from '../core.ts';
import { intent } from '../gateway/intents.ts';
import type { WireObject } from '../json.ts';
import { canSee } from '../model/access.ts';
import { channelAsSeen, memberJson } from '../model/serialize.ts';
import { contentIsReadable, messageJson } from '../model/serialize-message.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';

/** Sends gateway events about channels and messages to the sessions that asked for them. */
export function emitChannel(core: DiscordCore, name: string, channel: Channel, extra: WireObject = {}): void {
  if (channel.guildId === null) return;
  if (channel.thread && !canSee(core.world, core.world.bot.id, channel)) return;
  const data = name === 'THREAD_DELETE' ? remains(channel) : { ...channelAsSeen(core.world, channel), ...extra };
  core.gateway.dispatch({ name, guildId: channel.guildId, intents: intent.guilds, data: () => data });
  core.changed();
}

/** Returns all that is told of a thread that is no more. */
const remains = ({ id, guildId, parentId, type }: Channel): WireObject => ({
  id,
  guild_id: guildId,
  parent_id: parentId,
  type,
});

export function emitGuild(core: DiscordCore, name: string, guildId: string, intents: number, data: WireObject): void {
  core.gateway.dispatch({ name, guildId, intents, data: () => data });
  core.changed();
}

export function emitMessage(
  core: DiscordCore,
  name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE',
  message: DiscordMessage,
): void {
  core.changed();
  const { world } = core;
  const channel = world.channels.get(message.channelId);
  // Nobody is told about an ephemeral message; the bot knows it from its own request.
  if (!channel || message.onlyFor !== null || !canSee(world, world.bot.id, channel)) return;
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const member = message.webhook ? undefined : guild?.members.get(message.authorId);
  const context = {
    channel_type: channel.type,
    ...(guild ? { guild_id: guild.id } : {}),
    ...(member ? { member: memberJson(world, member, false) } : {}),
  };
  const intents = guild ? intent.guildMessages : intent.directMessages;
  core.gateway.dispatch({
    name,
    guildId: channel.guildId,
    intents,
    data: (session) => ({
      ...messageJson(world, message, {
        origin: core.origin(),
        content: contentIsReadable(world, message, session.asksFor(intent.messageContent)),
      }),
      ...context,
    }),
  });
}

export function emitMessageEvent(
  core: DiscordCore,
  name: string,
  message: DiscordMessage,
  extra: WireObject,
  guildIntent: number,
  directIntent: number,
): void {
  core.changed();
  const channel = core.world.channels.get(message.channelId);
  if (!channel || message.onlyFor !== null || !canSee(core.world, core.world.bot.id, channel)) return;
  const place = { channel_id: channel.id, ...(channel.guildId === null ? {} : { guild_id: channel.guildId }) };
  core.gateway.dispatch({
    name,
    guildId: channel.guildId,
    intents: channel.guildId === null ? directIntent : guildIntent,
    data: () => ({ ...place, ...extra }),
  });
}
