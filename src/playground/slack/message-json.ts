import { copyOf, type JsonObject } from './json.ts';
import { richTextOf } from './read/rich-text.ts';
import type { SlackFile, SlackMessage, Workspace } from './state.ts';

/** Formats a message as the Web API and events show it. */
export function messageJson(
  workspace: Workspace,
  base: string,
  message: SlackMessage,
  include: { metadata?: boolean } = {},
): JsonObject {
  if (message.tombstone) return tombstoneJson(workspace, message);
  const files = message.files.flatMap((id) => workspace.files.get(id) ?? []);
  return {
    type: 'message',
    ...authorJson(workspace, message),
    text: message.text,
    ts: message.ts,
    ...(message.byBot || message.subtype !== null ? {} : { client_msg_id: clientId(message) }),
    team: workspace.team.id,
    ...blocksJson(message),
    ...(message.attachments.length > 0 ? { attachments: structuredClone(message.attachments) } : {}),
    ...(files.length > 0 ? { files: files.map((file) => fileJson(workspace, base, file)), upload: false } : {}),
    ...threadJson(workspace, message),
    ...(message.subtype === null ? {} : { subtype: message.subtype }),
    ...(message.callBy === null ? {} : callJson(message.callBy, message)),
    ...(message.pinned ? pinnedJson(message.channel, message.pinned) : {}),
    ...(message.edited ? { edited: { ...message.edited } } : {}),
    ...(message.reactions.size > 0
      ? { reactions: [...message.reactions].map(([name, users]) => ({ name, users: [...users], count: users.length })) }
      : {}),
    ...(include.metadata && message.metadata ? { metadata: copyOf(message.metadata) } : {}),
  };
}

/** Formats the blocks; a text without blocks is shown with the rich text that Slack reads in it. */
function blocksJson(message: SlackMessage): JsonObject {
  if (message.blocks.length > 0) return { blocks: structuredClone(message.blocks) };
  if (message.text === '' || message.attachments.length > 0) return {};
  return { blocks: [{ ...richTextOf(message.text), block_id: `t${message.ts.slice(-4)}` }] };
}

/** Formats what Slack tells of a call that somebody began in a channel. */
function callJson(by: string, { channel, ts }: SlackMessage): JsonObject {
  const begun = Math.floor(Number(ts));
  const call = { call_family: 'huddle', channels: [channel], created_by: by, date_start: begun, has_ended: false };
  return { no_notifications: true, room: { id: `R${by.slice(1)}`, ...call, participants: [by] } };
}

function pinnedJson(channel: string, { by, at }: { readonly by: string; readonly at: number }): JsonObject {
  return { pinned_to: [channel], pinned_info: { channel, pinned_by: by, pinned_ts: at } };
}

function authorJson(workspace: Workspace, message: SlackMessage): JsonObject {
  if (!message.byBot) return { user: message.user, ...otherBotJson(workspace, message.user) };
  const profile = {
    id: workspace.botId,
    app_id: workspace.appId,
    user_id: workspace.bot.id,
    name: workspace.botName,
    icons: {},
    deleted: false,
    updated: workspace.stamps.seconds(),
    team_id: workspace.team.id,
  };
  const common = { bot_id: workspace.botId, app_id: workspace.appId };
  if (message.username === null) return { user: message.user, ...common, bot_profile: profile };
  return {
    subtype: 'bot_message',
    username: message.username,
    ...common,
    ...(message.icons ? { icons: copyOf(message.icons) } : {}),
  };
}

/** Formats what a message of somebody else's bot has besides its author; nothing for a person's. */
function otherBotJson(workspace: Workspace, user: string): JsonObject {
  const bot = workspace.users.get(user);
  if (!bot?.bot) return {};
  const [id, app] = [botIdOf(workspace, user), `A${user.slice(1)}`];
  return {
    bot_id: id,
    app_id: app,
    bot_profile: {
      ...{ id, app_id: app, user_id: user, name: bot.name, icons: {}, deleted: false },
      ...{ updated: workspace.stamps.seconds(), team_id: workspace.team.id },
    },
  };
}

/** Returns the id that a bot's messages carry beside that of its user. */
export function botIdOf(workspace: Workspace, user: string): string {
  return user === workspace.bot.id ? workspace.botId : `B${user.slice(1)}`;
}

function threadJson(workspace: Workspace, message: SlackMessage): JsonObject {
  if (message.threadTs !== null) {
    const parent = workspace.message(message.channel, message.threadTs);
    return {
      thread_ts: message.threadTs,
      ...(parent ? { parent_user_id: parent.user } : {}),
      ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    };
  }
  const replies = workspace.replies(message);
  const last = replies.at(-1);
  if (!last) return {};
  const authors = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: authors.length,
    latest_reply: last.ts,
    reply_users: authors.slice(0, 5),
    is_locked: message.locked,
    subscribed: authors.includes(workspace.bot.id),
  };
}

/** Formats what remains of a deleted message that had replies. */
function tombstoneJson(workspace: Workspace, message: SlackMessage): JsonObject {
  return {
    type: 'message',
    subtype: 'tombstone',
    text: 'This message was deleted.',
    user: 'USLACKBOT',
    hidden: true,
    ts: message.ts,
    ...threadJson(workspace, message),
  };
}

function clientId(message: SlackMessage): string {
  const digits = message.ts.replace('.', '').padStart(32, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function fileJson(workspace: Workspace, base: string, file: SlackFile): JsonObject {
  const path = `${base}/files-pri/${workspace.team.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  const kinds = [...file.channels].map((id) => workspace.channels.get(id)?.kind);
  const inKind = (kind: string) => [...file.channels].filter((_, index) => kinds[index] === kind);
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.processed ? file.mimetype : '',
    filetype: file.processed ? extensionOf(file.name) : '',
    pretty_type: file.processed ? extensionOf(file.name).toUpperCase() : '',
    user: file.user,
    user_team: workspace.team.id,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: kinds.includes('channel'),
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    ...(file.altText === null ? {} : { alt_txt: file.altText }),
    url_private: `${path}/${name}`,
    url_private_download: `${path}/download/${name}`,
    permalink: `https://${workspace.team.domain}.slack.com/files/${file.user}/${file.id}/${name}`,
    permalink_public: `https://slack-files.com/${workspace.team.id}-${file.id}`,
    has_rich_preview: false,
    file_access: 'visible',
    channels: inKind('channel'),
    groups: inKind('group'),
    ims: inKind('im'),
    comments_count: 0,
  };
}

/** Formats where a file was posted; Slack adds this a moment after the upload is completed. */
export function sharesJson(workspace: Workspace, file: SlackFile): JsonObject {
  const shares: { public: JsonObject; private: JsonObject } = { public: {}, private: {} };
  for (const share of file.shares) {
    const channel = workspace.channels.get(share.channel);
    const side = channel?.kind === 'channel' ? shares.public : shares.private;
    const known = side[share.channel];
    side[share.channel] = [
      ...(Array.isArray(known) ? known : []),
      {
        ts: share.ts,
        ...(share.threadTs === null ? {} : { thread_ts: share.threadTs }),
        channel_name: channel?.name ?? '',
        team_id: workspace.team.id,
        reply_users: [],
        reply_count: 0,
      },
    ];
  }
  return {
    ...(Object.keys(shares.public).length ? { public: shares.public } : {}),
    ...(Object.keys(shares.private).length ? { private: shares.private } : {}),
  };
}

export function extensionOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? 'binary';
}
