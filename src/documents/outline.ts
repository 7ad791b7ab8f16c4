import type { Chart } from './chart.ts';
import type { Picture } from './picture.ts';

/**
 * A document as structured text, before it becomes Markdown, HTML, PDF or Word. Every string is plain text, whoever
 * wrote it: the documents escape all of them.
 */
export interface Outline {
  readonly title: string;
  readonly subtitle: string;
  /** Above the title; absent where there are none. */
  readonly logos?: readonly Picture[];
  /** The notices that a reader has to see first: for instance that it is a draft, and why. */
  readonly notices: readonly string[];
  readonly chapters: readonly Chapter[];
}

export interface Chapter {
  /** Stands in the document's links: letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly kind: 'subheading'; readonly text: string }
  /** May have several lines. */
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Says in small print what a reader needs for what stands above it. */
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'list';
      readonly items: readonly string[];
      /** Where each item leads to, beside the document: paths, which a page alone shows as links. */
      readonly paths?: readonly string[];
    }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'key-figures'; readonly figures: readonly KeyFigure[] }
  | { readonly kind: 'chart'; readonly chart: Chart }
  | PhotoPart
  | QuotationPart;

export interface QuotationPart {
  readonly kind: 'quotation';
  readonly text: string;
  readonly author: string | null;
}

/** A photo with what stands below it. */
export interface PhotoPart {
  readonly kind: 'photo';
  /** Id of the file that it was taken from: by it an erasure finds the documents that show it. */
  readonly file: string;
  readonly picture: Picture;
  readonly caption: string;
}

/** A figure told in large print. */
export interface KeyFigure {
  readonly name: string;
  readonly value: string;
  /** The small print below it: its base, the edition before; empty when there is nothing to say. */
  readonly notes: readonly string[];
}

export const subheadingPart = (text: string): Part => ({ kind: 'subheading', text });
export const paragraphPart = (text: string): Part => ({ kind: 'paragraph', text });

/** Returns the photos of a document, in its order. */
export function photosIn({ chapters }: Outline): readonly PhotoPart[] {
  return chapters.flatMap(({ parts }) => parts.filter((part) => part.kind === 'photo'));
}

/** Returns a document with its photos as `changed` has them, and without those of which it returns null. */
export function withPhotos(outline: Outline, changed: (photo: PhotoPart) => PhotoPart | null): Outline {
  const chapters = outline.chapters.map((chapter) => ({
    ...chapter,
    parts: chapter.parts.flatMap((part) => (part.kind === 'photo' ? (changed(part) ?? []) : part)),
  }));
  return { ...outline, chapters };
}

/** Puts a subheading above parts; returns no part when there are none. */
export function titledParts(title: string, parts: readonly Part[]): readonly Part[] {
  return parts.length === 0 ? [] : [subheadingPart(title), ...parts];
}

/** Returns no part when there are no items. */
export function listParts(items: readonly string[]): readonly Part[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

/** Returns no part when there are no rows. */
export function tableParts(header: readonly string[], rows: readonly (readonly string[])[]): readonly Part[] {
  return rows.length === 0 ? [] : [{ kind: 'table', header, rows }];
}

/** Returns no part when there is nothing to compare: fewer than two categories. */
export function chartParts(chart: Chart): readonly Part[] {
  return chart.categories.length < 2 ? [] : [{ kind: 'chart', chart }];
}
