/** An object that Slack sent, narrowed where it is used: the SDK's types promise more than Slack keeps. */
export type Wire = Readonly<Record<string, unknown>>;

const nothing: Wire = {};

export function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the object at this path; an empty one where there is none. */
export function at(value: unknown, ...path: readonly string[]): Wire {
  let current: unknown = value;
  for (const name of path) current = isWire(current) ? current[name] : undefined;
  return isWire(current) ? current : nothing;
}

export function textAt(value: unknown, name: string): string | null {
  const found = isWire(value) ? value[name] : undefined;
  return typeof found === 'string' && found !== '' ? found : null;
}

export function listAt(value: unknown, name: string): readonly Wire[] {
  const found = isWire(value) ? value[name] : undefined;
  return Array.isArray(found) ? found.filter(isWire) : [];
}

export function numberAt(value: unknown, name: string): number {
  const found = isWire(value) ? value[name] : undefined;
  return typeof found === 'number' ? found : 0;
}

/**
 * Returns the thread in which a message stands; null for none. The first one of a thread names itself as its thread, but stands in the
 * channel; one that was also sent to the channel stands in its thread.
 */
export function threadHolding(message: Wire): string | null {
  const thread = textAt(message, 'thread_ts');
  return thread === textAt(message, 'ts') ? null : thread;
}
