import type { types } from '@slack/bolt';
import { cut } from '../../chat/cut.ts';
import { limits } from './limits.ts';
import { escapeText } from './rich-text.ts';

/** A block, and its plain text for notifications and screen readers. */
export interface Piece {
  readonly block: types.KnownBlock;
  readonly fallback: string;
}

/** The contents of one Slack message; `plain` is all of its text as it was typed, links with their addresses. */
export interface RenderedPart {
  readonly text: string;
  readonly plain: string;
  readonly blocks: types.KnownBlock[];
}

/** Distributes pieces over as few messages as Slack allows, cut between blocks. */
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
  return {
    text: fallbackOf(lines.join('\n') || '·'),
    plain: pieces
      .map(saidBy)
      .filter((line) => line.trim() !== '')
      .join('\n'),
    blocks: pieces.map((piece) => piece.block),
  };
}

function saidBy({ block, fallback }: Piece): string {
  if (fallback !== '') return fallback;
  // A section with a choice in it stays with the controls.
  if (block.type === 'section') return block.accessory ? '' : (block.text?.text ?? '');
  if (block.type !== 'actions') return '';
  return block.elements
    .flatMap((element) => (element.type === 'button' && element.url ? [`${element.text.text}\n${element.url}`] : []))
    .join('\n');
}

/** Returns the text of a notification; the blocks say everything. */
export function fallbackOf(text: string): string {
  const max = limits.message.fallback;
  let shown = cut(text, max);
  while (escapeText(shown).length > max) shown = cut(shown, Math.floor(shown.length * 0.8));
  return escapeText(shown);
}

/** Returns the characters of everything under a `text`, as Slack seems to count. */
function weightOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + weightOf(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, held]) => sum + (name === 'text' && typeof held === 'string' ? held.length : weightOf(held)),
    0,
  );
}
