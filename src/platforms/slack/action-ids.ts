/**
 * Matches the suffix of an id. A button's id on the wire is `name:key`. Slack wants ids unique within a message, and
 * the same action may be offered twice (beside each of two events, say): the second one gets a suffix, which is taken
 * off on arrival.
 */
const SUFFIX = /#\d+$/;
/** Marks buttons that are links: Slack reports that they were pressed, and there is nothing to do then. */
const LINK = '~link';

export class ActionIds {
  readonly #taken = new Set<string>();

  of(action: string): string {
    // An action that looks suffixed always gets a suffix, so that taking one off restores it.
    if (!this.#taken.has(action) && !SUFFIX.test(action)) {
      this.#taken.add(action);
      return action;
    }
    let count = 2;
    while (this.#taken.has(`${action}#${count}`)) count += 1;
    const id = `${action}#${count}`;
    this.#taken.add(id);
    return id;
  }

  link(): string {
    return this.of(LINK);
  }
}

/** Returns the action a pressed control stands for; null when it is only a link. */
export function actionOf(actionId: string): string | null {
  const action = actionId.replace(SUFFIX, '');
  return action === LINK ? null : action;
}
