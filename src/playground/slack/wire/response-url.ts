import type { SlackCore } from '../core.ts';
import { isObject, type Json, type JsonObject, textOf } from '../json.ts';
import { contentOf, metadataOf } from '../methods/content.ts';
import { flag } from '../methods/method.ts';
import { change, erase, post } from '../posting.ts';
import { ProtocolError } from '../protocol-error.ts';
import type { ResponseTarget } from '../response-urls.ts';
import { type Answer, jsonAnswer, textAnswer } from './answer.ts';

/** Handles a POST to a response URL. */
export function respond(core: SlackCore, path: string, body: Json | undefined): Answer {
  const target = core.responseUrls.use(path);
  if (target === null || target === 'expired_url' || target === 'used_url') {
    return jsonAnswer(404, { ok: false, error: target ?? 'no_service' });
  }
  try {
    if (!isObject(body)) throw new ProtocolError('invalid_payload');
    applyResponse(core, target, body);
    return textAnswer(200, 'ok');
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return jsonAnswer(404, { ok: false, error: error.code });
  }
}

/**
 * Applies a response, which has the same form in a response URL and in a command's acknowledgement. In answer to a
 * press it replaces the message pressed in, unless it says otherwise or asks for a visibility of its own.
 */
export function applyResponse(core: SlackCore, target: ResponseTarget, body: JsonObject): void {
  const { workspace } = core;
  const source = target.message === null ? undefined : workspace.messages.get(target.message);
  if (flag(body.delete_original)) {
    if (!source?.byBot) throw new ProtocolError('message_not_found');
    erase(core, source);
    return;
  }
  const content = contentOf(core, body);
  if (!content.text && !content.blocks?.length && !content.attachments?.length) throw new ProtocolError('no_text');
  const replaces = flag(body.replace_original, target.message !== null && body.response_type === undefined);
  if (replaces && source?.byBot) {
    change(core, source, {
      by: workspace.bot.id,
      text: content.text ?? '',
      blocks: content.blocks ?? [],
      attachments: content.attachments ?? [],
    });
    return;
  }
  const inChannel = body.response_type === 'in_channel';
  const thread = textOf(body.thread_ts);
  if (thread && !workspace.message(target.channel, thread)) throw new ProtocolError('thread_not_found');
  post(core, {
    channel: target.channel,
    user: workspace.bot.id,
    byBot: true,
    username: null,
    icons: null,
    text: content.text ?? '',
    blocks: content.blocks ?? [],
    attachments: content.attachments ?? [],
    threadTs: thread || target.threadTs,
    broadcast: false,
    ephemeralTo: inChannel ? null : target.user,
    metadata: inChannel ? metadataOf(body.metadata) : null,
    files: [],
  });
}
