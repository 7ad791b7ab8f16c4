/**
 * A document as structured text, before it becomes Markdown or HTML. Every string is plain text, whoever wrote it: the
 * documents escape all of them.
 */
export interface Outline {
  readonly title: string;
  readonly subtitle: string;
  /** What a reader has to see first: for instance that it is a draft, and why. */
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
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

export const subheadingPart = (text: string): Part => ({ kind: 'subheading', text });
export const paragraphPart = (text: string): Part => ({ kind: 'paragraph', text });

/** Returns no part when there are no items. */
export function listParts(items: readonly string[]): readonly Part[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

/** Returns no part when there are no rows. */
export function tableParts(header: readonly string[], rows: readonly (readonly string[])[]): readonly Part[] {
  return rows.length === 0 ? [] : [{ kind: 'table', header, rows }];
}
