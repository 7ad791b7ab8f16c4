/** Discord shows it with its arm, though a backslash stands before a sign. */
export const SHRUG = '¯\\_(ツ)_/¯';

/** Code between two runs of as many backticks: where it ends, and what stands between them. */
interface CodeSpan {
  readonly end: number;
  readonly code: string;
}

/** Finds the stretches of a text that aren't read for marks: signs after a backslash, and code. */
export interface Literal {
  /** Whether a unit is escaped, or stands in code. */
  isLiteral(index: number): boolean;
  /** Whether a unit stands in code: only there a bar or a tilde doesn't end a mark. */
  isCode(index: number): boolean;
  /** Returns the code that begins here. */
  codeAt(index: number): CodeSpan | null;
}

const ESCAPED = 1;
const CODE = 2;

/** Finds what isn't read for marks, from the beginning of the text on, as Discord does. */
export function literalIn(text: string): Literal {
  const literal = new Uint8Array(text.length);
  const spans = new Map<number, CodeSpan>();
  const runs = new BacktickRuns(text);
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if (sign === '¯' && text.startsWith(SHRUG, index)) {
      literal.fill(ESCAPED, index, index + SHRUG.length);
      index += SHRUG.length - 1;
    } else if (sign === '\\' && /[^0-9A-Za-z\s]/.test(text.charAt(index + 1))) {
      literal.fill(ESCAPED, index, index + 2);
      index += 1;
    } else if (sign === '`') {
      const span = runs.spanAt(index);
      if (span) {
        literal.fill(CODE, index, span.end);
        spans.set(index, span);
      }
      index = (span ? span.end : runs.endOf(index)) - 1;
    }
  }
  return {
    isLiteral: (index) => literal[index] !== 0,
    isCode: (index) => literal[index] === CODE,
    codeAt: (index) => spans.get(index) ?? null,
  };
}

/** The runs of backticks by their length, read from the beginning to the end once. */
class BacktickRuns {
  readonly #text: string;
  readonly #byLength = new Map<number, { readonly starts: number[]; next: number }>();

  constructor(text: string) {
    this.#text = text;
    for (const { 0: run, index } of text.matchAll(/`+/g)) {
      const starts = this.#byLength.get(run.length);
      if (starts) starts.starts.push(index);
      else this.#byLength.set(run.length, { starts: [index], next: 0 });
    }
  }

  endOf(index: number): number {
    let end = index;
    while (this.#text.charAt(end) === '`') end += 1;
    return end;
  }

  /** Returns the code that begins here; where as many backticks don't come again, fewer may open it. */
  spanAt(index: number): CodeSpan | null {
    const opened = this.endOf(index);
    for (let length = opened - index; length > 0; length -= 1) {
      const close = this.#nextOf(length, opened);
      if (close !== null) {
        const between = this.#text.slice(index + length, close);
        // One space beside a backtick only keeps it apart from those around.
        return { end: close + length, code: between.replace(/^ (?= *`)/, '').replace(/(` *) $/, '$1') };
      }
    }
    return null;
  }

  #nextOf(length: number, from: number): number | null {
    const runs = this.#byLength.get(length);
    if (!runs) return null;
    while (runs.next < runs.starts.length && (runs.starts[runs.next] ?? 0) < from) runs.next += 1;
    return runs.starts[runs.next] ?? null;
  }
}
