import { RecentMap } from '../../chat/recent-map.ts';
import { createSemaphore } from '../../concurrency/semaphore.ts';
import type { FileLeftOut } from './render.ts';

/** The most bytes of all copied files of one message together. */
export const MOST_BYTES_OF_MESSAGE = 40_000_000;
/** The size up to which a message's files have memory of their own, so that they never wait for larger ones. */
const SMALL_BYTES = 2_500_000;
const BYTES_FOR_SMALL = 10_000_000;

/** The number of times that a file may come too slowly before its message passes without it. */
const MOST_SLOW = 2;
/** The number of files that are remembered to have come too slowly, or to have been left out of a copy. */
const MOST_REMEMBERED = 2_000;

/** The files of one copy, as far as they are known, and the memory that they take. */
export interface FilesOfCopy {
  /** Resolves once that many bytes are held. Memory held before that isn't enough is given back meanwhile. */
  take(bytes: number): Promise<void>;
  giveBack(): void;
  /** Returns why a file was left out of the copy; null where it wasn't, or where that is forgotten. */
  leftOut(fileId: string): FileLeftOut['why'] | null;
  /** Notes that a file is left out of the copy, so that a later change of its message still says so. */
  leaveOut(fileId: string, why: FileLeftOut['why']): void;
  /** Notes that a file came too slowly. Returns whether the message should pass without it. */
  cameTooSlowly(fileId: string): boolean;
}

/**
 * The memory that files take in this process while they are copied: 50 MB in all. No region holds more than one
 * message's files or half of it, and none holds all of it.
 */
export interface FileMemory {
  of(copy: { readonly id: string; readonly regionId: string }): FilesOfCopy;
}

export function createFileMemory(): FileMemory {
  const small = createSemaphore(BYTES_FOR_SMALL, BYTES_FOR_SMALL / 2);
  const large = createSemaphore(MOST_BYTES_OF_MESSAGE, MOST_BYTES_OF_MESSAGE / 2);
  const slow = new RecentMap<string, number>(MOST_REMEMBERED);
  const left = new RecentMap<string, FileLeftOut['why']>(MOST_REMEMBERED);

  return {
    of({ id, regionId }) {
      const nameOf = (fileId: string) => `${id} ${fileId}`;
      let held = 0;
      let free = () => {};
      function giveBack(): void {
        free();
        [held, free] = [0, () => {}];
      }
      return {
        async take(bytes) {
          if (bytes <= held) return;
          giveBack();
          free = await (bytes <= SMALL_BYTES ? small : large).take(bytes, regionId);
          held = bytes;
        },
        giveBack,
        leftOut: (fileId) => left.get(nameOf(fileId)) ?? null,
        leaveOut: (fileId, why) => left.set(nameOf(fileId), why),
        cameTooSlowly(fileId) {
          const times = (slow.get(nameOf(fileId)) ?? 0) + 1;
          slow.set(nameOf(fileId), times);
          return times >= MOST_SLOW;
        },
      };
    },
  };
}
