import { z } from 'zod';
import { formattedSchema } from '../chat/formatted/formatted.ts';
import { legible } from '../chat/legible.ts';
import type { RelayedFile, RelayedMessage } from '../chat/relaying.ts';

const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number().nonnegative(),
  alt: z.string().nullable(),
  source: z.string(),
  link: z.string(),
});

const reactionsSchema = z.array(z.object({ emoji: z.string(), count: z.number() })).readonly();

const stateSchema = z.object({
  content: formattedSchema,
  names: z.record(z.string(), z.string()).default({}),
  files: z.array(fileSchema).readonly().default([]),
  reactions: reactionsSchema.default([]),
  pinned: z.boolean().default(false),
});

/** A message's content as it is stored: its present words on its platform. */
export type MessageState = z.output<typeof stateSchema>;

/** Reads a stored content; null when there is none or it can't be read, so that one such message holds up no other. */
export function readState(value: unknown): MessageState | null {
  return stateSchema.safeParse(value).data ?? null;
}

/** A message's content as its platform tells it; reactions and pins aren't always told. */
export type ToldState = Pick<MessageState, 'content' | 'names' | 'files'> &
  Partial<Pick<MessageState, 'reactions' | 'pinned'>>;

/** Returns the content of a message of which nothing is known but what was told. */
export function firstState(told: ToldState): MessageState {
  return { reactions: [], pinned: false, ...told };
}

/** Limits beyond which names, and the number of anything, are cut: what comes in isn't trusted. */
const MOST_FILES = 20;
const MOST_REACTIONS = 50;
const MOST_NAMES = 500;

/**
 * Returns the content to store of a message, or of a thread's title. Parts that the platform didn't tell are left out,
 * so that the known ones stay.
 */
export function stateOf(
  message: Pick<RelayedMessage, 'content' | 'names' | 'files' | 'reactions' | 'pinned'>,
): ToldState {
  const { content, names, files, reactions, pinned } = message;
  return {
    content,
    names: Object.fromEntries(Object.entries(names).slice(0, MOST_NAMES)),
    files: files.slice(0, MOST_FILES).map(storedFile),
    ...(reactions === null ? {} : { reactions: reactions.slice(0, MOST_REACTIONS) }),
    ...(pinned === null ? {} : { pinned }),
  };
}

function storedFile({ id, name, type, size, alt, source, link }: RelayedFile): RelayedFile {
  return { id, name, type, size: bytesTold(size), alt, source, link };
}

/** Returns a number of bytes to store; 0, as of an empty file, where the platform doesn't tell a valid size. */
const bytesTold = (size: number): number => (Number.isSafeInteger(size) && size > 0 ? size : 0);

/** Returns plain data that people typed, without characters that can't be stored or that hide something. */
export function legibleData<T>(value: T): T {
  return (typeof value === 'string' ? legible(value) : legibleParts(value)) as T;
}

function legibleParts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(legibleData);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, legibleData(part)]));
}
