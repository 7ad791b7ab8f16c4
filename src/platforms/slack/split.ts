import type { types } from '@slack/bolt';
import { cut } from '../../chat/cut.ts';
import { limits } from './limits.ts';
import { escapeText } from './rich-text.ts';

/** A block, and the same in plain text for notifications and screen readers. */
export interface Piece {
  readonly block: types.KnownBlock;
  readonly fallback: string;
}

/** What one message of Slack's holds. */
export interface RenderedPart {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** Pieces in as few messages as Slack allows, cut between blocks. */
export function split(pieces: readonly Piece[]): RenderedPart[] {
  const parts: Piece[][] = [];
  let size = 0;
  for (const piece of pieces) {
    const weight = weightOf(piece.block);
    const last = parts.at(-1);
    const fits =
      last !== undefined &&
      last.length < limits.message.blocks &&
      size + weight <= limits.message.text &&
      !(piece.block.type === 'table' && last.some((other) => other.block.type === 'table'));
    if (fits) last.push(piece);
    else {
      parts.push([piece]);
      size = 0;
    }
    size += weight;
  }
  return parts.map(partOf);
}

function partOf(pieces: readonly Piece[]): RenderedPart {
  const lines = pieces.map((piece) => piece.fallback).filter((line) => line.trim() !== '');
  return { text: fallback(lines.join('\n') || '·'), blocks: pieces.map((piece) => piece.block) };
}

/** The blocks say everything; this is only what a notification shows of it. */
function fallback(text: string): string {
  const max = limits.message.fallback;
  let shown = cut(text, max);
  while (escapeText(shown).length > max) shown = cut(shown, Math.floor(shown.length * 0.8));
  return escapeText(shown);
}

/** Everything under a `text` counts, as Slack seems to count. */
function weightOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + weightOf(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, held]) => sum + (name === 'text' && typeof held === 'string' ? held.length : weightOf(held)),
    0,
  );
}
