import type { IncomingMessage } from '../../chat/platform.ts';
import { type FileAccess, incomingFiles } from './incoming-files.ts';
import { mentions, typedText } from './typed-text.ts';
import { at, isWire, textAt, threadHolding, type Wire } from './wire.ts';

export interface MessageReader {
  readonly bot: string;
  readonly team: string;
  readonly access: FileAccess;
}

/** The subtypes of messages that people type; all others (bots, joins, edits, Slack's own) have another one. */
const typedSubtypes = new Set<unknown>([undefined, 'file_share', 'thread_broadcast', 'me_message']);

/**
 * Returns a message that somebody typed; null for anything else. `channel` is where it stands, which a history doesn't
 * repeat.
 */
export function incomingMessage(
  message: Wire,
  channel: string,
  { bot, team, access }: MessageReader,
): IncomingMessage | null {
  const id = textAt(message, 'user');
  const ts = textAt(message, 'ts');
  if (!id || !ts || id === bot || id === 'USLACKBOT') return null;
  if (message.bot_id || message.hidden === true || !typedSubtypes.has(message.subtype)) return null;
  return {
    user: { platform: 'slack', id, team, name: id, locale: null, administrator: null },
    place: { platform: 'slack', channel, thread: threadHolding(message) },
    id: ts,
    ...typedText(message, bot),
    files: incomingFiles(message, access),
    direct: channel.startsWith('D'),
    mentionsBot: message.type === 'app_mention' || mentions(message, bot),
  };
}

export interface MessageTold {
  readonly message: Wire;
  readonly channel: string;
  /** Identifies the author's change of the message; null when the message is new. */
  readonly edited: string | null;
}

/**
 * Returns the message of an Events API callback that somebody typed, or that its author has changed; null for any
 * other.
 */
export function messageEvent(body: Wire): MessageTold | null {
  const event = body.event;
  if (!isWire(event) || (event.type !== 'message' && event.type !== 'app_mention')) return null;
  const channel = textAt(event, 'channel');
  if (!channel) return null;
  return event.subtype === 'message_changed' ? changeOf(event, channel) : { message: event, channel, edited: null };
}

/**
 * Returns the author's change of a message. Slack also reports a change when it unfolds a link, or counts a thread's
 * replies: then the text is the same. Two changes within a second have one time in `edited`, so the event's own tells
 * them apart.
 */
function changeOf(event: Wire, channel: string): MessageTold | null {
  const message = at(event, 'message');
  const editor = textAt(at(message, 'edited'), 'user');
  const edited = textAt(event, 'event_ts') ?? textAt(event, 'ts');
  if (edited === null || editor === null || editor !== textAt(message, 'user')) return null;
  const before = textAt(at(event, 'previous_message'), 'text');
  return before === textAt(message, 'text') ? null : { message, channel, edited };
}
