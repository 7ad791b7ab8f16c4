import { checkMessageBlocks } from '../check/payload.ts';
import { checkSlackFiles } from '../check/slack-files.ts';
import type { SlackCore } from '../core.ts';
import { newFile } from '../files.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { fileJson, sharesJson } from '../message-json.ts';
import { post } from '../posting.ts';
import { explained, ProtocolError } from '../protocol-error.ts';
import type { NewSlackMessage, SlackChannel, SlackFile } from '../state.ts';
import { mayPost, underName } from './chat.ts';
import {
  channelById,
  idList,
  isMember,
  type Methods,
  onlyKnown,
  postingChannelId,
  required,
  wholeNumber,
} from './method.ts';

const largestFile = 1024 ** 3;
const largestSnippet = 1024 ** 2;
const mostChannels = 100;
const shareArguments = [
  ...['blocks', 'channel_id', 'channels', 'files', 'initial_comment', 'thread_ts'],
  ...['icon_emoji', 'icon_url', 'username'],
];

export const fileMethods: Methods = {
  'files.getUploadURLExternal': {
    scope: 'files:write',
    tier: 4,
    run(core, args) {
      onlyKnown(args, 'alt_txt', 'filename', 'length', 'snippet_type');
      required(args, 'filename', 'length');
      const length = wholeNumber(args.length, 0);
      if (length === 0) throw new ProtocolError('missing_argument');
      if (args.snippet_type !== undefined && length > largestSnippet) throw new ProtocolError('snippet_too_large');
      if (length > largestFile) throw new ProtocolError('file_upload_size_restricted');
      const alt = textOf(args.alt_txt);
      if (alt.length > 1000) throw new ProtocolError('alt_txt_too_large');
      const file = newFile(core.workspace, {
        name: textOf(args.filename),
        user: core.workspace.bot.id,
        size: length,
        altText: alt || null,
      });
      return { ok: true, upload_url: `${core.base}/upload/v1/${file.key}`, file_id: file.id };
    },
  },
  'files.completeUploadExternal': {
    scope: 'files:write',
    tier: 4,
    run(core, args) {
      onlyKnown(args, ...shareArguments);
      required(args, 'files');
      const wanted = objectsOf(args.files);
      if (wanted.length === 0)
        throw explained('invalid_arguments', ['[ERROR] no less than 1 items allowed [json-pointer:/files]']);
      const files = wanted.map((one) => uploaded(core, textOf(one.id)));
      const single = textOf(args.channel_id);
      const listed = idList(args.channels);
      if (listed.length > mostChannels) throw new ProtocolError('channels_limit_exceeded');
      const targets = [...(single ? [channelById(core, single)] : []), ...listed.map((id) => listedChannel(core, id))];
      for (const channel of targets) {
        if (!isMember(core, channel)) throw new ProtocolError('not_in_channel');
        mayPost(core, channel);
      }
      const thread = textOf(args.thread_ts);
      if (thread && targets.length > 1)
        throw explained('invalid_arguments', ['[ERROR] thread_ts needs a single channel']);
      if (args.blocks !== undefined) {
        checkMessageBlocks(args.blocks);
        checkSlackFiles(core.workspace, args.blocks, 'invalid_blocks', '/blocks');
      }
      const under = underName(core, args);
      for (const channel of targets) {
        const parent = thread ? core.workspace.message(channel.id, thread) : undefined;
        if (thread && (!parent || parent.threadTs !== null)) throw new ProtocolError('thread_not_found');
        if (parent?.locked) throw new ProtocolError('restricted_action_thread_locked');
      }
      files.forEach((file, index) => {
        file.title = textOf(wanted[index]?.title) || file.name;
        file.complete = true;
      });
      // The answer comes before the files are processed and shared; files.info tells the outcome.
      const answer = files.map((file) => ({ ...fileJson(core.workspace, core.base, file), shares: {} }));
      const finish = () => {
        const left = files.filter((file) => !core.workspace.deletedFiles.has(file.id));
        for (const file of left) file.processed = true;
        for (const channel of left.length > 0 ? targets : [])
          share(core, { channel: channel.id, threadTs: thread || null, ...under }, left, args);
        core.workspace.touch();
      };
      const processing = core.unusualProcessing.shift() ?? core.fileProcessing;
      if (processing === 'never') return { ok: true, files: answer };
      if (processing > 0) core.workspace.clock.after(processing, finish);
      else finish();
      return { ok: true, files: answer };
    },
  },
  'files.info': {
    reads: true,
    scope: 'files:read',
    tier: 4,
    run(core, args) {
      required(args, 'file');
      const file = known(core, textOf(args.file));
      if (!isVisible(core, file)) throw new ProtocolError('not_visible');
      return {
        ok: true,
        file: { ...fileJson(core.workspace, core.base, file), shares: sharesJson(core.workspace, file) },
        comments: [],
        response_metadata: { next_cursor: '' },
      };
    },
  },
  'files.delete': {
    scope: 'files:write',
    tier: 3,
    run(core, args) {
      required(args, 'file');
      const file = known(core, textOf(args.file));
      if (file.user !== core.workspace.bot.id) throw new ProtocolError('cant_delete_file');
      core.workspace.files.delete(file.id);
      core.workspace.deletedFiles.add(file.id);
      core.workspace.touch();
      return { ok: true };
    },
  },
};

function known({ workspace }: SlackCore, id: string): SlackFile {
  if (workspace.deletedFiles.has(id)) throw new ProtocolError('file_deleted');
  const file = workspace.files.get(id);
  if (!file?.complete) throw new ProtocolError('file_not_found');
  return file;
}

/** Returns whether the bot sees a file: its own, those of its forms, and those shared where it could read. */
export function isVisible(core: SlackCore, file: SlackFile): boolean {
  if (file.user === core.workspace.bot.id || file.channels.size === 0) return true;
  const places = [...file.channels].map((id) => core.workspace.channels.get(id));
  return places.some((channel) => channel !== undefined && (channel.kind === 'channel' || isMember(core, channel)));
}

/**
 * Returns a channel of a list, where a person's id means the conversation with them, and an unknown id has an error
 * of its own.
 */
function listedChannel(core: SlackCore, id: string): SlackChannel {
  try {
    return channelById(core, postingChannelId(core, id));
  } catch {
    throw new ProtocolError('invalid_channel');
  }
}

function uploaded(core: SlackCore, id: string): SlackFile {
  const file = core.workspace.files.get(id);
  if (!file || file.bytes === null || file.complete) throw new ProtocolError('file_not_found');
  return file;
}

function share(
  core: SlackCore,
  where: Pick<NewSlackMessage, 'channel' | 'threadTs' | 'username' | 'icons'>,
  files: readonly SlackFile[],
  args: JsonObject,
): void {
  const comment = textOf(args.initial_comment);
  post(core, {
    ...where,
    user: core.workspace.bot.id,
    byBot: true,
    text: comment,
    // With a comment the blocks are ignored.
    blocks: comment ? [] : objectsOf(args.blocks),
    attachments: [],
    broadcast: false,
    ephemeralTo: null,
    metadata: null,
    files: files.map((file) => file.id),
  });
}
