import { PlatformRefusal, type SeenPlace, type UploadedFile } from '../../local-platform.ts';
import { changeMessage, type NewDiscordMessage, postMessage, removeMessage } from '../actions/messages.ts';
import { checkThreadWritable } from '../actions/thread-members.ts';
import type { DiscordCore } from '../core.ts';
import { may, sendPermission } from '../model/access.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';
import { lengthOf } from '../validate/form-errors.ts';
import type { Draft } from '../validate/message.ts';
import { placeFor } from './places.ts';
import { inWords } from './reader.ts';
import { archivedThread, inPersonsWords, needPermission, visibleMessage } from './refusals.ts';

/** Writes a message as a person does. */
export function say(
  core: DiscordCore,
  userId: string,
  place: SeenPlace,
  text: string,
  files: readonly UploadedFile[],
  more: Pick<NewDiscordMessage, 'replyTo' | 'poll' | 'stickers'> = {},
): string {
  const channel = placeFor(core, userId, place);
  const { world } = core;
  if (!may(world, userId, channel, sendPermission(channel))) {
    throw new PlatformRefusal(
      inWords(
        core,
        userId,
        "Tu n'as pas la permission d'envoyer des messages dans ce salon.",
        'You do not have permission to send messages in this channel.',
      ),
    );
  }
  inPersonsWords(() => checkThreadWritable(core, userId, channel));
  refuseTooSoon(core, userId, channel);
  const carries = files.length > 0 || more.poll !== undefined || more.stickers !== undefined;
  const draft = draftOf(core, userId, channel, text, files, carries);
  const message = postMessage(core, { channel, authorId: userId, draft, nonce: world.ids.next(), ...more });
  return message.id;
}

/** Replies to a message, which notifies its author, as the client does by default. */
export function reply(
  core: DiscordCore,
  userId: string,
  messageId: string,
  text: string,
  files: readonly UploadedFile[],
): string {
  const { message, channel } = visibleMessage(core, userId, messageId);
  needPermission(core, userId, channel, 'ReadMessageHistory');
  return say(core, userId, { channel: channel.id, thread: null }, text, files, { replyTo: message });
}

export function editOwn(core: DiscordCore, userId: string, messageId: string, text: string): void {
  const message = ownMessage(core, userId, messageId);
  const channel = core.world.channel(message.channelId);
  if (channel.thread?.archived) throw archivedThread(core, userId);
  const kept = message.attachments;
  const draft = draftOf(core, userId, channel, text, [], kept.length > 0);
  changeMessage(core, message, { ...draft, flags: message.flags, keptAttachments: kept });
}

/** Deletes a message: one's own, or anybody's for who may manage messages. */
export function remove(core: DiscordCore, userId: string, messageId: string): void {
  const message = core.world.messages.get(messageId);
  // The person who sees an ephemeral message may dismiss it; nobody else notices.
  if (message?.onlyFor === userId) {
    removeMessage(core, message);
    return;
  }
  const { message: seen, channel } = visibleMessage(core, userId, messageId);
  const moderates = channel.guildId !== null && may(core.world, userId, channel, 'ManageMessages');
  removeMessage(core, moderates ? seen : ownMessage(core, userId, messageId));
}

/** Refuses somebody's next message in a channel in slow mode; those who moderate it are free of that, as bots are. */
function refuseTooSoon(core: DiscordCore, userId: string, channel: Channel): void {
  const { world, clock } = core;
  if (channel.slowmode === 0) return;
  if (may(world, userId, channel, 'ManageMessages') || may(world, userId, channel, 'ManageChannels')) return;
  const soonest = clock.now() - channel.slowmode * 1000;
  const before = channel.messages.findLast((id) => world.messages.get(id)?.authorId === userId);
  if (before === undefined || (world.messages.get(before)?.at ?? 0) <= soonest) return;
  throw new PlatformRefusal(
    inWords(core, userId, 'Le mode lent est activé dans ce salon.', 'Slow mode is on in this channel.'),
  );
}

function ownMessage(core: DiscordCore, userId: string, messageId: string): DiscordMessage {
  const message = core.world.messages.get(messageId);
  if (!message || message.authorId !== userId)
    throw new PlatformRefusal(inWords(core, userId, "Ce message n'est pas de toi.", 'This message is not yours.'));
  return message;
}

function draftOf(
  core: DiscordCore,
  userId: string,
  channel: Channel,
  text: string,
  files: readonly UploadedFile[],
  carriesMore = files.length > 0,
): Draft {
  const content = withMentions(core, channel, text.trim());
  if (content === '' && !carriesMore)
    throw new PlatformRefusal(inWords(core, userId, 'Le message est vide.', 'The message is empty.'));
  const most = core.world.user(userId).nitro ? 4000 : 2000;
  if (lengthOf(content) > most)
    throw new PlatformRefusal(
      inWords(core, userId, `Le message dépasse ${most} caractères.`, `The message is longer than ${most} characters.`),
    );
  const newFiles = files.map((file) => ({ ...file, description: file.alt ?? null }));
  return { content, embeds: [], components: [], flags: 0, keptAttachments: [], newFiles, allowed: null };
}

/** Turns a typed @Name of the server into a mention, as the client does; longer names are tried first. */
function withMentions({ world }: DiscordCore, { guildId }: Channel, text: string): string {
  const members = guildId === null ? null : world.guild(guildId).members;
  const users = [...world.users.values()]
    .filter(({ id }) => members?.has(id) ?? true)
    .sort((a, b) => b.name.length - a.name.length);
  return users.reduce((current, user) => current.replaceAll(`@${user.name}`, `<@${user.id}>`), text);
}
