import { refuse } from '../errors.ts';
import type { UploadedPart } from '../http/request.ts';
import { idOf, textOf, type WireObject } from '../json.ts';
import type { Attachment, DiscordMessage } from '../model/types.ts';
import { checkCount, checkText, type FormErrors } from './form-errors.ts';
import { checkList, checkObject, checkSnowflake } from './values.ts';

const ONE_FILE = 10 * 1024 * 1024;
const MOST = 10;

export interface NewAttachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** See UploadedFile. */
  readonly size?: number;
  readonly description: string | null;
}

/** A file that a message keeps, with its new description. */
export interface KeptFile {
  readonly id: string;
  readonly filename: string;
  readonly description: string | null;
}

export interface ChosenFiles {
  readonly kept: readonly KeptFile[];
  readonly added: readonly NewAttachment[];
}

/** Works out a message's files from `attachments` and the uploaded files. */
export function checkAttachments(
  errors: FormErrors,
  value: unknown,
  files: readonly UploadedPart[],
  existing: DiscordMessage | null,
): ChosenFiles {
  const listed = value === undefined || value === null ? null : readList(errors, value);
  const before = existing?.attachments ?? [];
  const kept = before.flatMap((file) => keptFile(file, listed));
  // An edit adds only the files in its list; a new message takes all.
  const wanted = files.filter((file, index) => !existing || !listed || entryOf(listed, numberIn(file, index)));
  const added = wanted.map((file) => newFile(file, listed && entryOf(listed, numberIn(file, files.indexOf(file)))));
  for (const entry of listed ?? []) {
    const id = idOf(entry.id);
    const known = before.some((file) => file.id === id) || files.some((file, index) => numberIn(file, index) === id);
    if (!known) throw refuse('uploadNotFound');
  }
  for (const file of added) if (file.bytes.length > ONE_FILE) throw refuse('requestTooLarge');
  if (kept.length + added.length > MOST && (listed?.length ?? 0) <= MOST) throw refuse('maximumAttachments');
  return { kept, added };
}

function readList(errors: FormErrors, value: unknown): readonly WireObject[] {
  const list = checkList(errors, ['attachments'], value);
  checkCount(errors, ['attachments'], list.length, 0, MOST);
  return list.flatMap((entry, index) => {
    const at = ['attachments', index];
    if (!checkObject(errors, at, entry)) return [];
    checkSnowflake(errors, [...at, 'id'], entry.id);
    checkText(errors, [...at, 'description'], entry.description, { max: 1024 });
    checkText(errors, [...at, 'filename'], entry.filename, { max: 1024 });
    return [entry];
  });
}

const entryOf = (listed: readonly WireObject[], id: string): WireObject | null =>
  listed.find((entry) => idOf(entry.id) === id) ?? null;

/** Returns the n of `files[n]`. */
const numberIn = (file: UploadedPart, index: number): string =>
  /^files\[(\d+)\]$/.exec(file.field)?.[1] ?? String(index);

function keptFile(file: Attachment, listed: readonly WireObject[] | null): KeptFile[] {
  const { id, filename, description } = file;
  if (listed === null) return [{ id, filename, description }];
  const entry = entryOf(listed, id);
  if (!entry) return [];
  return [{ id, filename, description: entry.description === undefined ? description : orNull(entry.description) }];
}

function newFile(file: UploadedPart, entry: WireObject | null): NewAttachment {
  return {
    name: textOf(entry?.filename, file.name),
    type: file.type,
    bytes: file.bytes,
    description: orNull(entry?.description),
  };
}

const orNull = (value: unknown): string | null => (textOf(value) === '' ? null : textOf(value));
