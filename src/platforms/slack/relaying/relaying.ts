import { DeliveryError } from '../../../chat/platform.ts';
import type {
  Copy,
  CopyFile,
  CopyPart,
  CopyPlace,
  PartRef,
  PerhapsPosted,
  RelayedMessage,
  RelayedPlace,
  RelayedSince,
  Relaying,
} from '../../../chat/relaying.ts';
import { slackCode } from '../errors.ts';
import type { ExternalUploads } from '../external-upload.ts';
import { limits } from '../limits.ts';
import { CopyFiles } from './files.ts';
import { messageLink } from './link.ts';
import { copyParts } from './parts.ts';
import { pinCopy } from './pins.ts';
import { CopyPosting, type CopyPostingOptions } from './post.ts';
import { findCopies } from './posted.ts';
import { shownBy } from './posted-as.ts';
import { RelayReader, type RelayReaderOptions } from './read.ts';
import { isChannelSeenBy } from './seen-by.ts';

export interface SlackRelayingOptions extends CopyPostingOptions, RelayReaderOptions {
  readonly uploads: ExternalUploads;
  /** Returns the address of the workspace, which ends with a slash. */
  readonly workspace: () => string;
}

/** Slack's part in relays: people's messages come as events and from the history, copies go under their names. */
export class SlackRelaying implements Relaying {
  readonly #options: SlackRelayingOptions;
  readonly #reader: RelayReader;
  readonly #posting: CopyPosting;
  readonly #files: CopyFiles;

  constructor(options: SlackRelayingOptions) {
    this.#options = options;
    this.#reader = new RelayReader(options);
    this.#posting = new CopyPosting(options);
    this.#files = new CopyFiles(options.uploads, options.inWords, options.now);
  }

  fileLimit(): number {
    return limits.files.bytes;
  }

  link(place: RelayedPlace, id: string): string {
    return messageLink(this.#options.workspace(), place, id);
  }

  /** The token is of one workspace, so each channel that it leads to is there. */
  isSeenBy(channel: string, user: string): Promise<boolean> {
    return isChannelSeenBy(this.#options.client, channel, user);
  }

  newest(channel: string): Promise<string> {
    return this.#reader.newest(channel);
  }

  read(place: RelayedPlace, id: string): Promise<RelayedMessage | null> {
    return this.#reader.read(place, id);
  }

  since(channel: string, after: string, most: number, threads: readonly string[]): Promise<RelayedSince> {
    return this.#reader.since(channel, after, most, threads);
  }

  parts(copy: Copy): readonly CopyPart[] {
    return copyParts(copy);
  }

  /** A message that shows files can't be changed into one that doesn't, nor the other way. */
  fits(ref: PartRef, part: CopyPart): boolean {
    return (shownBy(ref) !== null) === part.files.length > 0;
  }

  async post(place: CopyPlace, part: CopyPart, files: readonly CopyFile[], key: string): Promise<PartRef> {
    try {
      const sharesFiles = part.files.length > 0;
      return await (sharesFiles ? this.#files.share(place, part, files, key) : this.#posting.post(place, part, key));
    } catch (error) {
      throw place.below === null ? error : withoutThread(error);
    }
  }

  async edit(channel: string, ref: PartRef, part: CopyPart, files: readonly CopyFile[]): Promise<void> {
    const shown = shownBy(ref);
    // A message that shows files has nothing else that could change.
    if (shown) await this.#files.keep(shown, files);
    else await this.#posting.edit(channel, ref, part);
  }

  async delete(channel: string, ref: PartRef): Promise<void> {
    try {
      await this.#files.discard(shownBy(ref) ?? []);
    } finally {
      await this.#posting.delete(channel, ref);
    }
  }

  posted(perhaps: readonly PerhapsPosted[], after: readonly PartRef[]): Promise<ReadonlyMap<string, PartRef>> {
    return findCopies(this.#options.client, this.#files, perhaps, after);
  }

  pin(channel: string, ref: PartRef, isPinned: boolean): Promise<void> {
    return pinCopy(this.#options.client, channel, ref, isPinned);
  }

  /** Does nothing: threads have no titles on Slack. */
  async entitle(): Promise<boolean> {
    return true;
  }
}

/**
 * Returns the error of a post in a thread. One that is locked is told as gone, so that the copy stands in the channel itself, and
 * nothing else of the channel waits for it.
 */
function withoutThread(error: unknown): unknown {
  if (slackCode(error) !== 'restricted_action_thread_locked') return error;
  return new DeliveryError({ kind: 'refused', reason: 'message-gone' }, { cause: error });
}
