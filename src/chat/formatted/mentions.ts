import { canonical } from './canonical.ts';
import type { Formatted, Leaf } from './formatted.ts';

/** The meaning of an id on the platform to which a text is passed on: somebody who can be mentioned there, or else their name. */
export type Named = { readonly id: string } | { readonly name: string };

/** Looks up mentions; a name comes with its sign, "@Ana" or "#general". */
export interface MentionedThere {
  person(id: string): Named;
  channel(id: string): Named;
  group(id: string): string;
}

/**
 * Returns the text as it is passed on: mentions of people and channels that are known there have their ids of there, and
 * whatever else was mentioned is named in words. Everybody and groups are never mentioned.
 */
export function mentionedThere({ blocks }: Formatted, there: MentionedThere): Formatted {
  return canonical(
    blocks.map((block) =>
      block.kind === 'code' ? block : { ...block, leaves: block.leaves.map((leaf) => passedOn(leaf, there)) },
    ),
  );
}

function passedOn(leaf: Leaf, there: MentionedThere): Leaf {
  switch (leaf.kind) {
    case 'person':
    case 'channel': {
      const named = there[leaf.kind](leaf.id);
      return 'id' in named ? { ...leaf, id: named.id } : { kind: 'text', text: named.name, marks: leaf.marks };
    }
    case 'group':
      return { kind: 'text', text: there.group(leaf.id), marks: leaf.marks };
    case 'everyone':
      return { kind: 'text', text: `@${leaf.said}`, marks: leaf.marks };
    default:
      return leaf;
  }
}
