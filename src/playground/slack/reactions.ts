import type { SlackCore } from './core.ts';
import type { SlackMessage } from './state.ts';

/** Adds a reaction. Returns false when they have reacted so already. */
export function addReaction(core: SlackCore, message: SlackMessage, user: string, name: string): boolean {
  const users = message.reactions.get(name) ?? [];
  if (users.includes(user)) return false;
  message.reactions.set(name, [...users, user]);
  tell(core, 'reaction_added', message, user, name);
  return true;
}

export function removeReaction(core: SlackCore, message: SlackMessage, user: string, name: string): boolean {
  const users = message.reactions.get(name) ?? [];
  if (!users.includes(user)) return false;
  const left = users.filter((other) => other !== user);
  if (left.length > 0) message.reactions.set(name, left);
  else message.reactions.delete(name);
  tell(core, 'reaction_removed', message, user, name);
  return true;
}

function tell(core: SlackCore, type: string, message: SlackMessage, user: string, reaction: string): void {
  core.workspace.touch();
  const event = {
    type,
    user,
    reaction,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.user,
    event_ts: core.workspace.stamps.nextTs(),
  };
  core.events.emit(type, event, core.workspace.channels.get(message.channel) ?? null);
}
