import { FileGone, FileTooBig, TooSlow } from '../../chat/download.ts';
import { DeliveryError, type Platform } from '../../chat/platform.ts';
import type { CopyFile, CopyPart, RelayedFile } from '../../chat/relaying.ts';
import type { MessageState } from '../state.ts';
import { type FilesOfCopy, MOST_BYTES_OF_MESSAGE } from './file-memory.ts';
import type { FileLeftOut } from './render.ts';

/** The most bytes of one copied file, which is held in memory, whatever the platform would take. */
const MOST_BYTES = 25_000_000;

/** Returns the most bytes of a file that is copied to a channel with this limit. */
export const largestCopied = (limit: number): number => Math.min(limit, MOST_BYTES);

export interface FetchedFiles {
  readonly files: readonly CopyFile[];
  readonly leftOut: readonly FileLeftOut[];
}

/** Returns a message's files as they should be copied, without their bytes. */
export function describedFiles(files: readonly RelayedFile[], limit: number, known: FilesOfCopy): FetchedFiles {
  const planned = plannedFiles(files, limit, known, new Set());
  return {
    files: planned.flatMap(({ file, why }) => (why === null ? withBytes(file, new Uint8Array()) : [])),
    leftOut: planned.flatMap(({ file, why }) => (why === null ? [] : { file, why })),
  };
}

/** Returns the ids of the files that a part holds: those of its message, without what is left out. */
export function idsOfFiles(
  { files }: CopyPart,
  state: MessageState | null,
  { leftOut }: FetchedFiles,
): readonly string[] {
  const left = new Set(leftOut.map(({ file }) => file.id));
  const copied = (state?.files ?? []).filter(({ id }) => !left.has(id));
  return files.flatMap((index) => copied[index]?.id ?? []);
}

/**
 * Fetches a message's files from where it was said, once there is memory for the sizes they are said to have. A file is
 * left out when it is gone, isn't given to the bot, is empty, or comes too slowly again and again. Throws DeliveryError
 * while they can't be fetched.
 */
export async function fetchedFiles(
  files: readonly RelayedFile[],
  limit: number,
  known: FilesOfCopy,
  from: Platform,
): Promise<FetchedFiles> {
  /**
   * The files that turn out larger than they are said to be. Of each, as much is read as may be copied, into the same
   * memory.
   */
  const larger = new Set<string>();
  for (;;) {
    const planned = plannedFiles(files, limit, known, larger);
    await known.take(planned.reduce((all, { most, why }) => (why === null ? all + most : all), 0));
    const fetched = await fetchAll(planned, larger, known, from);
    if (fetched !== null) return fetched;
  }
}

interface PlannedFile {
  readonly file: RelayedFile;
  /** The most bytes to read of it, for which memory is held. */
  readonly most: number;
  /** Null for a file that is copied. */
  readonly why: FileLeftOut['why'] | null;
}

function plannedFiles(
  files: readonly RelayedFile[],
  limit: number,
  known: FilesOfCopy,
  larger: ReadonlySet<string>,
): readonly PlannedFile[] {
  const largest = largestCopied(limit);
  let left = MOST_BYTES_OF_MESSAGE;
  return files.map((file) => {
    const { id, size } = file;
    const why = known.leftOut(id) ?? (size > largest ? 'too-big' : size > left ? 'too-big-together' : null);
    const most = why !== null ? 0 : larger.has(id) ? Math.min(largest, left) : size;
    left -= most;
    return { file, most, why };
  });
}

/** Returns null once a file turns out larger than it is said to be, and notes that. */
async function fetchAll(
  planned: readonly PlannedFile[],
  larger: Set<string>,
  known: FilesOfCopy,
  from: Platform,
): Promise<FetchedFiles | null> {
  const fetched: CopyFile[] = [];
  const leftOut: FileLeftOut[] = [];
  for (const { file, most, why } of planned) {
    const bytes = why ?? (await bytesOf(file, most, known, from));
    if (typeof bytes !== 'string') {
      fetched.push(withBytes(file, bytes));
      continue;
    }
    if (bytes === 'too-big' && why === null && !larger.has(file.id)) {
      larger.add(file.id);
      return null;
    }
    if (why === null) known.leaveOut(file.id, bytes);
    leftOut.push({ file, why: bytes });
  }
  return { files: fetched, leftOut };
}

async function bytesOf(
  { id, source }: RelayedFile,
  most: number,
  known: FilesOfCopy,
  from: Platform,
): Promise<Uint8Array | FileLeftOut['why']> {
  try {
    const bytes = await from.fetchFile(source, most);
    // Neither platform takes an empty file.
    return bytes.byteLength === 0 ? 'empty' : bytes;
  } catch (error) {
    if (error instanceof FileTooBig) return 'too-big';
    if (error instanceof TooSlow && known.cameTooSlowly(id)) return 'too-slow';
    // Nothing was posted yet, so it can be tried again.
    if (error instanceof DeliveryError && error.failure.kind === 'rate-limited') throw error;
    if (error instanceof DeliveryError && error.failure.kind !== 'refused') {
      throw new DeliveryError({ kind: 'unavailable' }, { cause: error });
    }
    return isGone(error) ? 'gone' : 'not-given';
  }
}

/** Returns whether a file is gone; any other refusal only means that the bot isn't given it. */
function isGone(error: unknown): boolean {
  return error instanceof FileGone && (error.status === null || error.status === 404 || error.status === 410);
}

function withBytes({ name, type, alt, size }: RelayedFile, bytes: Uint8Array): CopyFile {
  return { name, type, alt, size, bytes };
}
