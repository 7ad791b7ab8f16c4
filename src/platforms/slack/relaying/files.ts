import { cut } from '../../../chat/cut.ts';
import { DeliveryError } from '../../../chat/platform.ts';
import { RecentMap } from '../../../chat/recent-map.ts';
import type { CopyFile, CopyPart, CopyPlace, PartRef } from '../../../chat/relaying.ts';
import { lacksScope } from '../errors.ts';
import type { ExternalUploads, ShareWhere, Uploaded } from '../external-upload.ts';
import { type DateInWords, writeForSlack } from '../formatted/write-rich-text.ts';
import { limits } from '../limits.ts';
import { plain } from '../rich-text.ts';
import { withKey } from './copy-key.ts';
import { showing } from './posted-as.ts';

/** The number of sharings that are remembered while Slack hasn't told their outcome. */
const MOST_OPEN = 1_000;

/** Slack's clock and this one differ by less, in milliseconds: what is shared from now on stands after that. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/** A message that is to show files. */
interface Sharing {
  /** None once they were discarded. */
  readonly uploads: readonly Uploaded[];
  readonly where: ShareWhere;
}

/** Shares the files of copies. Every method throws DeliveryError. */
export class CopyFiles {
  readonly #uploads: ExternalUploads;
  readonly #inWords: DateInWords;
  readonly #now: () => number;
  /** The sharings whose outcome isn't known, by the keys of the parts. */
  readonly #open = new RecentMap<string, Sharing>(MOST_OPEN);

  /** @param now milliseconds since 1970 */
  constructor(uploads: ExternalUploads, inWords: DateInWords, now: () => number) {
    this.#uploads = uploads;
    this.#inWords = inWords;
    this.#now = now;
  }

  /**
   * Shares the files of a part in one message. An alternative text may be why Slack accepts a file and never shows it: at a
   * second try it stands as text beside the files.
   */
  async share(place: CopyPlace, part: CopyPart, all: readonly CopyFile[], key: string): Promise<PartRef> {
    const files = part.files.flatMap((index) => all[index] ?? []);
    const isSecondTry = this.#open.get(key) !== undefined;
    const uploads: Uploaded[] = [];
    for (const { name, bytes, alt } of files) {
      const described = isSecondTry || alt === null ? null : cut(alt, limits.files.alt);
      const id = await this.#uploads.hand(name, bytes, described).catch((error: unknown) => {
        // A file is handed to no channel, so that whatever is refused here is the file.
        throw isRefused(error) ? ofFiles(error) : error;
      });
      uploads.push({ id, title: name });
    }
    const { blocks } = writeForSlack(part.content, this.#inWords);
    const beside = isSecondTry ? altLines(files).map((line) => ({ type: 'section', text: plain(line) }) as const) : [];
    const { channel, below } = place;
    const thread = below?.id ?? null;
    const where = { channel, thread, after: thread ?? tsOf(this.#now() - CLOCKS_DIFFER_MS) };
    this.#open.set(key, { uploads, where });
    try {
      const id = await this.#uploads.share(uploads, where, withKey([...blocks, ...beside], key));
      this.#open.delete(key);
      return { id, thread, by: showing(uploads) };
    } catch (error) {
      if (error instanceof DeliveryError && error.failure.kind === 'ambiguous') throw error;
      // Nobody will ever see them.
      this.#open.delete(key);
      await this.discard(uploads).catch(() => {});
      throw lacksScope(error) ? ofFiles(error) : error;
    }
  }

  /** Deletes files wherever they are seen: Slack keeps those of a deleted message. */
  async discard(shown: readonly Uploaded[]): Promise<void> {
    await this.#uploads.discard(shown.map(({ id }) => id));
  }

  /** Takes away those of the files shown that a copy doesn't have any more; the others stay as they are. */
  async keep(shown: readonly Uploaded[], files: readonly Pick<CopyFile, 'name'>[]): Promise<void> {
    const wanted = files.map(({ name }) => name);
    const left = shown.filter(({ title }) => {
      const at = wanted.indexOf(title);
      if (at >= 0) wanted.splice(at, 1);
      return at < 0;
    });
    await this.discard(left);
  }

  /**
   * Finds out whether the files of a part that isn't in the history were shared all the same; else they are discarded, so
   * that they can't appear later. After a restart nothing is known of them.
   */
  async settle(key: string): Promise<PartRef | null> {
    const { uploads, where } = this.#open.get(key) ?? { uploads: [], where: null };
    if (where === null || uploads.length === 0) return null;
    const ids = uploads.map(({ id }) => id);
    const shared = await this.#uploads.shared(ids, where);
    if (typeof shared === 'object') return { id: shared.shownIn, thread: where.thread, by: showing(uploads) };
    await this.discard(uploads);
    this.#open.set(key, { uploads: [], where });
    return null;
  }
}

const isRefused = (error: unknown): boolean => error instanceof DeliveryError && error.failure.kind === 'refused';

/** Returns the error of files that aren't taken, which says nothing of the channel. */
const ofFiles = (error: unknown): DeliveryError =>
  new DeliveryError({ kind: 'refused', reason: 'other' }, { cause: error });

function altLines(files: readonly CopyFile[]): readonly string[] {
  return files.flatMap(({ name, alt }) => (alt === null ? [] : [cut(`${name} : ${alt}`, limits.section.text)]));
}

/** Returns the ts that a message of this time has, in milliseconds since 1970. */
const tsOf = (milliseconds: number): string => (milliseconds / 1000).toFixed(6);
