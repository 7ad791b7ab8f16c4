import { FileTooBig } from '../chat/download.ts';
import type { IncomingFile } from '../chat/platform.ts';
import { UserError } from '../chat/user-error.ts';
import { photoAnew } from '../pictures/photo.ts';
import { isAsNamed, mediaType } from './media-type.ts';
import type { NewFile } from './store.ts';

/** The largest file that is stored: 10 MiB. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
/** The number of files that are fetched at once. This bounds the memory they take, however many people send files. */
const AT_ONCE = 3;

const waiting: (() => void)[] = [];
let free = AT_ONCE;

/**
 * Fetches a file that somebody sent, once it is known that they may send it and that it is wanted. Throws UserError
 * when the file is too big, gone, empty, unreadable, or not what its name says.
 */
export async function fetchFile(file: IncomingFile): Promise<NewFile> {
  // A file that is declared too big needn't wait for a free slot.
  if (file.size > MAX_FILE_BYTES) throw new UserError('common.errors.fileTooBig', { name: file.name });
  return oneOfFew(() => fetched(file));
}

/** Does what holds a whole file in memory, once few others do. */
export async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free -= 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

/**
 * Fetches a photo that somebody sent to be shown. Of a picture comes what can be seen of it: no place, camera or time. Throws
 * UserError as `fetchFile` does, and for a picture that is no JPEG or PNG that can be read to its end.
 */
export async function fetchPhoto(file: IncomingFile): Promise<NewFile> {
  const sent = await fetchFile(file);
  // A file that is no picture at all is refused by whatever asked for it, in its own words.
  if (!sent.type.startsWith('image/')) return sent;
  const { name } = sent;
  const photo = await photoAnew(sent.bytes);
  if (photo === null) throw new UserError('common.errors.photoUnreadable', { name });
  return { name, type: 'image/jpeg', bytes: photo };
}

async function fetched(file: IncomingFile): Promise<NewFile> {
  const { name } = file;
  const tooBig = new UserError('common.errors.fileTooBig', { name });
  const gone = new UserError('common.errors.fileGone', { name });
  // The declared size comes from the platform, so the bytes themselves are measured.
  const bytes = await file.fetch(MAX_FILE_BYTES).catch((error: unknown) => {
    throw error instanceof FileTooBig ? tooBig : gone;
  });
  if (bytes.byteLength > MAX_FILE_BYTES) throw tooBig;
  if (bytes.byteLength === 0) throw new UserError('common.errors.fileEmpty', { name });
  const type = await mediaType(name, bytes).catch(() => {
    throw gone;
  });
  if (!isAsNamed(name, type)) throw new UserError('common.errors.fileNotAsNamed', { name });
  return { name, type, bytes };
}
