/**
 * A button's id on the wire is `name:key`. Slack wants ids unique within a message, and the same action may be offered
 * twice (once beside each of two events, say): the second gets a suffix, taken off at reception.
 */
const SUFFIX = /#\d+$/;
/** Buttons that are links also report being pressed; there is nothing to do then. */
const LINK = '~link';

export class ActionIds {
  private readonly taken = new Set<string>();

  of(action: string): string {
    // An action that looks suffixed always gets a suffix, so that taking one off gives it back.
    if (!this.taken.has(action) && !SUFFIX.test(action)) {
      this.taken.add(action);
      return action;
    }
    let count = 2;
    while (this.taken.has(`${action}#${count}`)) count += 1;
    const id = `${action}#${count}`;
    this.taken.add(id);
    return id;
  }

  link(): string {
    return this.of(LINK);
  }
}

/** The action a pressed control stands for; null when it is only a link. */
export function actionOf(actionId: string): string | null {
  const action = actionId.replace(SUFFIX, '');
  return action === LINK ? null : action;
}
