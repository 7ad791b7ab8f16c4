import { withIds } from './block-ids.ts';
import type { SlackCore } from './core.ts';
import type { JsonObject } from './json.ts';
import { messageJson } from './message-json.ts';
import { mentionsOf } from './read/mentions.ts';
import type { NewSlackMessage, SlackChannel, SlackMessage } from './state.ts';
import { messageSubscription } from './subscriptions.ts';

/** Stores, changes and deletes messages, with the events that each of these sends. */

export function post(core: SlackCore, draft: NewSlackMessage): SlackMessage {
  const { workspace } = core;
  const message = workspace.add({ ...draft, blocks: withIds(draft.blocks) });
  for (const id of message.files) {
    const file = workspace.files.get(id);
    file?.channels.add(message.channel);
    file?.shares.push({ channel: message.channel, ts: message.ts, threadTs: message.threadTs });
  }
  workspace.touch();
  if (message.ephemeralTo !== null) return message;
  const channel = channelOf(core, message);
  const json = messageJson(workspace, core.base, message);
  const place = { channel: channel.id, event_ts: message.ts };
  core.events.emit(
    messageSubscription[channel.kind],
    { ...json, ...place, channel_type: channel.kind, ...occasion(core, message) },
    channel,
  );
  // A reply that is also sent to the channel is told again, as a change in which nothing has changed.
  if (message.broadcast) changedEvent(core, message, json);
  if (!message.byBot && channel.kind !== 'im' && mentionsOf(message).includes(workspace.bot.id)) {
    core.events.emit('app_mention', { ...json, ...place, type: 'app_mention' }, channel);
  }
  return message;
}

/** Returns what the event of a new message tells besides the message. */
function occasion(core: SlackCore, message: SlackMessage): JsonObject {
  const root = message.threadTs === null ? undefined : core.workspace.message(message.channel, message.threadTs);
  if (message.broadcast && root) return { root: messageJson(core.workspace, core.base, root) };
  return message.files.length > 0 ? { subtype: 'file_share' } : {};
}

/** Writes one of Slack's own lines: a message was pinned, a channel renamed … */
export function notice(core: SlackCore, channel: string, user: string, subtype: string, text: string): void {
  post(core, {
    ...{ channel, user, text, subtype, byBot: false, username: null, icons: null, blocks: [], attachments: [] },
    ...{ threadTs: null, broadcast: false, ephemeralTo: null, metadata: null, files: [] },
  });
}

interface Changes {
  readonly text?: string;
  readonly blocks?: JsonObject[];
  readonly attachments?: JsonObject[];
  readonly metadata?: JsonObject | null;
  readonly by: string;
}

export function change(core: SlackCore, message: SlackMessage, changes: Changes): void {
  const { workspace } = core;
  const before = messageJson(workspace, core.base, message);
  if (changes.text !== undefined) message.text = changes.text;
  if (changes.blocks !== undefined) {
    message.blocks = withIds(changes.blocks);
    message.chosen.clear();
  }
  if (changes.attachments !== undefined) message.attachments = changes.attachments;
  if (changes.metadata !== undefined) message.metadata = changes.metadata;
  message.edited = { user: changes.by, ts: `${workspace.stamps.seconds()}.000000` };
  workspace.touch();
  if (message.ephemeralTo === null) changedEvent(core, message, before);
}

/** Unfolds a link below a message. Slack reports this as a change, though nobody has edited anything. */
export function unfoldLink(core: SlackCore, message: SlackMessage): void {
  const before = messageJson(core.workspace, core.base, message);
  message.attachments = [{ from_url: 'https://example.org/', title: 'Example', id: 1 }];
  core.workspace.touch();
  changedEvent(core, message, before);
}

export function erase(core: SlackCore, message: SlackMessage): void {
  const { workspace } = core;
  const before = messageJson(workspace, core.base, message);
  const hasReplies = message.threadTs === null && workspace.replies(message).length > 0;
  if (hasReplies) message.tombstone = true;
  else workspace.remove(message);
  if (message.ephemeralTo !== null) {
    workspace.touch();
    return;
  }
  const parent = message.threadTs === null ? undefined : workspace.message(message.channel, message.threadTs);
  if (parent?.tombstone && workspace.replies(parent).length === 0) workspace.remove(parent);
  workspace.touch();
  if (hasReplies) {
    changedEvent(core, message, before);
    return;
  }
  const channel = channelOf(core, message);
  const at = workspace.stamps.nextTs();
  core.events.emit(
    messageSubscription[channel.kind],
    {
      type: 'message',
      subtype: 'message_deleted',
      previous_message: before,
      channel: channel.id,
      hidden: true,
      deleted_ts: message.ts,
      event_ts: at,
      ts: at,
      channel_type: channel.kind,
    },
    channel,
  );
}

function changedEvent(core: SlackCore, message: SlackMessage, before: JsonObject): void {
  const channel = channelOf(core, message);
  const at = core.workspace.stamps.nextTs();
  core.events.emit(
    messageSubscription[channel.kind],
    {
      type: 'message',
      subtype: 'message_changed',
      message: messageJson(core.workspace, core.base, message),
      previous_message: before,
      channel: channel.id,
      hidden: true,
      ts: at,
      event_ts: at,
      channel_type: channel.kind,
    },
    channel,
  );
}

function channelOf(core: SlackCore, message: SlackMessage): SlackChannel {
  const channel = core.workspace.channels.get(message.channel);
  if (!channel) throw new Error(`message ${message.ts} stands in no channel`);
  return channel;
}
