import type { FileRef } from '../../../chat/message.ts';
import type { PlatformName } from '../../../chat/place.ts';
import type { Edition } from '../../editions/edition.ts';
import type { ReportContent } from '../content/content.ts';

/** A version of the bilan that was published, in the words that were confirmed. */
export interface Publication {
  readonly id: string;
  readonly editionId: string;
  readonly version: number;
  /** The files that everybody who took part may have; those that are laid out for print come a little later. */
  readonly files: readonly FileRef[];
  readonly publishedAt: Date;
  readonly publishedById: string;
}

/** Returns the file of a published bilan that programs read; null once it was taken back. */
export function publishedJson({ files }: Pick<Publication, 'files'>): FileRef | null {
  return files.find(({ name }) => name.endsWith('.json')) ?? null;
}

/** Returns whether a published bilan has the files that are laid out for print. */
export function isPrinted({ files }: Pick<Publication, 'files'>): boolean {
  return files.some(({ name }) => name.endsWith('.pdf'));
}

/** Returns the drawing of a published bilan that stands in the chat; null where there is none. */
export function publishedPicture({ files }: Pick<Publication, 'files'>): FileRef | null {
  return files.find(({ type }) => type === 'image/png') ?? null;
}

/** The effect that publishing the bilan now would have. */
export interface Publishing {
  readonly editionId: string;
  readonly content: ReportContent;
  /** The print of the bilan that would be published. */
  readonly print: string;
  /** The organisations whose own recap leaves, those without a member apart: theirs come to the coordinators. */
  readonly organisations: number;
  readonly withoutMember: readonly string[];
  /** The platforms in whose announcements channel it is posted. */
  readonly channels: readonly PlatformName[];
  /** The version that is published already; null when none is. */
  readonly before: number | null;
}

/** The published bilan, as somebody asks for it. */
export interface PublishedBilan {
  readonly edition: Pick<Edition, 'id' | 'name' | 'year'>;
  readonly publication: Publication;
  /** Their own organisations that took part, each with a recap of its own. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  readonly chamber: string;
  /** The description of the drawing among its files; null where there is none. */
  readonly pictureWords: string | null;
}
