import { z } from 'zod';

/**
 * A text that a person wrote, with its formatting, in no platform's markup. It is two levels deep: blocks one below the other,
 * and leaves one after the other, each with all of its marks. Slack stores text like that, and Discord's nested markup
 * comes down to it, so that nothing is nested deeper than a reader or a store can follow.
 */
export interface Formatted {
  readonly blocks: readonly FormattedBlock[];
}

export type FormattedBlock = FormattedLine | FormattedCode;

/** A block of leaves. Several in a row that are quoted make one quotation, several items make one list. */
export type FormattedLine = { readonly quoted: boolean; readonly leaves: readonly Leaf[] } & (
  | { readonly kind: 'line' }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 }
  /**
   * An item of a list. `indent` is 0 at the edge; `number` is what stands before it, null for a bullet. Its texts may
   * hold line ends.
   */
  | { readonly kind: 'item'; readonly indent: number; readonly number: number | null }
);

/** Lines of code, with the name of their language where it was given. */
export interface FormattedCode {
  readonly kind: 'code';
  readonly quoted: boolean;
  readonly language: string | null;
  readonly text: string;
}

/** The marks a leaf may have, in the order in which a leaf lists its marks. */
export const MARKS = ['spoiler', 'bold', 'italic', 'underline', 'strike', 'code'] as const;
export type Mark = (typeof MARKS)[number];

/** The ways to show a date: hours and minutes, with seconds, the day in three ways, both together, how long until then. */
export const DATE_STYLES = ['time', 'seconds', 'numeric', 'day', 'moment', 'weekday', 'relative'] as const;
export type ShownDate = (typeof DATE_STYLES)[number];

export type Leaf = { readonly marks: readonly Mark[] } & (
  | { readonly kind: 'text'; readonly text: string }
  /** `text` is null where the address itself is shown. */
  | { readonly kind: 'link'; readonly url: string; readonly text: string | null }
  /** A mention of a person or a channel, by the platform's id. */
  | { readonly kind: 'person' | 'channel'; readonly id: string }
  /** A mention of a group of people or of everybody: passed on in words alone, never as a mention. */
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'everyone'; readonly said: 'everyone' | 'channel' | 'here' }
  /** An emoji of a workspace's or server's own; those of Unicode are text. */
  | { readonly kind: 'emoji'; readonly name: string }
  /** A moment, in seconds since 1970, which each reader sees in their own zone. */
  | { readonly kind: 'date'; readonly at: number; readonly style: ShownDate }
);

/** The longest address that is kept as a link, so that one fits into any message; a longer one is text. */
export const LONGEST_URL = 1_500;
/** The deepest indent that any platform shows. */
export const DEEPEST_INDENT = 8;
/** The highest number of an item; what has a higher one is text. */
export const HIGHEST_NUMBER = 999_999;
/** The last second that `Date` knows, and the first with a minus before it. */
export const LAST_SECOND = 8_640_000_000_000;
/** The name of a code's language. */
export const LANGUAGE = /^[a-z0-9_+.#-]{1,32}$/i;

/** Characters, leaves and blocks together: more than any platform's longest message can become. */
const MOST = 500_000;

const marks = z.array(z.enum(MARKS)).max(MARKS.length).readonly();
const id = z.string().min(1).max(64);
const leaf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().min(1).max(MOST), marks }),
  z.object({
    kind: z.literal('link'),
    url: z.string().min(1).max(LONGEST_URL),
    text: z.string().min(1).max(MOST).nullable(),
    marks,
  }),
  z.object({ kind: z.enum(['person', 'channel']), id, marks }),
  z.object({ kind: z.literal('group'), id, marks }),
  z.object({ kind: z.literal('everyone'), said: z.enum(['everyone', 'channel', 'here']), marks }),
  z.object({ kind: z.literal('emoji'), name: z.string().min(1).max(100), marks }),
  z.object({
    kind: z.literal('date'),
    at: z.number().int().min(-LAST_SECOND).max(LAST_SECOND),
    style: z.enum(DATE_STYLES),
    marks,
  }),
]);

const leaves = z.array(leaf).max(MOST).readonly();
const quoted = z.boolean();
const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), quoted, leaves }),
  z.object({ kind: z.literal('heading'), level: z.union([z.literal(1), z.literal(2), z.literal(3)]), quoted, leaves }),
  z.object({
    kind: z.literal('item'),
    indent: z.number().int().min(0).max(DEEPEST_INDENT),
    number: z.number().int().min(1).nullable(),
    quoted,
    leaves,
  }),
  z.object({
    kind: z.literal('code'),
    quoted,
    language: z.string().regex(LANGUAGE).nullable(),
    text: z.string().max(MOST),
  }),
]);

/** Reads what was stored. */
export const formattedSchema: z.ZodType<Formatted> = z
  .object({ blocks: z.array(block).max(MOST).readonly() })
  .refine((formatted) => sizeOf(formatted) <= MOST, 'too large');

function sizeOf({ blocks }: Formatted): number {
  return blocks.reduce((sum, block) => {
    if (block.kind === 'code') return sum + 1 + block.text.length;
    return block.leaves.reduce((within, leaf) => within + 1 + lengthOf(leaf), sum + 1);
  }, 0);
}

function lengthOf(leaf: Leaf): number {
  if (leaf.kind === 'text') return leaf.text.length;
  return leaf.kind === 'link' ? leaf.url.length + (leaf.text?.length ?? 0) : 0;
}
