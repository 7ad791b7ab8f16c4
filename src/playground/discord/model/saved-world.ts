import type { Attachment, Channel, DiscordCommand, DiscordMessage, Guild, User, Webhook } from './types.ts';
import type { World } from './world.ts';

/** A world as it can be stored, structured-cloneable: all but what is under way. */
export interface SavedWorld {
  readonly bot: User;
  readonly users: ReadonlyMap<string, User>;
  readonly guilds: ReadonlyMap<string, Guild>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly messages: ReadonlyMap<string, DiscordMessage>;
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly webhooks: ReadonlyMap<string, Webhook>;
  readonly commands: ReadonlyMap<string, DiscordCommand[]>;
  readonly commandsCreated: ReadonlyMap<string, readonly number[]>;
  readonly lastId: bigint;
  readonly signingKey: Uint8Array;
}

/** Returns all of a world that can be stored. */
export function savedWorld(world: World): SavedWorld {
  const { bot, users, guilds, channels, messages, attachments, webhooks, commands, commandsCreated } = world;
  const things = { bot, users, guilds, channels, messages, attachments, webhooks, commands, commandsCreated };
  return { ...things, lastId: world.ids.last, signingKey: world.signingKey };
}

/** Puts into an empty world what was stored. */
export function takeUpWorld(world: World, saved: SavedWorld): void {
  for (const [id, user] of saved.users) world.users.set(id, user);
  for (const [id, guild] of saved.guilds) world.guilds.set(id, guild);
  for (const [id, channel] of saved.channels) world.channels.set(id, channel);
  for (const [id, message] of saved.messages) world.messages.set(id, message);
  for (const [id, attachment] of saved.attachments) world.attachments.set(id, attachment);
  for (const [id, webhook] of saved.webhooks) world.webhooks.set(id, webhook);
  for (const [key, commands] of saved.commands) world.commands.set(key, commands);
  for (const [key, times] of saved.commandsCreated) world.commandsCreated.set(key, times);
}
