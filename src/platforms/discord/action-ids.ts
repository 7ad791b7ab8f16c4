import { CUSTOM_ID } from './limits.ts';

const suffix = /~\d+$/;

/**
 * Gives the controls of one message their ids. Discord wants them all different, so the second control of an action
 * carries a number, which `actionOf` takes off again.
 */
export class CustomIds {
  readonly #used = new Set<string>();

  of(action: string): string {
    let id = action;
    // An action whose name ends like a numbered one is numbered too; otherwise its own ending would be taken off.
    for (let count = suffix.test(action) ? 1 : 2; this.#used.has(id) || (id === action && suffix.test(id)); count++) {
      id = `${action}~${count}`;
    }
    if (id.length > CUSTOM_ID || id === '') throw new Error(`an action's id has ${id.length} characters`);
    this.#used.add(id);
    return id;
  }
}

export const actionOf = (customId: string): string => customId.replace(suffix, '');
