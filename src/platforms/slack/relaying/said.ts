import { canonical } from '../../../chat/formatted/canonical.ts';
import type { Formatted, FormattedBlock, Leaf } from '../../../chat/formatted/formatted.ts';
import type { Reaction, RelayedFile, RelayedMessage } from '../../../chat/relaying.ts';
import type { Directory } from '../directory.ts';
import { readSlackMessage } from '../formatted/read-rich-text.ts';
import { heldFiles } from '../incoming-files.ts';
import { at, listAt, numberAt, textAt, threadHolding, type Wire } from '../wire.ts';
import type { SlackWords } from '../words.ts';
import { emojiNamed } from './emoji-names.ts';

/** A message full of mentions must not cost hundreds of requests: the others stay unnamed. */
const MOST_NAMED = 20;

export interface MessageReading {
  /** The bot's user id. */
  readonly bot: string;
  readonly directory: Directory;
  readonly words: SlackWords;
}

/** The subtypes of what people say; all others (bots, joins, pins, Slack's own) have another one. */
const saidSubtypes: ReadonlySet<unknown> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
  'me_message',
  'huddle_thread',
]);

/** Returns who said this. Slack tells of a call in its own name, and beside it who began the call. */
function authorOf(message: Wire): string | null {
  const caller = message.subtype === 'huddle_thread' ? textAt(at(message, 'room'), 'created_by') : null;
  return caller ?? textAt(message, 'user');
}

/** Returns whether a person said this: neither an app, nor Slack itself, nor the bot. */
export function saidBySomebody(message: Wire, bot: string): boolean {
  const author = authorOf(message);
  if (author === null || author === bot || author === 'USLACKBOT' || textAt(message, 'ts') === null) return false;
  return textAt(message, 'bot_id') === null && message.hidden !== true && saidSubtypes.has(message.subtype);
}

/** The way in which a message came: in an event, which says when it was changed, or read from the history as it stands. */
export type Came = { readonly edited: string | null } | 'read';

/** Returns a message that somebody said, with the names of all whom it concerns. */
export async function relayedMessage(
  message: Wire,
  channel: string,
  { directory, words }: MessageReading,
  came: Came,
): Promise<RelayedMessage> {
  const id = textAt(message, 'ts') ?? '';
  const author = authorOf(message) ?? '';
  const content = contentOf(message, words);
  const [face, names] = await Promise.all([directory.face(author), namesIn(content, message, directory)]);
  return {
    place: { channel, thread: threadHolding(message) },
    id,
    author: { id: author, ...face },
    content,
    names,
    files: filesOf(message),
    replyTo: null,
    reactions: came === 'read' ? reactionsTo(message) : null,
    pinned: came === 'read' ? isPinned(message, channel) : null,
    edited: came === 'read' ? textAt(message.edited, 'ts') : came.edited,
    saidAt: new Date(Math.floor(Number(id) * 1_000)),
  };
}

/** Returns what was written, and in words what else the message holds. */
function contentOf(message: Wire, words: SlackWords): Formatted {
  if (message.subtype === 'huddle_thread') return canonical([line(plain(words.say('relayed.huddle')))]);
  const written = readSlackMessage(message);
  const more = [...sharedMessages(message), ...linkedFiles(message)];
  return more.length === 0 ? written : canonical([...written.blocks, ...more]);
}

/** Returns links to the messages that were passed on with this one. */
function sharedMessages(message: Wire): readonly FormattedBlock[] {
  const shared = listAt(message, 'attachments').filter((one) => one.is_share === true);
  return shared.flatMap((one) => linkLine(textAt(one, 'from_url'), null));
}

/** Returns links to the files that Slack only points to: those are kept elsewhere, and can't be fetched. */
function linkedFiles(message: Wire): readonly FormattedBlock[] {
  const elsewhere = listAt(message, 'files').filter((file) => textAt(file, 'mode') === 'external');
  return elsewhere.flatMap((file) => linkLine(textAt(file, 'url_private'), textAt(file, 'title')));
}

function linkLine(url: string | null, text: string | null): readonly FormattedBlock[] {
  return url === null ? [] : [line({ kind: 'link', url, text, marks: [] })];
}

const plain = (text: string): Leaf => ({ kind: 'text', text, marks: [] });
const line = (leaf: Leaf): FormattedBlock => ({ kind: 'line', quoted: false, leaves: [leaf] });

/** Returns the names of those whom a text mentions, by their ids. */
async function namesIn(
  { blocks }: Formatted,
  message: Wire,
  directory: Directory,
): Promise<Readonly<Record<string, string>>> {
  const leaves = blocks.flatMap((block) => (block.kind === 'code' ? [] : block.leaves));
  const mentioned = leaves.flatMap((leaf) => (leaf.kind === 'person' || leaf.kind === 'channel' ? [leaf] : []));
  const each = new Map(mentioned.map((leaf) => [leaf.id, leaf.kind] as const));
  const asked = [...each].slice(0, MOST_NAMED).map(async ([id, kind]) => {
    const name = await (kind === 'person' ? directory.userName(id) : directory.nameOfPublicChannel(id));
    return name === null || name === id ? [] : [[id, name] as const];
  });
  return Object.fromEntries([...groupNames(message), ...(await Promise.all(asked)).flat()]);
}

/** Returns the names of groups where Slack gives them with the text. */
function groupNames(message: Wire): readonly (readonly [string, string])[] {
  const named = (textAt(message, 'text') ?? '').matchAll(/<!subteam\^(S[A-Z0-9]{1,60})\|@?([^<>|]{1,80})>/g);
  return [...named].map(([, id = '', name = '']) => [id, name] as const);
}

function filesOf(message: Wire): readonly RelayedFile[] {
  return heldFiles(message).map(({ id, name, type, size, described }) => {
    const alt = textAt(described, 'alt_txt');
    return { id, name, type, size, alt, source: id, link: textAt(described, 'permalink') ?? '' };
  });
}

function reactionsTo(message: Wire): readonly Reaction[] {
  const counts = new Map<string, number>();
  for (const reaction of listAt(message, 'reactions')) {
    const emoji = emojiNamed(textAt(reaction, 'name') ?? '');
    counts.set(emoji, (counts.get(emoji) ?? 0) + numberAt(reaction, 'count'));
  }
  return [...counts].map(([emoji, count]) => ({ emoji, count }));
}

function isPinned({ pinned_to: places }: Wire, channel: string): boolean {
  return Array.isArray(places) && places.includes(channel);
}
