import type { SlackCore } from '../core.ts';
import { pinMessage, unpinMessage } from '../pins.ts';
import { addReaction, removeReaction } from '../reactions.ts';
import type { SlackMessage, SlackUser } from '../state.ts';
import { emojiName } from './emoji.ts';
import { archivedRefusal, lockedRefusal, memberRefusal, refusalFor } from './refusals.ts';

/** Adds a person's reaction, or takes it back. */
export function react(core: SlackCore, user: SlackUser, message: SlackMessage, emoji: string, given: boolean): void {
  const name = emojiName(emoji);
  if (name === null) throw refusalFor(user, `Il n'y a pas d'émoji ${emoji}.`, `There is no emoji ${emoji}.`);
  takesPart(core, user, message);
  (given ? addReaction : removeReaction)(core, message, user.id, name);
}

/** Pins a message in its channel, or takes the pin away. */
export function pin(core: SlackCore, user: SlackUser, message: SlackMessage, pinned: boolean): void {
  takesPart(core, user, message);
  (pinned ? pinMessage : unpinMessage)(core, message, user.id);
}

function takesPart(core: SlackCore, user: SlackUser, { channel: id, threadTs, locked }: SlackMessage): void {
  const channel = core.workspace.channels.get(id);
  if (!channel?.members.has(user.id)) throw memberRefusal(user, channel?.name);
  if (channel.archived) throw archivedRefusal(user);
  const parent = threadTs === null ? undefined : core.workspace.message(id, threadTs);
  if (locked || parent?.locked) throw lockedRefusal(user);
}
