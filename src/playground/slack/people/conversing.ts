import type { SlackCore } from '../core.ts';
import { unfoldLink } from '../posting.ts';
import type { LocalSlack } from '../types.ts';
import type { Lookup } from './lookup.ts';
import { pin, react } from './marks.ts';
import { editOwn, removeOwn, reply, say, sayRich, startHuddle } from './typing.ts';

type Conversing = Pick<
  LocalSlack,
  | 'addBot'
  | 'say'
  | 'sayRich'
  | 'startHuddle'
  | 'reply'
  | 'broadcast'
  | 'edit'
  | 'remove'
  | 'react'
  | 'pin'
  | 'unfoldLink'
>;

/** Returns what people do with messages: they say, edit, delete, answer, react and pin. */
export function conversing(core: SlackCore, find: Lookup): Conversing {
  return {
    addBot({ name }) {
      const bot = core.workspace.addUser({ name, locale: 'en-US', administrator: false, bot: true });
      core.workspace.touch();
      return { id: bot.id, name };
    },
    async say(user, place, text, files = []) {
      const person = find.person(user);
      return say(core, person, find.channel(person, place), place.thread, text, files).ts;
    },
    async sayRich(user, place, elements) {
      const person = find.person(user);
      return sayRich(core, person, find.channel(person, place), place.thread, elements).ts;
    },
    async startHuddle(user, place) {
      const person = find.person(user);
      return startHuddle(core, person, find.channel(person, place)).ts;
    },
    async reply(user, message, text, files = []) {
      const person = find.person(user);
      return reply(core, person, find.visible(person, message), text, files, false).ts;
    },
    async broadcast(user, message, text) {
      const person = find.person(user);
      return reply(core, person, find.visible(person, message), text, [], true).ts;
    },
    async edit(user, message, text) {
      const person = find.person(user);
      editOwn(core, person, find.visible(person, message), text);
    },
    async remove(user, message) {
      const person = find.person(user);
      removeOwn(core, person, find.visible(person, message));
    },
    async react(user, message, emoji, given = true) {
      const person = find.person(user);
      react(core, person, find.visible(person, message), emoji, given);
    },
    async pin(user, message, pinned = true) {
      const person = find.person(user);
      pin(core, person, find.visible(person, message), pinned);
    },
    unfoldLink(message) {
      unfoldLink(core, find.message(message));
    },
  };
}
