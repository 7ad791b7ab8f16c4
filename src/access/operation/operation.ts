import type { z } from 'zod';
import type { Role } from '../../chat/interaction.ts';
import { hasRole } from '../actor/actor.ts';
import { LacksRole } from './lacks-role.ts';
import type { Scope } from './scope.ts';

/** A use case: what it needs, who may, and what it does in one transaction. */
export interface Operation<S extends z.ZodType = z.ZodType, O = unknown> {
  /** 'events.accept': unique, for logs and the tests that try every operation as somebody else. */
  readonly name: string;
  readonly who: Role;
  readonly input: S;
  /** It changes nothing: what the person did hasn't been dealt with by it. */
  readonly looks?: true;
  run(scope: Scope, input: z.output<S>): Promise<O>;
}

/** Declares a use case. Its role is checked where the work is done, whatever button or command leads to it. */
export function operation<S extends z.ZodType, O>(definition: Operation<S, O>): Operation<S, O> {
  return {
    ...definition,
    async run(scope, input) {
      if (!hasRole(scope.actor, definition.who)) throw new LacksRole(definition.who);
      return definition.run(scope, input);
    },
  };
}
