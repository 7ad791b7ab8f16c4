import type { ChapterId } from '../chapters.ts';

/**
 * The bilan as something to read, before it is Markdown or HTML. Every string is plain text, whoever wrote it: the
 * documents escape it all.
 */
export interface Outline {
  readonly title: string;
  readonly subtitle: string;
  /** What has to be known before reading on: that it is a draft, and why. */
  readonly notices: readonly string[];
  readonly chapters: readonly Chapter[];
}

export interface Chapter {
  readonly id: ChapterId;
  readonly title: string;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly kind: 'subheading'; readonly text: string }
  /** May have several lines. */
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

export const subheading = (text: string): Part => ({ kind: 'subheading', text });
export const paragraph = (text: string): Part => ({ kind: 'paragraph', text });

/** Nothing when there is nothing in it. */
export function list(items: readonly string[]): readonly Part[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

/** Nothing when it has no rows. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly Part[] {
  return rows.length === 0 ? [] : [{ kind: 'table', header, rows }];
}
