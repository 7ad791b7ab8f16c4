import { directory } from '../../access/contacts/directory-store.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { versionOf } from '../../access/operation/version.ts';
import { type FieldValue, MOST_FILES_TYPED } from '../../chat/form.ts';
import type { Writer } from '../../chat/interaction.ts';
import { ChangedMeanwhile } from '../../chat/user-error.ts';
import type { Announcement, Wording } from './announcement.ts';
import { MAX_LINKS, readLinks } from './links.ts';
import { MAX_TEXT } from './rules.ts';

/** The wording of an announcement as somebody typed it. */
export interface TypedWording extends Wording {
  /** Ids of stored files. */
  readonly files: readonly string[];
  /** The version of the wording that it changes. */
  readonly version?: string | undefined;
}

/** Identifies an announcement's wording, so that nobody overwrites other words than they were shown. */
export function wordingVersion({ text, links, files }: Pick<Announcement, 'text' | 'links' | 'files'>): string {
  return versionOf([text, links, files]);
}

/** Returns whether a wording is another than the announcement's. Throws ChangedMeanwhile where that has another version. */
export function changesWording(before: Announcement, { text, links, files, version }: TypedWording): boolean {
  if (version !== wordingVersion(before)) throw new ChangedMeanwhile('common.meanwhile.again');
  const ids = before.files.map(({ id }) => id);
  return versionOf([text, links, files]) !== versionOf([before.text, before.links, ids]);
}

/** Returns whoever wrote an announcement last. */
export async function lastWriter(scope: Scope, { wordedBy, author }: Announcement): Promise<Writer> {
  const whose = wordedBy ?? author.id;
  const by = whose === null ? null : await directory(scope).person(whose);
  return { personId: whose, name: by?.name ?? author.name };
}

/** Joins what two people wrote in one field; null where an announcement can't hold both. A link or a file that both have stands there once. */
export function bothWordings(field: string, theirs: FieldValue, mine: FieldValue): FieldValue | null {
  if (typeof theirs !== 'string' || typeof mine !== 'string') {
    const files = [...new Set([theirs, mine].flat())];
    return files.length <= MOST_FILES_TYPED ? files : null;
  }
  if (field !== 'links') return within(`${theirs}\n\n${mine}`);
  const known = new Set(urlsIn(theirs));
  const more = mine.split('\n').filter((line) => urlsIn(line).every((url) => !known.has(url)));
  const both = [theirs, ...more].join('\n');
  return urlsIn(both).length <= MAX_LINKS ? within(both) : null;
}

function urlsIn(typed: string): readonly string[] {
  const read = readLinks(typed);
  return read.ok ? read.links.map(({ url }) => url) : [];
}

const within = (text: string): string | null => (text.length <= MAX_TEXT ? text : null);
