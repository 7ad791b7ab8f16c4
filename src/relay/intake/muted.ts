import type { Formatted } from '../../chat/formatted/formatted.ts';

/** The signs at the beginning of a message that keep it where it was said. */
const SIGNS = ['!', '🔇', ':mute:'];

/** Returns whether its author keeps a message out of the relay, by such a sign at its beginning. */
export function isKeptOut({ blocks: [first] }: Formatted): boolean {
  if (!first) return false;
  if (first.kind === 'code') return false;
  const [leaf] = first.leaves;
  if (leaf?.kind === 'emoji') return leaf.name === 'mute';
  const beginning = leaf?.kind === 'text' ? leaf.text.trimStart() : '';
  return SIGNS.some((sign) => beginning.startsWith(sign));
}
