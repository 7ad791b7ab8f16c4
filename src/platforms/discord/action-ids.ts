import { CUSTOM_ID } from './limits.ts';

const suffix = /~\d+$/;

/**
 * Ids of the controls of one message. Discord wants them all different, so the same action's second control carries a
 * number, which `actionOf` takes off again.
 */
export class CustomIds {
  readonly #used = new Set<string>();

  of(action: string): string {
    let id = action;
    // An action that ends like a numbered one is numbered too, else its own end would be taken off.
    for (let count = suffix.test(action) ? 1 : 2; this.#used.has(id) || (id === action && suffix.test(id)); count++) {
      id = `${action}~${count}`;
    }
    if (id.length > CUSTOM_ID || id === '') throw new Error(`an action's id has ${id.length} characters`);
    this.#used.add(id);
    return id;
  }
}

export const actionOf = (customId: string): string => customId.replace(suffix, '');
