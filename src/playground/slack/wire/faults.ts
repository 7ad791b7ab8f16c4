/** A fault of a request, on demand. */
export type Fault =
  | { readonly kind: 'rateLimited'; readonly retryAfter: number }
  /** An error status, after the request took effect or without it. */
  | { readonly kind: 'status'; readonly status: number; readonly stored?: boolean }
  /**
   * The connection is reset and the caller learns nothing. `stored` tells whether the request takes effect, or how
   * many milliseconds after the reset it does.
   */
  | { readonly kind: 'reset'; readonly stored: boolean | { readonly after: number } }
  /** Answered late. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Refused with Slack's 200 and this error code. */
  | { readonly kind: 'refuse'; readonly error: string };

export type SlackFaultRule = Fault & {
  /** Method of the Web API, or 'response_url', 'upload', 'download'. */
  readonly method: string | RegExp;
  /** The number of matching requests that it hits; 1 by default. */
  readonly times?: number;
  /** Hits only requests whose body this accepts. */
  readonly when?: (body: unknown) => boolean;
};

export class SlackFaults {
  #rules: { rule: SlackFaultRule; left: number }[] = [];

  add(rule: SlackFaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1 });
  }

  clear(): void {
    this.#rules = [];
  }

  next(method: string, body: unknown): Fault | null {
    const found = this.#rules.find(({ rule, left }) => left > 0 && matches(rule, method, body));
    if (!found) return null;
    found.left -= 1;
    return found.rule;
  }
}

function matches(rule: SlackFaultRule, method: string, body: unknown): boolean {
  const named = typeof rule.method === 'string' ? rule.method === method : rule.method.test(method);
  return named && (rule.when?.(body) ?? true);
}
