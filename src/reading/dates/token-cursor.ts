import type { Token } from './tokens.ts';

/** A place in a list of tokens, from which grammars look around and take. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Returns the token here, or so many further on (or back). */
  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  skip(count = 1): void {
    this.#at += count;
  }

  /** Returns the token here if it is of this kind, and moves past it. */
  take<K extends Token['kind']>(kind: K): (Token & { kind: K }) | null {
    const token = this.peek();
    if (token?.kind !== kind) return null;
    this.#at++;
    return token as Token & { kind: K };
  }

  /** Returns what `read` finds; when it finds nothing, the cursor stays where it was. */
  attempt<T>(read: () => T | null): T | null {
    const before = this.#at;
    const found = read();
    if (found === null) this.#at = before;
    return found;
  }

  /** Returns what `read` finds from here, without moving. */
  glimpse<T>(read: () => T): T {
    const before = this.#at;
    const found = read();
    this.#at = before;
    return found;
  }
}
