import { ChannelType, type Client, type GuildBasedChannel, MessageReferenceType, MessageType } from 'discord.js';
import { canonical } from '../../../chat/formatted/canonical.ts';
import type { Formatted, FormattedBlock, FormattedLine } from '../../../chat/formatted/formatted.ts';
import type { Reaction, RelayedAuthor, RelayedMessage, RelayedPlace } from '../../../chat/relaying.ts';
import type { PlatformText } from '../../platform-text.ts';
import { isHidden } from '../access.ts';
import { readMarkdown } from '../formatted/read-markdown.ts';
import { roleNamed } from '../typed-text.ts';
import { nameOf } from './authors.ts';
import { relayedFiles, unreadableFiles } from './files.ts';
import { messageLink } from './link.ts';
import type { WireMessage, WireThread } from './wire.ts';

/** Says in words what isn't text. */
export interface Words {
  poll(question: string): string;
  sticker(name: string): string;
  /** Tells of a file that isn't copied, because it can't be read what it is. */
  unreadableFile(name: string): string;
  /** Stands before a message of another place that somebody passes on. */
  readonly forwarded: string;
  /** The title of a thread below a message that was deleted. */
  readonly threadOfDeleted: string;
}

export const wordsIn = (text: PlatformText, locale: 'fr' | 'en'): Words => ({
  poll: (question) => text(locale, 'platforms.discord.relayed.poll', { question }),
  sticker: (name) => text(locale, 'platforms.discord.relayed.sticker', { name }),
  unreadableFile: (name) => text(locale, 'platforms.discord.relayed.unreadableFile', { name }),
  forwarded: text(locale, 'platforms.discord.relayed.forwarded'),
  threadOfDeleted: text(locale, 'platforms.discord.relayed.threadOfDeleted'),
});

/** Returns whether people wrote a message: Discord's own notices have other types, and apps don't pass. */
export const isSaidByPeople = ({ type, author, webhook_id: webhook }: WireMessage): boolean =>
  (type === MessageType.Default || type === MessageType.Reply) && author.bot !== true && webhook === undefined;

/** Returns whether nothing is seen of a message, as when the bot may not read what people write. */
export const isBlank = (message: WireMessage): boolean =>
  message.content === '' &&
  message.attachments.length === 0 &&
  message.sticker_items.length === 0 &&
  message.message_snapshots.length === 0 &&
  message.poll === undefined;

export interface Speaker {
  readonly author: RelayedAuthor;
  readonly place: RelayedPlace;
}

/** Returns a message as it stands in a server. */
export function relayedMessage(
  client: Client,
  guild: string,
  message: WireMessage,
  { author, place }: Speaker,
  words: Words,
): RelayedMessage {
  const content = contentOf(message, words);
  return {
    place,
    id: message.id,
    author,
    content,
    names: namesIn(client, guild, content, message),
    files: relayedFiles(message, place, messageLink(guild, place, message.id)),
    replyTo: answered(message),
    reactions: message.reactions?.map(reactionOf) ?? null,
    pinned: message.pinned ?? null,
    edited: message.edited_timestamp == null ? null : String(Date.parse(message.edited_timestamp)),
    saidAt: new Date(message.timestamp),
  };
}

/**
 * Returns the thread that a notice tells of; null for any other message. Discord writes one into the channel when a
 * thread begins without a message, and also when it begins on an old one.
 */
export function noticedThread(message: WireMessage): WireThread | null {
  const id = message.message_reference?.channel_id;
  if (message.type !== MessageType.ThreadCreated || message.author.bot === true || id === undefined) return null;
  const { channel_id: parent, author, content: name } = message;
  return { id, parent_id: parent, owner_id: author.id, type: ChannelType.PublicThread, name };
}

function answered({ type, channel_id: channel, message_reference: reference }: WireMessage): string | null {
  const isHere = reference?.channel_id === undefined || reference.channel_id === channel;
  return type === MessageType.Reply && isHere ? (reference?.message_id ?? null) : null;
}

function reactionOf({ count, emoji }: NonNullable<WireMessage['reactions']>[number]): Reaction {
  return { emoji: emoji.id == null ? (emoji.name ?? '') : `:${emoji.name ?? ''}:`, count };
}

function contentOf(message: WireMessage, words: Words): Formatted {
  const blocks: FormattedBlock[] = [...readMarkdown(message.content).blocks];
  if (message.message_reference?.type === MessageReferenceType.Forward) {
    blocks.push(line(words.forwarded));
    for (const { message: passedOn } of message.message_snapshots) {
      blocks.push(...readMarkdown(passedOn.content).blocks.map((block) => ({ ...block, quoted: true })));
    }
  }
  if (message.poll) {
    blocks.push(line(words.poll(message.poll.question.text ?? '')));
    for (const {
      poll_media: { text, emoji },
    } of message.poll.answers) {
      const sign = emoji?.id == null ? emoji?.name : `:${emoji.name}:`;
      const answer = [sign, text].filter((part) => part != null && part !== '').join(' ');
      blocks.push({ kind: 'item', indent: 0, number: null, quoted: false, leaves: leaves(answer) });
    }
  }
  for (const name of unreadableFiles(message)) blocks.push(line(words.unreadableFile(name)));
  for (const { name } of message.sticker_items) blocks.push(line(words.sticker(name)));
  return canonical(blocks);
}

const line = (text: string): FormattedLine => ({ kind: 'line', quoted: false, leaves: leaves(text) });

const leaves = (text: string): FormattedLine['leaves'] => (text === '' ? [] : [{ kind: 'text', text, marks: [] }]);

/** Returns the names of whom and what a text mentions: Discord tells those of people, and the client knows the others. */
function namesIn(client: Client, guild: string, { blocks }: Formatted, message: WireMessage): Record<string, string> {
  const people = new Map(message.mentions.map((user) => [user.id, nameOf(user, user.member ?? null)]));
  const server = client.guilds.cache.get(guild);
  const names: Record<string, string> = {};
  for (const leaf of blocks.flatMap((block) => (block.kind === 'code' ? [] : block.leaves))) {
    if (leaf.kind !== 'person' && leaf.kind !== 'channel' && leaf.kind !== 'group') continue;
    const name =
      leaf.kind === 'person'
        ? people.get(leaf.id)
        : leaf.kind === 'group'
          ? roleNamed(server?.roles.cache.get(leaf.id)?.name)
          : channelName(server?.channels.cache.get(leaf.id));
    if (name !== undefined) names[leaf.id] = name;
  }
  return names;
}

const channelName = (channel: GuildBasedChannel | undefined): string | undefined =>
  channel && !isHidden(channel) ? channel.name : undefined;
