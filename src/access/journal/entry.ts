import type { TextKey } from '../../texts/index.ts';

/** The kind of a deed, as the key of its sentence: "events.journal.accepted". It is stored, so its meaning never changes. */
export type JournalVerb = Extract<TextKey, `${string}.journal.${string}`>;

/** The deeds of the national coordinator, who is nobody of the region in whose journal they stand. */
export const nationVerbs = [
  'common.journal.nationSent',
  'common.journal.nationReminded',
  'common.journal.nationWithdrawn',
] as const satisfies readonly JournalVerb[];
export type NationVerb = (typeof nationVerbs)[number];

/** The kinds of things to which something is done. */
export const objectKinds = [
  'announcement',
  'edition',
  'event',
  'kit',
  'meeting',
  'organisation',
  'person',
  'questionnaire',
  'region',
  'relay',
  'report',
  'survey',
  'tally',
] as const;
export type ObjectKind = (typeof objectKinds)[number];

interface Named {
  readonly id: string;
  readonly name: string;
}

/** An act of somebody, or of the bot by itself, that concerns others. It holds nothing of what anybody answered or wrote. */
export interface Deed {
  readonly verb: JournalVerb;
  /** `name` is what it is called now; both are null where there is nothing to name. */
  readonly object: { readonly kind: ObjectKind; readonly id: string | null; readonly name: string | null };
  /** The organisation whose thing it is, or for which it is done. */
  readonly organisation?: Named;
  /** Id of the person to whom it is done, or for whom. */
  readonly person?: string;
}

/** The reasons for which an operation that changes something writes nothing into the journal. */
export type Silence =
  /** It changes nothing that anybody would notice. */
  | 'changes nothing'
  /** It is about whoever acts, or done for their own organisation. */
  | 'is their own'
  /** Nobody else has been told of what it changes; the journal says when they are. */
  | 'has not left yet'
  /** It moves on a conversation that is under way: messages that ask, remind or answer. */
  | 'is a message'
  /** It is done for the nation, which is of no region: the nation's own rows say who did it, and when. */
  | 'is of no region';

/**
 * The way in which an operation writes into the journal: not at all, for a reason; what its outcome says; or, with
 * `within`, these deeds by the parts of it that know more than it returns, in the same transaction.
 */
export type Journaling<I, O> =
  | { readonly silent: Silence }
  | { deeds(outcome: O, input: I, scope: Acting): Deeds }
  | { readonly within: readonly JournalVerb[] };

export type Deeds = Deed | readonly Deed[] | null;

/** The actor, as far as is needed to tell whether a thing is their own. */
export interface Acting {
  readonly actor: { readonly personId: string; readonly organisations: readonly { readonly id: string }[] };
}

/** Returns whether whoever acts is a member of this organisation: what they do for it is their own. */
export function actsForOwn({ actor }: Acting, organisation: { readonly id: string }): boolean {
  return actor.organisations.some(({ id }) => id === organisation.id);
}
