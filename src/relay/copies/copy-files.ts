import { FileTooBig } from '../../chat/download.ts';
import { DeliveryError, type Platform } from '../../chat/platform.ts';
import type { CopyFile, RelayedFile } from '../../chat/relaying.ts';
import type { FileLeftOut } from './render.ts';

/** The most bytes of a file that is held in memory to be copied, whatever the platform would take. */
const MOST_BYTES = 25_000_000;
/** The most bytes of all files of a message, and of all messages that are copied at once by a process. */
export const MOST_BYTES_AT_ONCE = 50_000_000;

/** Returns the most bytes of a file that is copied to a channel that takes files of so many bytes. */
export const largestCopied = (limit: number): number => Math.min(limit, MOST_BYTES);

export interface FetchedFiles {
  readonly files: readonly CopyFile[];
  readonly leftOut: readonly FileLeftOut[];
}

/** Returns a message's files as they are to be copied, without their bytes. */
export function describedFiles(files: readonly RelayedFile[], limit: number): FetchedFiles {
  const planned = plannedFiles(files, limit);
  return {
    files: planned.flatMap(({ file, why }) => (why === null ? withBytes(file, new Uint8Array()) : [])),
    leftOut: planned.flatMap(({ file, why }) => (why === null ? [] : { file, why })),
  };
}

/**
 * Fetches a message's files from where it was said. What is gone there by now is left out. Throws DeliveryError while they can't
 * be fetched.
 */
export async function fetchedFiles(
  files: readonly RelayedFile[],
  limit: number,
  from: Platform,
): Promise<FetchedFiles> {
  const fetched: CopyFile[] = [];
  const leftOut: FileLeftOut[] = [];
  for (const { file, most, why } of plannedFiles(files, limit)) {
    const bytes = why ?? (await bytesOf(file, most, from));
    if (typeof bytes === 'string') leftOut.push({ file, why: bytes });
    else fetched.push(withBytes(file, bytes));
  }
  return { files: fetched, leftOut };
}

/** Returns how many bytes copying a message's files takes in memory. */
export function bytesToCopy(files: readonly RelayedFile[], limit: number): number {
  return plannedFiles(files, limit).reduce((all, { most, why }) => (why === null ? all + most : all), 0);
}

interface PlannedFile {
  readonly file: RelayedFile;
  /** The most bytes that it can have: one whose size isn't told may be as large as any that is copied. */
  readonly most: number;
  /** Null for a file that is copied. */
  readonly why: FileLeftOut['why'] | null;
}

function plannedFiles(files: readonly RelayedFile[], limit: number): readonly PlannedFile[] {
  const largest = largestCopied(limit);
  let left = MOST_BYTES_AT_ONCE;
  return files.map((file) => {
    const most = file.size > 0 ? file.size : largest;
    if (most > largest) return { file, most, why: 'too-big' };
    if (most > left) return { file, most, why: 'too-big-together' };
    left -= most;
    return { file, most, why: null };
  });
}

async function bytesOf(file: RelayedFile, most: number, from: Platform): Promise<Uint8Array | FileLeftOut['why']> {
  try {
    return await from.fetchFile(file.source, most);
  } catch (error) {
    if (error instanceof FileTooBig) return 'too-big';
    // Nothing was posted yet, so it can be tried again.
    if (error instanceof DeliveryError && error.failure.kind === 'rate-limited') throw error;
    if (error instanceof DeliveryError && error.failure.kind !== 'refused') {
      throw new DeliveryError({ kind: 'unavailable' }, { cause: error });
    }
    return 'gone';
  }
}

function withBytes({ name, type, alt, size }: RelayedFile, bytes: Uint8Array): CopyFile {
  return { name, type, alt, size, bytes };
}
