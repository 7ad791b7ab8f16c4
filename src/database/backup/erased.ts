import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupError } from './backup-error.ts';
import { sync } from './backup-file.ts';

/** The file beside the backups that says whom they may hold though they were erased since. */
export const ERASED_FILE = 'erasures.jsonl';

/** The modes of a folder and a file that only their owner reads. */
const [FOLDER, FILE] = [0o700, 0o600];

const erasedSchema = z.object({
  /** The erasure's id, and its region's. */
  erasure: z.uuid(),
  region: z.uuid(),
  /** When it began: ISO 8601, UTC. */
  at: z.iso.datetime(),
  /** The SHA-256 of the ids of the people that the person was, and of their accounts' rows: nobody guesses an id from it. */
  people: z.array(z.string()).readonly(),
  /** The database in which it was, as in the names of its backups; missing in lines of earlier versions. */
  origin: z.string().optional(),
});

/** Somebody whom backups may hold though they were erased. */
export type ErasedMark = Readonly<z.output<typeof erasedSchema>>;

/** Adds a mark to the file in a folder of backups, and waits until it is on the disk. */
export async function noteErased(directory: string, mark: ErasedMark): Promise<void> {
  await mkdir(directory, { recursive: true, mode: FOLDER });
  const file = await open(join(directory, ERASED_FILE), 'a+', FILE);
  try {
    const { size } = await file.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await file.read(last, 0, 1, size - 1);
    // A line that a killed process left half written ends here, and counts for nothing.
    const begin = size > 0 && last.toString() !== '\n' ? '\n' : '';
    await file.appendFile(`${begin}${JSON.stringify(mark)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await sync(directory);
}

/**
 * Returns the marks in a folder of backups, each once, the oldest first; null where it has no file of them. Throws BackupError where it may
 * have one that can't be read: who goes on without it brings people back.
 */
export async function readErased(directory: string): Promise<readonly ErasedMark[] | null> {
  const file = join(directory, ERASED_FILE);
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw new BackupError('erased-not-read', { file, folder: directory, code: cause.code ?? '?' }, { cause });
  });
  if (text === null) return null;
  const marks = text.split('\n').flatMap((line) => {
    const read = erasedSchema.safeParse(parsed(line));
    return read.success ? [[read.data.erasure, read.data] as const] : [];
  });
  return [...new Map(marks).values()];
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
