import { randomInt } from 'node:crypto';
import { ProtocolError } from './protocol-error.ts';
import { randomToken } from './random.ts';
import type { Workspace } from './state.ts';

/** Milliseconds for which a trigger is good, the last of them included. */
const lifetime = 3000;

interface Trigger {
  readonly user: string;
  /** The view that the person had in front, for views.push. */
  readonly view: string | null;
  isExpired: boolean;
  used: boolean;
}

/**
 * Issues triggers, each of which lets the app open one view in front of one person within 3 seconds of their action.
 */
export class Triggers {
  readonly #workspace: Workspace;
  readonly #issued = new Map<string, Trigger>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  issue(user: string, view: string | null = null): string {
    const id = `${randomInt(10 ** 12)}.${randomInt(10 ** 12)}.${randomToken(16)}`;
    const trigger = { user, view, isExpired: false, used: false };
    this.#issued.set(id, trigger);
    this.#workspace.clock.deadline(lifetime + 1, () => {
      trigger.isExpired = true;
    });
    return id;
  }

  exchange(id: string): Trigger {
    const trigger = this.#issued.get(id);
    if (!trigger) throw new ProtocolError('invalid_trigger_id');
    if (trigger.used) throw new ProtocolError('exchanged_trigger_id');
    if (trigger.isExpired) throw new ProtocolError('expired_trigger_id');
    trigger.used = true;
    return trigger;
  }
}
