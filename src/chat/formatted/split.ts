import { canonical } from './canonical.ts';
import { cutPoint } from './cut-point.ts';
import type { Formatted, FormattedBlock, FormattedCode, FormattedLine, Leaf } from './formatted.ts';

/** Text, code between words, or a block of code. */
export type Within = 'text' | 'code' | 'block';

/**
 * The room in a message on a platform and how much of it a text takes, in the platform's own count; never less than it
 * really takes.
 */
export interface Capacity {
  /** The room in one message. */
  readonly limit: number;
  /** The room a UTF-16 unit takes, depending on what it stands in. */
  unit(sign: string, within: Within): number;
  /** The room a leaf takes besides its text, or a block besides its leaves or lines. */
  leaf(leaf: Leaf): number;
  block(block: FormattedBlock): number;
}

/**
 * Splits a text into as many as are needed for each to fit into one message: between blocks where they fit, else at the end
 * of a line or a sentence, between words, and at the very least between characters as one sees them. A few words, such as
 * a quotation, aren't left alone in a message: what follows them begins there. A heading goes with what follows it, and code is opened again with its language. The same text is always split alike. The text has to be
 * canonical, and so is each part.
 */
export function splitFormatted({ blocks }: Formatted, capacity: Capacity): readonly Formatted[] {
  const parts: FormattedBlock[][] = [];
  let part: FormattedBlock[] = [];
  let used = 0;
  const close = (): void => {
    const carried: FormattedBlock[] = [];
    while (part.length > 1 && part.at(-1)?.kind === 'heading') carried.unshift(...part.splice(-1));
    if (part.length > 0) parts.push(part);
    part = carried;
    used = carried.reduce((sum, block) => sum + sizeOf(block, capacity), 0);
  };
  const push = (block: FormattedBlock, size: number): void => {
    if (used + size > capacity.limit) close();
    // Blocks carried over may leave too little room for this one, which then stands alone.
    if (used + size > capacity.limit && part.length > 0) {
      parts.push(part);
      [part, used] = [[], 0];
    }
    part.push(block);
    used += size;
  };
  for (const block of blocks) {
    const size = sizeOf(block, capacity);
    const isCodeThatFits = block.kind === 'code' && size <= capacity.limit;
    if (used + size > capacity.limit && (used * 4 > capacity.limit || isCodeThatFits)) close();
    const room = roomFor(used, capacity);
    if (size <= room) push(block, size);
    else for (const piece of pieces(block, capacity, room)) push(piece, sizeOf(piece, capacity));
  }
  if (part.length > 0) parts.push(part);
  return parts.map(canonical).filter(({ blocks: some }) => some.length > 0);
}

/** The most signs of an ending, and the room that it takes in a message at most. */
export const LONGEST_ENDING = 60;
const ENDING_ROOM = 160;

/**
 * Splits a text as `splitFormatted` does, with a line at its end that never becomes a message of its own: there is room for it in
 * the last one, whether it has an ending or not. `ending` has at most LONGEST_ENDING signs.
 */
export function splitWithEnding(text: Formatted, ending: string | null, capacity: Capacity): readonly Formatted[] {
  const whole = splitFormatted(text, capacity);
  const withRoom = splitFormatted(whole.at(-1) ?? { blocks: [] }, { ...capacity, limit: capacity.limit - ENDING_ROOM });
  const parts = [...whole.slice(0, -1), ...withRoom];
  if (ending === null) return parts;
  const line: FormattedLine = { kind: 'line', quoted: false, leaves: [{ kind: 'text', text: ending, marks: [] }] };
  return [...parts.slice(0, -1), canonical([...(parts.at(-1)?.blocks ?? []), line])];
}

/** Returns what the first piece of a block may take: what is left of a message, unless that is less than half of one. */
function roomFor(used: number, { limit }: Capacity): number {
  return used * 2 > limit ? limit : limit - used;
}

function sizeOf(block: FormattedBlock, capacity: Capacity): number {
  if (block.kind === 'code') return capacity.block(block) + textSize(block.text, 'block', capacity);
  return block.leaves.reduce((sum, leaf) => sum + leafSize(leaf, capacity), capacity.block(block));
}

function leafSize(leaf: Leaf, capacity: Capacity): number {
  return capacity.leaf(leaf) + textSize('text' in leaf ? (leaf.text ?? '') : '', withinOf(leaf), capacity);
}

const withinOf = ({ marks }: Leaf): Within => (marks.includes('code') ? 'code' : 'text');

function textSize(text: string, within: Within, capacity: Capacity): number {
  let size = 0;
  for (let at = 0; at < text.length; at += 1) size += capacity.unit(text.charAt(at), within);
  return size;
}

/** Cuts a block into pieces: the first takes no more than `room`, each other no more than a message holds. */
function* pieces(block: FormattedBlock, capacity: Capacity, room: number): Generator<FormattedBlock> {
  if (block.kind === 'code') yield* piecesOfCode(block, capacity, room);
  else yield* piecesOfLine(block, capacity, room);
}

function* piecesOfCode(code: FormattedCode, capacity: Capacity, room: number): Generator<FormattedBlock> {
  const { text } = code;
  for (let [from, left] = [0, room]; from < text.length; left = capacity.limit) {
    const to = cutPoint(text, from, fittingEnd(text, from, left - capacity.block(code), 'block', capacity).to);
    yield { ...code, text: text.slice(from, to) };
    from = to;
  }
}

/** Returns up to where a text fits into what is left, and what is left then. */
function fittingEnd(text: string, from: number, left: number, within: Within, capacity: Capacity) {
  let to = from;
  let rest = left;
  while (to < text.length) {
    const size = capacity.unit(text.charAt(to), within);
    if (size > rest) break;
    rest -= size;
    to += 1;
  }
  return { to, rest };
}

/** Units after what fits that tell whether a character ends there. */
const LOOKED_AHEAD = 200;

/** The beginning or end of a piece: its leaf, and the unit of that leaf's text. */
interface Position {
  readonly leaf: number;
  readonly unit: number;
}

function* piecesOfLine(line: FormattedLine, capacity: Capacity, room: number): Generator<FormattedBlock> {
  let from: Position = { leaf: 0, unit: 0 };
  let rest: FormattedLine = line;
  for (let left = room; from.leaf < line.leaves.length; left = capacity.limit) {
    const to = endOfPiece(line.leaves, from, left - capacity.block(rest), capacity);
    yield { ...rest, leaves: between(line.leaves, from, to) };
    from = to;
    // The rest of an item isn't an item of its own.
    if (line.kind === 'item') rest = { kind: 'line', quoted: line.quoted, leaves: [] };
  }
}

function endOfPiece(leaves: readonly Leaf[], from: Position, room: number, capacity: Capacity): Position {
  let left = room;
  // One sign stands for what has no text, so that each unit has its place.
  let seen = '';
  const begins: number[] = [];
  for (let index = from.leaf; index < leaves.length; index += 1) {
    const leaf = leaves[index];
    if (!leaf) break;
    begins.push(seen.length);
    const text = 'text' in leaf && leaf.text !== null ? leaf.text.slice(index === from.leaf ? from.unit : 0) : null;
    const fits = fittingEnd(text ?? '', 0, left - capacity.leaf(leaf), withinOf(leaf), capacity);
    left = fits.rest;
    // A leaf that can't be cut and is too long by itself goes whole nevertheless; no leaf is that long.
    const tooMuch = left < 0 && (seen !== '' || text !== null);
    if (tooMuch || (text !== null && fits.to < text.length)) {
      const end = Math.max(1, seen.length + (tooMuch ? 0 : fits.to));
      return positionAt(cutPoint(seen + (text ?? '').slice(0, fits.to + LOOKED_AHEAD), 0, end), begins, from);
    }
    seen += text ?? '\ufffc';
  }
  return { leaf: leaves.length, unit: 0 };
}

/** Returns the position of a unit of what is seen from another position on. */
function positionAt(unit: number, begins: readonly number[], from: Position): Position {
  let index = begins.length - 1;
  while (index > 0 && (begins[index] ?? 0) > unit) index -= 1;
  const within = unit - (begins[index] ?? 0);
  return { leaf: from.leaf + index, unit: index === 0 ? from.unit + within : within };
}

function between(leaves: readonly Leaf[], from: Position, to: Position): readonly Leaf[] {
  return leaves.slice(from.leaf, to.leaf + 1).flatMap((leaf, index): readonly Leaf[] => {
    const start = index === 0 ? from.unit : 0;
    const isLast = from.leaf + index === to.leaf;
    if (!('text' in leaf) || leaf.text === null) return isLast ? [] : [leaf];
    const text = isLast ? leaf.text.slice(start, to.unit) : leaf.text.slice(start);
    return text === '' ? [] : [{ ...leaf, text }];
  });
}
