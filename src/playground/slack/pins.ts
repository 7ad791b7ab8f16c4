import type { SlackCore } from './core.ts';
import type { JsonObject } from './json.ts';
import { messageJson } from './message-json.ts';
import { notice } from './posting.ts';
import type { SlackMessage } from './state.ts';

/** Returns a channel's pinned messages, the one that was pinned last first. */
export function pinnedIn(core: SlackCore, channel: string): SlackMessage[] {
  return core.workspace
    .inChannel(channel)
    .filter((message) => message.pinned !== null)
    .sort((a, b) => (b.pinned?.at ?? 0) - (a.pinned?.at ?? 0));
}

/** Pins a message, which Slack also says in the channel. Returns false when it was pinned already. */
export function pinMessage(core: SlackCore, message: SlackMessage, user: string): boolean {
  if (message.pinned) return false;
  message.pinned = { by: user, at: core.workspace.stamps.seconds() };
  tell(core, 'pin_added', message, user, {});
  notice(core, message.channel, user, 'pinned_item', `<@${user}> pinned a message to this channel.`);
  return true;
}

export function unpinMessage(core: SlackCore, message: SlackMessage, user: string): boolean {
  if (!message.pinned) return false;
  const item = itemJson(core, message);
  message.pinned = null;
  tell(core, 'pin_removed', message, user, { item, has_pins: pinnedIn(core, message.channel).length > 0 });
  return true;
}

/** Formats a pin as events and `pins.list` show it. */
export function itemJson(core: SlackCore, message: SlackMessage): JsonObject {
  const { team } = core.workspace;
  const permalink = `https://${team.domain}.slack.com/archives/${message.channel}/p${message.ts.replace('.', '')}`;
  return {
    type: 'message',
    channel: message.channel,
    created: message.pinned?.at ?? 0,
    created_by: message.pinned?.by ?? '',
    message: { ...messageJson(core.workspace, core.base, message), permalink },
  };
}

function tell(core: SlackCore, type: string, message: SlackMessage, user: string, more: JsonObject): void {
  core.workspace.touch();
  const event = {
    type,
    user,
    channel_id: message.channel,
    item: itemJson(core, message),
    item_user: message.user,
    pin_count: String(pinnedIn(core, message.channel).length),
    pinned_info: {
      channel: message.channel,
      pinned_by: message.pinned?.by ?? user,
      pinned_ts: message.pinned?.at ?? 0,
    },
    event_ts: core.workspace.stamps.nextTs(),
    ...more,
  };
  core.events.emit(type, event, core.workspace.channels.get(message.channel) ?? null);
}
