import { randomBytes } from 'node:crypto';
import type { ProtocolClock } from '../../clock.ts';
import { refuse } from '../errors.ts';
import { Snowflakes } from '../snowflake.ts';
import { freeUsername, newBot, newChannel, newGuild, newMember, newRole } from './newcomers.ts';
import { everyonePermissions, usualBotPermissions } from './permissions.ts';
import type {
  Attachment,
  Channel,
  DiscordCommand,
  DiscordInteraction,
  DiscordMessage,
  DiscordRole,
  Guild,
  Member,
  User,
  Webhook,
} from './types.ts';
import { channelType } from './types.ts';

/** The bot of a world, the key by which its links are signed, and its last id. */
type Known = Pick<World, 'bot' | 'signingKey'> & { readonly lastId: bigint };

/** Everything that exists on this Discord, by id. Changes that others have to hear of are made in actions/. */
export class World {
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly messages = new Map<string, DiscordMessage>();
  readonly attachments = new Map<string, Attachment>();
  readonly webhooks = new Map<string, Webhook>();
  /** Words that no webhook's name may contain. Discord names these two, and refuses more. */
  readonly refusedInNames: string[] = ['discord', 'clyde'];
  readonly interactions = new Map<string, DiscordInteraction>();
  readonly interactionsByToken = new Map<string, DiscordInteraction>();
  /** Key: guild id, or 'global'. */
  readonly commands = new Map<string, DiscordCommand[]>();
  /** Times at which new commands were created; keys as above. */
  readonly commandsCreated = new Map<string, readonly number[]>();
  readonly ids: Snowflakes;
  /** The key that signs file links. */
  readonly signingKey: Uint8Array;
  readonly clock: ProtocolClock;
  readonly bot: User;

  /** `saved` is what is known of one that was stored. */
  constructor(clock: ProtocolClock, botName: string, saved: Known | null = null) {
    this.clock = clock;
    this.ids = new Snowflakes(clock, saved?.lastId);
    this.signingKey = saved?.signingKey ?? randomBytes(32);
    this.bot = saved?.bot ?? newBot(this.ids.next(), botName);
    this.users.set(this.bot.id, this.bot);
  }

  createGuild(name: string, botPermissions: bigint = usualBotPermissions): Guild {
    const id = this.ids.next();
    const guild = newGuild(id, name, this.ids.next());
    guild.roles.set(id, newRole(id, '@everyone', everyonePermissions, 0, null));
    const botRole = newRole(this.ids.next(), this.bot.name, botPermissions, 1, this.bot.id);
    guild.roles.set(botRole.id, botRole);
    this.guilds.set(id, guild);
    this.createMember(guild, this.bot).roles.add(botRole.id);
    return guild;
  }

  createMember(guild: Guild, user: User): Member {
    const member = newMember(user, this.clock.now());
    guild.members.set(user.id, member);
    return member;
  }

  createRole(guild: Guild, name: string, permissions: bigint): DiscordRole {
    // New roles stand below the others, so the bot's stays the highest and may hand them out.
    for (const other of guild.roles.values()) if (other.id !== guild.id) other.position++;
    const created = newRole(this.ids.next(), name, permissions, 1, null);
    guild.roles.set(created.id, created);
    return created;
  }

  createUser(name: string, locale: 'fr' | 'en-GB', acceptsDirectMessages: boolean, bot = false): User {
    const id = this.ids.next();
    const username = freeUsername(name, this.users.values());
    const user: User = { id, name, username, locale, bot, acceptsDirectMessages, nitro: false };
    this.users.set(id, user);
    return user;
  }

  createChannel(given: Partial<Channel> & Pick<Channel, 'type' | 'name' | 'guildId'>): Channel {
    const channel = newChannel(given, given.id ?? this.ids.next(), this.channels.size);
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** Returns the direct conversation between the bot and a person, and creates it when first needed. */
  directChannel(userId: string): Channel {
    const known = this.existingDirectChannel(userId);
    return known ?? this.createChannel({ type: channelType.dm, name: '', guildId: null, recipients: [userId] });
  }

  existingDirectChannel(userId: string): Channel | undefined {
    return [...this.channels.values()].find(
      (channel) => channel.type === channelType.dm && channel.recipients.includes(userId),
    );
  }

  user(id: string): User {
    const user = this.users.get(id);
    if (!user) throw refuse('unknownUser');
    return user;
  }

  guild(id: string): Guild {
    const guild = this.guilds.get(id);
    if (!guild) throw refuse('unknownGuild');
    return guild;
  }

  channel(id: string): Channel {
    const channel = this.channels.get(id);
    if (!channel) throw refuse('unknownChannel');
    return channel;
  }

  message(channelId: string, id: string): DiscordMessage {
    const message = this.messages.get(id);
    if (!message || message.channelId !== channelId) throw refuse('unknownMessage');
    return message;
  }

  threadsOf(parentId: string): Channel[] {
    return [...this.channels.values()].filter((channel) => channel.thread !== null && channel.parentId === parentId);
  }

  channelsOfGuild(guildId: string): Channel[] {
    return [...this.channels.values()].filter((channel) => channel.guildId === guildId && channel.thread === null);
  }
}
