import type { Mark } from '../../../chat/formatted/formatted.ts';
import type { Literal } from './literal.ts';
import { SignRuns } from './sign-runs.ts';

/** Discord's marks of two signs. */
const doubled: Readonly<Record<string, Mark>> = { '*': 'bold', _: 'underline', '~': 'strike', '|': 'spoiler' };

/** The stretch that a mark covers, and where it ends. */
interface Marked {
  readonly mark: Mark;
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

/** Finds where the marks of a text end. */
export class MarkEnds {
  readonly #text: string;
  readonly #runs: ReadonlyMap<string, SignRuns>;

  constructor(text: string, literal: Literal) {
    this.#text = text;
    const isSign = (index: number) => !literal.isLiteral(index);
    const isEnd = (index: number) => !literal.isCode(index);
    const signs = Object.keys(doubled).filter((sign) => text.includes(sign));
    this.#runs = new Map(
      signs.map((sign) => [sign, new SignRuns(text, sign, sign === '*' || sign === '_' ? isSign : isEnd)]),
    );
  }

  /** Returns the longer one of the marks that may begin here. */
  markedAt(sign: string, index: number, to: number): Marked | null {
    if (!this.#runs.has(sign)) return null;
    const pair = this.#pairAt(sign, index, to);
    const single = sign === '*' || sign === '_' ? this.#italicAt(sign, index, to) : null;
    if (!pair || !single) return pair ?? single;
    return single.end >= pair.end ? single : pair;
  }

  #pairAt(sign: string, index: number, to: number): Marked | null {
    const mark = doubled[sign];
    const runs = this.#runs.get(sign);
    if (!mark || !runs || this.#text.charAt(index + 1) !== sign || index + 3 >= to) return null;
    const isClosed = sign === '*' || sign === '_';
    const end = isClosed ? runs.firstClosedPair(index + 3, to) : runs.firstPair(index + 3, to);
    return end < 0 ? null : { mark, from: index + 2, to: end, end: end + 2 };
  }

  /** Returns what one star or line makes italic: within it those signs come in pairs, and the first odd one ends it. */
  #italicAt(sign: string, index: number, to: number): Marked | null {
    const runs = this.#runs.get(sign);
    if (!runs || index + 2 >= to || (sign === '*' && /\s/.test(this.#text.charAt(index + 1)))) return null;
    const beside = runs.endOfRun(index, to) - index - 1;
    if (beside === 1) return null;
    const run = beside % 2 === 1 ? { start: index, end: index + 1 + beside } : runs.nextOddRun(index, to);
    if (!run) return null;
    const before = this.#text.charAt(run.start - 1);
    if (sign === '*' && run.start > index && run.end - run.start === 1 && /\s/.test(before)) return null;
    if (sign === '_' && run.end < to && /\w/.test(this.#text.charAt(run.end))) return null;
    return { mark: 'italic', from: index + 1, to: run.end - 1, end: run.end };
  }
}
