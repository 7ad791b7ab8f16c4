/**
 * Where the signs of one kind stand in a text, run by run, so that where a mark ends is known without looking through
 * the text: Discord looks for the first end after each beginning, which in a long text would be its square.
 */
export class SignRuns {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** For each unit of the text, the first run that ends after it. */
  readonly #at: Int32Array;
  /** For each run, the first one from there on with two signs or more, and with an odd number of them. */
  readonly #nextLong: Int32Array;
  readonly #nextOdd: Int32Array;

  constructor(text: string, sign: string, isSign: (index: number) => boolean) {
    this.#at = new Int32Array(text.length + 1);
    for (let index = 0; index < text.length; index += 1) {
      if (text.charAt(index) === sign && isSign(index)) {
        if (this.#ends.at(-1) === index) this.#ends[this.#ends.length - 1] = index + 1;
        else {
          this.#starts.push(index);
          this.#ends.push(index + 1);
        }
      }
    }
    const count = this.#starts.length;
    for (let index = 0, run = 0; index <= text.length; index += 1) {
      while (run < count && this.#end(run) <= index) run += 1;
      this.#at[index] = run;
    }
    this.#nextLong = new Int32Array(count + 1).fill(count);
    this.#nextOdd = new Int32Array(count + 1).fill(count);
    for (let run = count - 1; run >= 0; run -= 1) {
      const length = this.#end(run) - this.#start(run);
      this.#nextLong[run] = length >= 2 ? run : (this.#nextLong[run + 1] ?? count);
      this.#nextOdd[run] = length % 2 === 1 ? run : (this.#nextOdd[run + 1] ?? count);
    }
  }

  /** Returns where the first two signs from here on begin; -1 where there are none before the end. */
  firstPair(from: number, end: number): number {
    const pair = this.#pairFrom(from, end);
    return pair ? pair.start : -1;
  }

  /** Returns where the first two signs from here on begin that no third one follows. */
  firstClosedPair(from: number, end: number): number {
    const pair = this.#pairFrom(from, end);
    return pair ? pair.end - 2 : -1;
  }

  /** Returns the end of the run that a unit stands in. */
  endOfRun(index: number, end: number): number {
    return Math.min(this.#end(this.#at[index] ?? 0), end);
  }

  /** Returns the first run after the one that a unit stands in, which has an odd number of signs before the end. */
  nextOddRun(index: number, end: number): { readonly start: number; readonly end: number } | null {
    const after = (this.#at[index] ?? 0) + 1;
    const odd = this.#nextOdd[after] ?? this.#starts.length;
    // The end may cut the run it stands in.
    const last = this.#at[end - 1] ?? 0;
    const cut = last >= after && last < odd && this.#start(last) < end && this.#end(last) > end;
    const run = cut ? last : odd;
    const start = this.#start(run);
    const stop = Math.min(this.#end(run), end);
    return start < end && (stop - start) % 2 === 1 ? { start, end: stop } : null;
  }

  #pairFrom(from: number, end: number): { readonly start: number; readonly end: number } | null {
    const here = this.#at[from] ?? 0;
    const isWithin = Math.min(this.#end(here), end) - Math.max(this.#start(here), from) >= 2;
    const run = isWithin ? here : (this.#nextLong[here + 1] ?? this.#starts.length);
    const start = Math.max(this.#start(run), from);
    const stop = Math.min(this.#end(run), end);
    return stop - start >= 2 ? { start, end: stop } : null;
  }

  #start(run: number): number {
    return this.#starts[run] ?? Number.POSITIVE_INFINITY;
  }

  #end(run: number): number {
    return this.#ends[run] ?? Number.POSITIVE_INFINITY;
  }
}
