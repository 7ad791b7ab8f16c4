import type { LastStamps } from './stamps.ts';
import type { SlackChannel, SlackFile, SlackMessage, SlackUser, Workspace } from './state.ts';

/** A workspace as it can be stored, structured-cloneable: all but forms, triggers and what is under way. */
export interface SavedWorkspace {
  readonly team: Workspace['team'];
  readonly appId: string;
  readonly botId: string;
  readonly bot: SlackUser;
  readonly botName: string;
  readonly users: ReadonlyMap<string, SlackUser>;
  readonly channels: ReadonlyMap<string, SlackChannel>;
  readonly messages: ReadonlyMap<string, SlackMessage>;
  readonly files: ReadonlyMap<string, SlackFile>;
  readonly deletedFiles: ReadonlySet<string>;
  readonly stamps: LastStamps;
}

/** Returns all of a workspace that can be stored. */
export function savedWorkspace(workspace: Workspace): SavedWorkspace {
  const { team, appId, botId, bot, botName, users, channels, messages, files, deletedFiles } = workspace;
  const stamps = workspace.stamps.last;
  return { team, appId, botId, bot, botName, users, channels, messages, files, deletedFiles, stamps };
}

/** Puts into an empty workspace what was stored. */
export function takeUpWorkspace(workspace: Workspace, saved: SavedWorkspace): void {
  for (const [id, user] of saved.users) workspace.users.set(id, user);
  for (const [id, channel] of saved.channels) workspace.channels.set(id, channel);
  for (const [id, file] of saved.files) workspace.files.set(id, file);
  for (const id of saved.deletedFiles) workspace.deletedFiles.add(id);
  for (const message of saved.messages.values()) workspace.keep(message);
}
