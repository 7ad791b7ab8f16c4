import type { SeenMessage } from './local-platform.ts';

/** The content of a message, whoever wrote it and wherever it stands. */
export type SeenContent = Pick<SeenMessage, 'text' | 'blocks' | 'controls'>;

interface Drawn {
  readonly parts: readonly unknown[];
  readonly content: SeenContent;
}

/**
 * Remembers what messages show. A screen is drawn again after each gesture, and nearly all that stands on it has not
 * changed since.
 */
export class ShownBefore<Message extends object> {
  readonly #drawn = new WeakMap<Message, Drawn>();
  #looksElsewhere = false;

  /**
   * Returns what the message shows: what it showed before if its parts are still the same. `draw` calls `elsewhere`
   * when it needs anything but these parts.
   */
  of(message: Message, parts: readonly unknown[], draw: () => SeenContent): SeenContent {
    const before = this.#drawn.get(message);
    if (before && parts.every((part, index) => part === before.parts[index])) return before.content;
    this.#looksElsewhere = false;
    const content = draw();
    if (this.#looksElsewhere) this.#drawn.delete(message);
    else this.#drawn.set(message, { parts, content });
    return content;
  }

  /** Notes that what is being drawn shows a name, a time or a file, which may become another: it isn't remembered. */
  elsewhere(): void {
    this.#looksElsewhere = true;
  }
}
