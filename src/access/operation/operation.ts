import type { z } from 'zod';
import type { Role } from '../../chat/interaction.ts';
import { UserError } from '../../chat/user-error.ts';
import { hasRole } from '../actor/actor.ts';
import type { Journaling } from '../journal/entry.ts';
import { writeJournal } from '../journal/journal-store.ts';
import { keepsItsClock } from '../region/region-store.ts';
import { LacksRole } from './lacks-role.ts';
import type { Scope } from './scope.ts';

/** A use case: its input, who may run it, and what it does in one transaction. */
export interface Operation<S extends z.ZodType = z.ZodType, O = unknown> {
  /** A unique name such as 'events.accept', for logs and for the tests that try every operation as somebody else. */
  readonly name: string;
  readonly who: Role;
  readonly input: S;
  /** Set when it changes nothing, so that what the person did isn't marked as dealt with. */
  readonly looks?: true;
  /** Set when it only reads and locks nothing: then it runs in no transaction where nothing is to be marked with it. */
  readonly reads?: true;
  /** Set when it stores moments that people name: it refuses where the region's clock isn't the one any more that they were read by. */
  readonly times?: true;
  /** The entries that it writes into the region's journal; missing only where it looks or reads. */
  readonly journal?: Journaling<z.output<S>, O>;
  run(scope: Scope, input: z.output<S>): Promise<O>;
}

/** An operation that changes something says what it writes into the journal, or why nothing. */
type Decided = { readonly looks: true } | { readonly reads: true } | { readonly journal: object };

/**
 * Declares a use case. Its role is checked where the work is done, whatever button or command leads to it, and what it
 * did to others is written into the journal in the same transaction.
 */
export function operation<S extends z.ZodType, O>(definition: Operation<S, O> & Decided): Operation<S, O> {
  const { journal } = definition;
  return {
    ...definition,
    async run(scope, input) {
      if (!hasRole(scope.actor, definition.who)) throw new LacksRole(definition.who);
      if (definition.times && !(await keepsItsClock(scope))) throw new UserError('common.errors.clockChanged');
      const outcome = await definition.run(scope, input);
      if (journal && 'deeds' in journal) await writeJournal(scope, journal.deeds(outcome, input, scope));
      return outcome;
    },
  };
}

/** Returns whether an operation stores nothing, whatever comes of it. */
export function changesNothing({
  looks,
  reads,
  journal,
}: Pick<Operation, 'looks' | 'reads'> & { readonly journal?: object }): boolean {
  return (
    looks === true ||
    reads === true ||
    (journal !== undefined && 'silent' in journal && journal.silent === 'changes nothing')
  );
}
