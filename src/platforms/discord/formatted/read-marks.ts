import type { Leaf, Mark } from '../../../chat/formatted/formatted.ts';
import { type Literal, literalIn, SHRUG } from './literal.ts';
import { MarkEnds } from './mark-ends.ts';
import { addressAt, destinationAt, type Found, referenceAt } from './references.ts';

/** Reads lines that belong together, in which a mark may reach from one to the next. */
export function readMarks(text: string): readonly Leaf[] {
  if (!/[\\`<[@*_~|¯]|https?:/.test(text)) return text === '' ? [] : [{ kind: 'text', text, marks: [] }];
  const reader = new InlineReader(text);
  reader.read(0, text.length, { marks: [], link: null, depth: 0 });
  return reader.leaves;
}

/** Marks within marks that are read; deeper ones stay signs. Nobody nests so many, but ten thousand stars do. */
const DEEPEST = 24;

/** The surroundings of a stretch of the text: its marks, and the address of the named link that it is the text of. */
interface Surroundings {
  readonly marks: readonly Mark[];
  readonly link: string | null;
  readonly depth: number;
}

/**
 * Reads marks as Discord does: each begins where it can and ends at the first place where it can, whatever stands between,
 * but code. All places are known beforehand, so that the time is in proportion to the text.
 */
class InlineReader {
  readonly leaves: Leaf[] = [];
  readonly #text: string;
  readonly #literal: Literal;
  readonly #ends: MarkEnds;
  readonly #brackets: Int32Array;
  /** For each unit, where the first address from there on begins. */
  readonly #nextAddress: Int32Array;

  constructor(text: string) {
    this.#text = text;
    this.#literal = literalIn(text);
    const isSign = (index: number) => !this.#literal.isLiteral(index);
    this.#ends = new MarkEnds(text, this.#literal);
    this.#brackets = text.includes('[') ? bracketsIn(text, isSign) : NONE;
    this.#nextAddress = text.includes('http') ? addressesIn(text) : NONE;
  }

  /** Reads a stretch of the text. Each unit is read once, in the innermost mark around it. */
  read(from: number, to: number, within: Surroundings): void {
    let said = from;
    for (let index = from; index < to; ) {
      const found = this.#leafAt(index, to, within) ?? this.#stretchAt(index, to, within);
      if (found === null) {
        index += 1;
        continue;
      }
      this.#say(this.#text.slice(said, index), within);
      if ('leaf' in found) this.leaves.push(found.leaf);
      else this.read(found.from, found.to, found.within);
      said = found.end;
      index = found.end;
    }
    this.#say(this.#text.slice(said, to), within);
  }

  #say(text: string, { marks, link }: Surroundings): void {
    if (text !== '') this.leaves.push(textLeaf(text, link, marks));
  }

  /** Returns what stands here for itself. */
  #leafAt(index: number, to: number, { marks, link }: Surroundings): Found | null {
    const text = this.#text;
    switch (text.charAt(index)) {
      case '\\': {
        const sign = String.fromCodePoint(text.codePointAt(index + 1) ?? 0x20);
        if (!this.#literal.isLiteral(index) || index + 1 >= to) return null;
        return { leaf: textLeaf(sign, link, marks), end: index + 1 + sign.length };
      }
      case '¯':
        return text.startsWith(SHRUG, index) ? { leaf: textLeaf(SHRUG, link, marks), end: index + SHRUG.length } : null;
      case '`': {
        const span = this.#literal.codeAt(index);
        return span && { leaf: textLeaf(span.code, link, [...marks, 'code']), end: span.end };
      }
      case '<':
        return link === null ? referenceAt(text, index, to, marks) : null;
      case 'h':
        return link === null && this.#nextAddress[index] === index ? addressAt(text, index, to, marks) : null;
      case '@': {
        const said = (['everyone', 'here'] as const).find((word) => text.startsWith(word, index + 1));
        return link === null && said ? { leaf: { kind: 'everyone', said, marks }, end: index + 1 + said.length } : null;
      }
      default:
        return null;
    }
  }

  /** Returns the stretch that a mark or the text of a link makes of what follows here. */
  #stretchAt(index: number, to: number, within: Surroundings) {
    const sign = this.#text.charAt(index);
    if (this.#literal.isLiteral(index) || within.depth >= DEEPEST) return null;
    const depth = within.depth + 1;
    if (sign === '[') return within.link === null ? this.#linkAt(index, to, within, depth) : null;
    const marked = this.#ends.markedAt(sign, index, to);
    return marked && { ...marked, within: { ...within, depth, marks: [...within.marks, marked.mark] } };
  }

  /** Returns a named link. Where its name holds an address, Discord shows it as it was typed, so that none lies. */
  #linkAt(index: number, to: number, within: Surroundings, depth: number) {
    const close = this.#brackets[index] ?? 0;
    if (close <= index + 1 || close >= to || this.#text.charAt(close + 1) !== '(') return null;
    if ((this.#nextAddress[index] ?? close) < close || isBlank(this.#text, index + 1, close)) return null;
    const destination = destinationAt(this.#text, close + 1, to);
    if (!destination) return null;
    return { from: index + 1, to: close, end: destination.end, within: { ...within, depth, link: destination.url } };
  }
}

const NONE = new Int32Array(0);

function textLeaf(text: string, link: string | null, marks: readonly Mark[]): Leaf {
  return link === null ? { kind: 'text', text, marks } : { kind: 'link', url: link, text, marks };
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) if (/\S/.test(text.charAt(index))) return false;
  return true;
}

/** Returns for each opening bracket where it is closed; 0 where it isn't. */
function bracketsIn(text: string, isSign: (index: number) => boolean): Int32Array {
  const closes = new Int32Array(text.length);
  const open: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if ((sign !== '[' && sign !== ']') || !isSign(index)) continue;
    if (sign === '[') open.push(index);
    else {
      const start = open.pop();
      if (start !== undefined) closes[start] = index;
    }
  }
  return closes;
}

function addressesIn(text: string): Int32Array {
  const next = new Int32Array(text.length + 1).fill(text.length);
  let from = 0;
  for (const { index } of text.matchAll(/https?:\/\//g)) {
    next.fill(index, from, index + 1);
    from = index + 1;
  }
  return next;
}
