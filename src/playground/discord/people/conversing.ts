import type { LocalPlatform, LocalUser, SeenPlace, UploadedFile } from '../../local-platform.ts';
import { unfoldLink } from '../actions/messages.ts';
import type { DiscordCore } from '../core.ts';
import type { Guild } from '../model/types.ts';
import { clear, pin, react } from './marks.ts';
import { addEmoji, addOwnWebhook, deleteWebhook, removeAll } from './moderation.ts';
import { askPoll, sendSticker } from './polls.ts';
import { joinGuild } from './setup.ts';
import { editOwn, remove, reply, say } from './talk.ts';
import { deleteThread, renameThread, startThread, type ThreadStart } from './threads.ts';

/** The things people do with messages and threads, once they talk to each other. */
export interface Conversing
  extends Pick<LocalPlatform, 'say' | 'edit' | 'remove' | 'reply' | 'react' | 'pin' | 'unfoldLink' | 'addBot'> {
  /** Deletes messages of one channel at once, as a moderator does. */
  removeAll(user: string, messages: readonly string[]): void;
  /** Takes away everybody's reactions, or those with one emoji, as a moderator does. */
  clearReactions(user: string, message: string, emoji?: string): void;
  /** Starts a public thread, on a message or without one. Returns its id. */
  startThread(user: string, name: string, at: ThreadStart): string;
  renameThread(user: string, thread: string, name: string): void;
  deleteThread(user: string, thread: string): void;
  askPoll(user: string, place: SeenPlace, question: string, answers: readonly string[]): string;
  sendSticker(user: string, place: SeenPlace, name: string): string;
  /** Adds an emoji of the first guild's own. */
  addEmoji(name: string): { readonly id: string; readonly name: string };
  /** Makes a webhook by hand, which isn't the bot's. */
  addWebhook(user: string, channel: string, name: string): { readonly id: string; readonly token: string };
  /** Refuses webhooks' names that contain this word, as Discord does with more words than it names. */
  refuseName(word: string): void;
  /** Deletes a webhook, whoever made it, as an administrator does. */
  deleteWebhook(webhook: string): void;
}

export function conversing(core: DiscordCore, guild: Guild): Conversing {
  const { world } = core;
  return {
    addBot({ name }): LocalUser {
      const bot = world.createUser(name, 'en-GB', false, true);
      joinGuild(core, guild, bot, false);
      return { id: bot.id, name };
    },
    say: async (user: string, place: SeenPlace, text: string, files: readonly UploadedFile[] = []) =>
      say(core, user, place, text, files),
    edit: async (user, message, text) => editOwn(core, user, message, text),
    remove: async (user, message) => remove(core, user, message),
    reply: async (user: string, message: string, text: string, files: readonly UploadedFile[] = []) =>
      reply(core, user, message, text, files),
    react: async (user, message, emoji, given = true) => react(core, user, message, emoji, given),
    pin: async (user, message, pinned = true) => pin(core, user, message, pinned),
    unfoldLink(id) {
      const message = world.messages.get(id);
      if (!message) throw new Error(`No message ${id}`);
      unfoldLink(core, message);
    },
    removeAll: (user, messages) => removeAll(core, user, messages),
    clearReactions: (user, message, emoji) => clear(core, user, message, emoji ?? null),
    startThread: (user, name, at) => startThread(core, user, name, at),
    renameThread: (user, thread, name) => renameThread(core, user, thread, name),
    deleteThread: (user, thread) => deleteThread(core, user, thread),
    askPoll: (user, place, question, answers) => askPoll(core, user, place, question, answers),
    sendSticker: (user, place, name) => sendSticker(core, user, place, name),
    addEmoji: (name) => addEmoji(core, guild, name),
    addWebhook: (user, channel, name) => addOwnWebhook(core, user, channel, name),
    refuseName(word) {
      world.refusedInNames.push(word.toLowerCase());
    },
    deleteWebhook: (webhook) => deleteWebhook(core, webhook),
  };
}
