import type { SlackCore } from '../core.ts';
import { type Json, type JsonObject, textOf } from '../json.ts';
import { messageJson } from '../message-json.ts';
import { ProtocolError } from '../protocol-error.ts';
import { isShown, type SlackChannel, type SlackMessage } from '../state.ts';
import { channelById, flag, isMember, type Methods, needChannelScope, page, required } from './method.ts';

export const historyMethods: Methods = {
  'conversations.history': {
    reads: true,
    tier: 3,
    run(core, args) {
      const channel = readable(core, args);
      const all = core.workspace
        .inChannel(channel.id)
        .filter((message) => message.ephemeralTo === null && (message.threadTs === null || message.broadcast))
        .filter(between(args));
      const shown = all.filter((message) => isShown(core.workspace, message));
      const limited = shown.length < all.length ? { is_limited: true } : {};
      // With `oldest` alone, the pages begin with the messages closest to it; each of them is newest first all the same.
      const isForward = given(args.oldest) && !given(args.latest);
      const { messages, ...rest } = listed(core, isForward ? shown : shown.reverse(), args, 100);
      return { ...rest, messages: isForward ? messages.reverse() : messages, ...limited, pin_count: 0 };
    },
  },
  'conversations.replies': {
    reads: true,
    tier: 3,
    run(core, args) {
      required(args, 'channel', 'ts');
      const channel = readable(core, args);
      const asked = core.workspace.message(channel.id, textOf(args.ts));
      if (!asked || asked.ephemeralTo !== null) throw new ProtocolError('thread_not_found');
      const parent = asked.threadTs === null ? asked : core.workspace.message(channel.id, asked.threadTs);
      if (!parent || !isShown(core.workspace, parent)) throw new ProtocolError('thread_not_found');
      const within = core.workspace.replies(parent).filter(between(args));
      return listed(core, [parent, ...within], args, 1000);
    },
  },
};

function readable(core: SlackCore, args: JsonObject): SlackChannel {
  required(args, 'channel');
  const channel = channelById(core, args.channel);
  needChannelScope(core, channel, 'history');
  if (!isMember(core, channel)) throw new ProtocolError('not_in_channel');
  return channel;
}

interface Listed extends JsonObject {
  readonly messages: JsonObject[];
}

function listed(core: SlackCore, all: readonly SlackMessage[], args: JsonObject, usual: number): Listed {
  const { items, next } = page(all, args, { usual, most: 999 });
  const metadata = flag(args.include_all_metadata);
  return {
    ok: true,
    messages: items.map((message) => messageJson(core.workspace, core.base, message, { metadata })),
    has_more: next !== '',
    ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
  };
}

/** Returns a filter by time; `oldest` and `latest` themselves are included only with `inclusive`. */
function between(args: JsonObject): (message: SlackMessage) => boolean {
  const oldest = timestamp(args.oldest, 'invalid_ts_oldest');
  const latest = timestamp(args.latest, 'invalid_ts_latest');
  const inclusive = flag(args.inclusive);
  return ({ ts }) => {
    if (oldest !== null && !(ts > oldest || (inclusive && ts === oldest))) return false;
    return latest === null || ts < latest || (inclusive && ts === latest);
  };
}

function given(time: Json | undefined): boolean {
  return time !== undefined && time !== null && time !== '' && time !== '0';
}

/** Formats a time like a message's ts, so that texts compare as times do. */
function timestamp(value: Json | undefined, refusal: string): string | null {
  if (!given(value)) return null;
  const text = String(value);
  if (!/^\d{1,10}(\.\d{1,6})?$/.test(text)) throw new ProtocolError(refusal);
  const [seconds = '', fraction = ''] = text.split('.');
  return `${seconds.padStart(10, '0')}.${fraction.padEnd(6, '0')}`;
}
