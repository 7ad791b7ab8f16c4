import { checkMessageBlocks } from '../check/payload.ts';
import type { Core } from '../core.ts';
import { newFile } from '../files.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { fileJson, sharesJson } from '../message-json.ts';
import { post } from '../posting.ts';
import { explained, ProtocolError } from '../protocol-error.ts';
import type { SlackFile } from '../state.ts';
import { mayPost } from './chat.ts';
import { channelById, idList, type Methods, required, wholeNumber } from './method.ts';

const largestFile = 1024 ** 3;
const mostChannels = 100;

export const fileMethods: Methods = {
  'files.getUploadURLExternal': {
    scope: 'files:write',
    tier: 4,
    run(core, args) {
      required(args, 'filename', 'length');
      const length = wholeNumber(args.length, 0);
      if (length === 0) throw explained('invalid_arguments', ['[ERROR] must be greater than 0 [json-pointer:/length]']);
      if (length > largestFile) throw new ProtocolError('file_upload_size_restricted');
      const alt = textOf(args.alt_txt) || textOf(args.alt_text);
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
      required(args, 'files');
      const wanted = objectsOf(args.files);
      if (wanted.length === 0)
        throw explained('invalid_arguments', ['[ERROR] no less than 1 items allowed [json-pointer:/files]']);
      const files = wanted.map((one) => uploaded(core, textOf(one.id)));
      const single = textOf(args.channel_id);
      const targets = [...(single ? [single] : []), ...idList(args.channels)].map((id) => channelById(core, id));
      if (targets.length > mostChannels)
        throw explained('invalid_arguments', ['[ERROR] no more than 100 channels allowed']);
      for (const channel of targets) mayPost(core, channel);
      const thread = textOf(args.thread_ts);
      if (thread && targets.length > 1)
        throw explained('invalid_arguments', ['[ERROR] thread_ts needs a single channel']);
      if (args.blocks !== undefined) checkMessageBlocks(args.blocks);
      for (const channel of targets) {
        const parent = thread ? core.workspace.message(channel.id, thread) : undefined;
        if (thread && (!parent || parent.threadTs !== null)) throw new ProtocolError('thread_not_found');
      }
      files.forEach((file, index) => {
        file.title = textOf(wanted[index]?.title) || file.name;
        file.complete = true;
      });
      // The answer comes before the files are shared: their messages are found later with files.info.
      const answer = files.map((file) => ({ ...fileJson(core.workspace, core.base, file), shares: {} }));
      for (const channel of targets) share(core, channel.id, thread || null, files, args);
      return { ok: true, files: answer };
    },
  },
  'files.info': {
    scope: 'files:read',
    tier: 4,
    run(core, args) {
      required(args, 'file');
      const file = core.workspace.files.get(textOf(args.file));
      if (!file?.complete) throw new ProtocolError('file_not_found');
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
      const file = core.workspace.files.get(textOf(args.file));
      if (!file?.complete) throw new ProtocolError('file_not_found');
      if (file.user !== core.workspace.bot.id) throw new ProtocolError('cant_delete_file');
      core.workspace.files.delete(file.id);
      core.workspace.touch();
      return { ok: true };
    },
  },
};

function uploaded(core: Core, id: string): SlackFile {
  const file = core.workspace.files.get(id);
  if (!file || file.bytes === null || file.complete) throw new ProtocolError('file_not_found');
  return file;
}

function share(
  core: Core,
  channel: string,
  threadTs: string | null,
  files: readonly SlackFile[],
  args: JsonObject,
): void {
  const comment = textOf(args.initial_comment);
  post(core, {
    channel,
    user: core.workspace.bot.id,
    byBot: true,
    username: null,
    icons: null,
    text: comment,
    // With a comment the blocks are left aside.
    blocks: comment ? [] : objectsOf(args.blocks),
    attachments: [],
    threadTs,
    broadcast: false,
    ephemeralTo: null,
    metadata: null,
    files: files.map((file) => file.id),
  });
}
