import { matchPath } from './router.ts';

/** Faults on demand. `after` means once the request has been carried out, so that the bot can't know that it was. */
export type FaultKind =
  | { readonly kind: 'rateLimit'; readonly retryAfter: number; readonly scope?: 'user' | 'global' | 'shared' }
  | { readonly kind: 'status'; readonly status: number; readonly when?: 'before' | 'after' }
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly code: number;
      readonly message: string;
      readonly errors?: object;
    }
  /** A page of whatever stands between the bot and Discord. */
  | { readonly kind: 'page'; readonly status: number }
  | { readonly kind: 'delay'; readonly milliseconds: number; readonly when?: 'before' | 'after' }
  /** `storeAfter`: the connection is cut at once, but the request is carried out that much later. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after'; readonly storeAfter?: number };

export type DiscordFaultRule = FaultKind & {
  readonly method?: string;
  /** Below /api/v10: `/channels/:channel/messages`, a literal path, or an expression. */
  readonly path: string | RegExp;
  /** The number of the next matching requests that it hits; 1 by default. */
  readonly times?: number;
  /** Called once for each matching request, with its path: the fault hits only those it accepts. */
  readonly only?: (path: string) => boolean;
};

export interface FaultHandle {
  /** Returns how many requests it has hit so far. */
  hits(): number;
  cancel(): void;
}

export class DiscordFaults {
  readonly #rules: { readonly rule: DiscordFaultRule; left: number; hits: number }[] = [];

  add(rule: DiscordFaultRule): FaultHandle {
    const entry = { rule, left: rule.times ?? 1, hits: 0 };
    this.#rules.push(entry);
    return {
      hits: () => entry.hits,
      cancel: () => {
        entry.left = 0;
      },
    };
  }

  take(method: string, path: string): FaultKind | null {
    const entry = this.#rules.find(
      ({ rule, left }) =>
        left > 0 && (rule.method ?? method) === method && matches(rule.path, path) && (rule.only?.(path) ?? true),
    );
    if (!entry) return null;
    entry.left--;
    entry.hits++;
    return entry.rule;
  }
}

const matches = (wanted: string | RegExp, path: string): boolean =>
  typeof wanted === 'string' ? matchPath(wanted, path) !== null : wanted.test(path);
