import type { IncomingMessage } from '../../chat/platform.ts';
import type { Directory } from './directory.ts';
import { type FileAccess, incomingFiles } from './incoming-files.ts';
import { mentions, typedText } from './typed-text.ts';
import { isWire, textAt, type Wire } from './wire.ts';

export interface MessageReader {
  readonly bot: string;
  readonly team: string;
  readonly directory: Directory;
  readonly access: FileAccess;
}

/** What people write; everything else (bots, joins, edits, what Slack says) has a subtype. */
const typedSubtypes = new Set<unknown>([undefined, 'file_share', 'thread_broadcast', 'me_message']);

/** A message someone typed; null for anything else. `channel` is where it stands, which history doesn't repeat. */
export async function readMessage(
  message: Wire,
  channel: string,
  reader: MessageReader,
): Promise<IncomingMessage | null> {
  const user = textAt(message, 'user');
  const id = textAt(message, 'ts');
  if (!user || !id || user === reader.bot || user === 'USLACKBOT') return null;
  if (message.bot_id || message.hidden === true || !typedSubtypes.has(message.subtype)) return null;
  const place = { platform: 'slack', channel, thread: threadOf(message) } as const;
  const direct = channel.startsWith('D');
  const mentionsBot = message.type === 'app_mention' || mentions(message, reader.bot);
  // What people say to each other is nothing to us, and nothing is asked about it.
  const names = direct || mentionsBot || place.thread !== null ? reader.directory : nobody;
  const [shown, text] = await Promise.all([names.shown(user, user), typedText(message, names, reader.bot)]);
  return {
    user: { platform: 'slack', id: user, team: reader.team, ...shown, administrator: null },
    place,
    id,
    text,
    files: incomingFiles(message, reader.access),
    direct,
    mentionsBot,
  };
}

const nobody: Pick<Directory, 'shown' | 'userName' | 'nameOfChannel'> = {
  shown: async (_, otherwise) => ({ name: otherwise, locale: null }),
  userName: async (id) => id,
  nameOfChannel: async (id) => id,
};

/** The first message of a thread names itself as its thread once it has replies, but stands in the channel. */
function threadOf(message: Wire): string | null {
  const thread = textAt(message, 'thread_ts');
  return thread === textAt(message, 'ts') ? null : thread;
}

/** The message an Events API callback tells of, if any. */
export function messageEvent(body: Wire): { readonly message: Wire; readonly channel: string } | null {
  const event = body.event;
  if (!isWire(event) || (event.type !== 'message' && event.type !== 'app_mention')) return null;
  const channel = textAt(event, 'channel');
  return channel ? { message: event, channel } : null;
}
