import { parseUrl } from '../../chat/address.ts';
import type { LocalPlatform, SeenBlock, SeenChannel, SeenForm, SeenMessage, SeenPlace } from '../local-platform.ts';
import { withHome } from './home.ts';

interface ListedChannel extends SeenChannel {
  /** The id of the newest message there; null when there is none. */
  readonly newest: string | null;
  /** Slack: its threads, which are no channels as Discord's are. */
  readonly threads: readonly ListedThread[];
}

interface ListedThread {
  /** Its channel's id and that of its first message, with a '/' between them. */
  readonly id: string;
  /** The beginning of its first message. */
  readonly name: string;
  readonly newest: string;
}

export interface PersonsScreen {
  readonly channels: readonly ListedChannel[];
  readonly messages: readonly SeenMessage[];
  readonly form: SeenForm | null;
  /** The names of the app's entries in the menu of a message. */
  readonly entries: readonly string[];
  /** The app's home tab where it is in front, empty before the app has shown anything there. */
  readonly home: readonly SeenBlock[] | null;
}

/** Stands for the direct conversation with the bot, even before anything was said in it. */
const DIRECT = 'direct';

/** The most characters of its first message that name a thread. */
const LONGEST_NAME = 60;

/** Stands for the app's home tab. */
const HOME = 'home';

/** Returns the channels, threads and conversations that one person can open, with what is newest there. */
export function placesOf(platform: LocalPlatform, user: string): readonly ListedChannel[] {
  const listed = platform.channelsOf(user).map((channel) => ({
    ...channel,
    ...standingIn(platform, user, channel.id),
  }));
  if (listed.some(({ kind }) => kind === 'direct')) return listed;
  const direct = { id: DIRECT, name: platform.bot.name, kind: 'direct', parent: null, team: null } as const;
  return [...listed, { ...direct, newest: null, threads: [] }];
}

/** Returns all that one person sees with this place in front. Throws PlatformRefusal when they can't see it. */
export function screenOf(platform: LocalPlatform, user: string, place: SeenPlace): PersonsScreen {
  const channels = placesOf(platform, user);
  const opened = channels.find(({ id, kind }) => kind === 'direct' && id !== DIRECT);
  // Looking opens nothing: Discord creates a direct conversation with its first message.
  const atHome = place.channel === HOME;
  const empty = atHome || (place.channel === DIRECT && !opened);
  const at = place.channel === DIRECT && opened ? { ...place, channel: opened.id } : place;
  return {
    channels,
    messages: empty ? [] : platform.messages(user, at).map((message) => onThePage(platform, user, message)),
    form: platform.form(user),
    entries: platform.entriesOnMessages(user),
    home: atHome ? blocksOnThePage(platform, withHome(platform).home(user)?.blocks ?? []) : null,
  };
}

/** The newest message of each channel and thread that somebody can open, by its id; null where there is none. */
export interface NewestOf {
  readonly user: string;
  readonly newest: Readonly<Record<string, string | null>>;
}

/** Returns the newest messages that each person of a platform sees. */
export function newestOfAll(platform: LocalPlatform): readonly NewestOf[] {
  return platform.users().map(({ id: user }) => ({
    user,
    newest: Object.fromEntries(
      platform.channelsOf(user).flatMap(({ id }) => {
        const { newest, threads } = standingIn(platform, user, id);
        return [[id, newest] as const, ...threads.map((thread) => [thread.id, thread.newest] as const)];
      }),
    ),
  }));
}

/** Returns what is newest in a channel and in its threads. */
function standingIn(platform: LocalPlatform, user: string, channel: string): Pick<ListedChannel, 'newest' | 'threads'> {
  const messages = platform.messages(user, { channel, thread: null });
  const threads = messages.flatMap(({ id, text, newestReply }) => {
    const name = text.trim().slice(0, LONGEST_NAME).split('\n')[0] ?? '';
    return newestReply === null ? [] : [{ id: `${channel}/${id}`, name, newest: newestReply }];
  });
  return { newest: messages.at(-1)?.id ?? null, threads };
}

/**
 * Serves files and images under the page's own address, as its content policy requires, and leaves out what the page has no use for: how
 * somebody else's words are typed.
 */
function onThePage(platform: LocalPlatform, user: string, message: SeenMessage): SeenMessage {
  const address = (url: string) => pageAddress(platform, url);
  return {
    ...message,
    typed: message.author.id === user ? message.typed : '',
    author: { ...message.author, picture: ownAddress(platform, message.author.picture) },
    blocks: blocksOnThePage(platform, message.blocks),
    files: message.files.map((file) => ({ ...file, url: address(file.url) })),
  };
}

/** The words of a block are in its spans, fields or rows, so that they aren't sent twice. */
function blocksOnThePage(platform: LocalPlatform, blocks: readonly SeenBlock[]): readonly SeenBlock[] {
  return blocks.map((block) => {
    if (block.kind === 'image') return { ...block, url: pageAddress(platform, block.url) };
    if (block.kind === 'card') return { ...block, blocks: blocksOnThePage(platform, block.blocks) };
    return 'text' in block && block.kind !== 'code' ? { ...block, text: '' } : block;
  });
}

/** Returns a picture's address below the page's own; null for one from elsewhere, which the page may not load. */
function ownAddress(platform: LocalPlatform, url: string | null): string | null {
  return url !== null && parseUrl(url)?.origin === originOf(platform) ? pageAddress(platform, url) : null;
}

function pageAddress(platform: LocalPlatform, url: string): string {
  const address = parseUrl(url);
  if (address?.origin !== originOf(platform)) return url;
  const { pathname, search } = address;
  return `/essai/files/${platform.name}?at=${encodeURIComponent(pathname + search)}`;
}

/** Returns the address at which a local platform serves its files. */
export function originOf(platform: LocalPlatform): string {
  const api = platform.environment.SLACK_API_URL ?? platform.environment.DISCORD_API_URL ?? '';
  return parseUrl(api)?.origin ?? '';
}
