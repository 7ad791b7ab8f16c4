import type { Context } from '../../../access/operation/context.ts';
import { NO_TOPIC, type Registry } from '../../registry.ts';
import type { Answering } from '../../running/answering.ts';
import { AlreadyDone } from '../../running/context.ts';
import { nothingToDo } from '../pending-message.ts';
import type { About, MessageOutcome } from './message-step.ts';

/** Offers a message to the listeners, in their order, until one takes it. */
export function toListeners(
  { listeners, expecting }: Registry,
  answering: Answering,
): (given: About) => Promise<MessageOutcome> {
  /** Returns whether the author was asked something to which what they type may be the answer. */
  async function isAwaited(ctx: Context): Promise<boolean> {
    for (const one of expecting) if (await one(ctx)) return true;
    return false;
  }

  return async ({ pending: { said, event, stored }, region, actor, about }) => {
    const once = { event, said: stored?.said ?? null };
    const ctx = answering.context({ region, actor, place: said.place, at: said.id }, once);
    const isNew = about === NO_TOPIC && said.edited === undefined;
    if (isNew && nothingToDo(said) === 'nothing-awaited' && !(await isAwaited(ctx))) return 'nothing-awaited';
    for (const listener of listeners) {
      try {
        if (await listener(ctx, said, about)) return 'noted';
      } catch (error) {
        if (error instanceof AlreadyDone) return 'noted';
        throw error;
      }
    }
    return 'done';
  };
}
