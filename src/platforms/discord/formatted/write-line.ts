import type { Leaf, Mark } from '../../../chat/formatted/formatted.ts';
import { escapeLineStart, escapeSigns } from '../escape.ts';
import { DATE_LETTERS } from './dates.ts';
import { SHRUG } from './literal.ts';
import { NOTHING, withoutMentions } from './nothing.ts';

/** Returns one line in Discord's markup. */
export function writeLine(leaves: readonly Leaf[]): string {
  const line = new MarkedLine();
  for (const [index, leaf] of leaves.entries()) {
    line.mark(leaf.marks.filter((mark) => mark !== 'code'));
    line.add(leaf, leaves[index + 1]);
  }
  line.mark([]);
  return line.written;
}

const signs: Readonly<Record<Exclude<Mark, 'code'>, string>> = {
  spoiler: '||',
  bold: '**',
  italic: '_',
  underline: '__',
  strike: '~~',
};
type Signed = keyof typeof signs;

/** The characters that, after the end of a mark, would make of it the arm of a figure that Discord shows as it is: ¯\_(ツ)_/¯. */
const SHRUG_END = '/¯';

const letter = /[\p{L}\p{N}_]/u;

/** A line that is being written, with the marks that are open in it. */
class MarkedLine {
  written = '';
  readonly #open: Signed[] = [];
  /** The sign that has just ended a mark, and what must not follow it. */
  #closed: Signed | null = null;
  /** Whether nothing but marks and spaces stands in the line so far. */
  #atStart = true;

  /** Ends the marks that don't go on, with those within them, and begins the others. */
  mark(marks: readonly Mark[]): void {
    const kept = this.#open.findIndex((mark) => !marks.includes(mark));
    while (kept >= 0 && this.#open.length > kept) this.#close();
    for (const mark of marks) if (mark !== 'code' && !this.#open.includes(mark)) this.#begin(mark);
  }

  add(leaf: Leaf, next: Leaf | undefined): void {
    const piece = this.#pieceOf(leaf, next);
    if (/^`/.test(piece) && this.written.endsWith('`')) this.#put(NOTHING);
    this.#put(piece);
    if (piece.trim() !== '') this.#atStart = false;
  }

  #begin(mark: Signed): void {
    const sign = signs[mark];
    const before = this.written.slice(-1);
    if (before === sign.charAt(0) || (mark === 'italic' && letter.test(this.written.slice(-2)))) this.#put(NOTHING);
    this.#put(sign);
    this.#open.push(mark);
  }

  #close(): void {
    const mark = this.#open.pop();
    if (!mark) return;
    if (this.written.endsWith(signs[mark].charAt(0))) this.#put(NOTHING);
    this.#put(signs[mark]);
    this.#closed = mark;
  }

  #put(piece: string): void {
    const closed = this.#closed;
    this.#closed = null;
    const begun = String.fromCodePoint(piece.codePointAt(0) ?? 0x20);
    // A letter after the sign would undo it, and so would a line after the end of what is struck.
    if (closed === 'italic' && letter.test(begun)) this.written += NOTHING;
    if (closed === 'strike' && begun === '_') this.written += NOTHING;
    if (piece.startsWith(SHRUG_END) && `${this.written}${SHRUG_END}`.endsWith(SHRUG)) this.written += NOTHING;
    this.written += piece;
  }

  #pieceOf(leaf: Leaf, next: Leaf | undefined): string {
    switch (leaf.kind) {
      case 'text':
        return this.#textOf(leaf.text, leaf.marks);
      case 'link': {
        if (leaf.text !== null) return `[${this.#textOf(leaf.text, leaf.marks)}](${leaf.url})`;
        return endsItself(leaf, next) && !letter.test(this.written.slice(-2)) ? leaf.url : `<${leaf.url}>`;
      }
      case 'person':
        return /^\d+$/.test(leaf.id) ? `<@${leaf.id}>` : escapeSigns(`@${leaf.id}`);
      case 'channel':
        return /^\d+$/.test(leaf.id) ? `<#${leaf.id}>` : this.#textOf(`#${leaf.id}`, []);
      case 'group':
        return escapeSigns(`@${leaf.id}`);
      case 'everyone':
        return escapeSigns(`@${leaf.said}`);
      case 'emoji':
        return escapeSigns(`:${leaf.name}:`);
      case 'date':
        return `<t:${leaf.at}:${DATE_LETTERS[leaf.style]}>`;
    }
  }

  #textOf(text: string, marks: readonly Mark[]): string {
    if (marks.includes('code')) return codeSpan(text);
    return this.#atStart ? escapeLineStart(escapeSigns(text)) : escapeSigns(text);
  }
}

/** Returns whether Discord finds the end of a bare address by itself. */
function endsItself({ url, marks }: Extract<Leaf, { kind: 'link' }>, next: Leaf | undefined): boolean {
  if (marks.length > 0 || /[.,:;"')\]]$/.test(url)) return false;
  return next === undefined || (next.kind === 'text' && /^\s/.test(next.text) && next.marks.length === 0);
}

/** Signs beside each other that would end a mark around the code are kept apart, and so are backticks. */
function codeSpan(text: string): string {
  const apart = withoutMentions(text).replace(/([`*_~|])(?=\1)/g, `$1${NOTHING}`);
  const fence = apart.includes('`') ? '``' : '`';
  const before = /^ *`/.test(apart) ? ' ' : '';
  const after = /` *$/.test(apart) ? ' ' : '';
  return fence + before + apart + after + fence;
}
