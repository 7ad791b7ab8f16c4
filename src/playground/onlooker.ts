import { asTyped } from '../texts/typography.ts';
import { formBefore, messageAsRead } from './as-read.ts';
import type { LocalPlatform, LocalUser, SeenButton, SeenMessage, SeenPlace, SeenSelect } from './local-platform.ts';

/** Somebody who reads a local platform: the whole screen, its new messages, and the position of each. */
export class Onlooker {
  readonly platform: LocalPlatform;
  readonly user: LocalUser;
  #known = new Map<string, SeenMessage>();
  /** The screen's content, until something changes. */
  #shown: readonly SeenMessage[] | null = null;
  /** The messages that came or changed on their screen since they last did something. */
  news: readonly SeenMessage[] = [];

  constructor(platform: LocalPlatform, user: LocalUser) {
    this.platform = platform;
    this.user = user;
    platform.onChange(() => {
      this.#shown = null;
    });
    this.remember();
  }

  get name(): string {
    return this.user.name;
  }

  /** Returns everything they can see now, oldest first, in words as one types them. */
  screen(): readonly SeenMessage[] {
    this.#shown ??= this.platform
      .channelsOf(this.user.id)
      .flatMap((channel) => this.#messagesIn({ channel: channel.id, thread: null }))
      .map(messageAsRead)
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    return this.#shown;
  }

  /** Remembers the screen as it is, so that only what comes from now on is new. */
  protected remember(): void {
    this.#known = new Map(this.screen().map((message) => [message.id, message]));
    this.news = [];
  }

  /** Looks for what is new. */
  protected refresh(): void {
    this.news = this.screen().filter((message) => !readsAlike(this.#known.get(message.id), message));
  }

  /**
   * Returns everything new on their screen as one text, as one would type it: messages, and the errors at an open form's
   * fields.
   */
  read(): string {
    return [...this.#wrong(), ...this.news.map((message) => message.text)].join('\n---\n');
  }

  /** Returns "Date et heure : …" for each refused field of the open form. */
  #wrong(): readonly string[] {
    const { errors = {}, fields = [] } = formBefore(this.platform, this.user) ?? {};
    return fields.flatMap(({ id, label }) => (errors[id] === undefined ? [] : [`${label} : ${errors[id]}`]));
  }

  /** Returns whether a button with this label is in what is new. */
  sees(label: string): boolean {
    return this.news.some((message) => message.controls.some((control) => labelOf(control).includes(asTyped(label))));
  }

  /** Reads what others caused on this person's screen. */
  look(): string {
    this.refresh();
    return this.read();
  }

  /** Returns the last message they wrote, or the last one with this text. */
  wrote(reads = ''): SeenMessage {
    const theirs = this.screen().filter(({ author }) => author.id === this.user.id);
    const found = theirs.findLast((message) => message.text.includes(asTyped(reads)));
    if (!found) throw new Error(`${this.name} wrote nothing that reads "${reads}"`);
    return found;
  }

  #messagesIn(place: SeenPlace): SeenMessage[] {
    const messages = this.platform.messages(this.user.id, place);
    // A reply that is shown in the channel too is one message.
    const inChannel = new Set(messages.map(({ id }) => id));
    return messages.flatMap((message) =>
      message.replies > 0 && place.thread === null && this.platform.name === 'slack'
        ? [
            message,
            ...this.platform
              .messages(this.user.id, { channel: place.channel, thread: message.id })
              .filter((reply) => !inChannel.has(reply.id)),
          ]
        : [message],
    );
  }

  protected threadOf(reads: string): SeenPlace {
    const { id, place } = this.sawLast(reads);
    return { channel: place.channel, thread: this.platform.name === 'slack' ? (place.thread ?? id) : null };
  }

  /** Returns the newest message they see that reads so. */
  sawLast(reads: string): SeenMessage {
    const found = this.screen().findLast((message) => message.text.includes(asTyped(reads)));
    if (!found) throw new Error(`${this.name} sees no message that reads "${reads}"`);
    return found;
  }

  protected findControl(
    kind: 'button' | 'select',
    label: string,
    which: { readonly in?: string; readonly nth?: number } = {},
  ): { message: SeenMessage; control: SeenButton | SeenSelect } {
    const { in: reads = '', nth = 0 } = which;
    for (const message of this.screen().toReversed()) {
      if (!message.text.includes(asTyped(reads))) continue;
      const controls = message.controls.filter((one): one is SeenButton | SeenSelect => one.kind === kind);
      const exact = controls.filter((one) => labelOf(one) === asTyped(label));
      const control = exact[nth] ?? controls.filter((one) => labelOf(one).includes(asTyped(label)))[nth];
      if (control) return { message, control };
    }
    throw new Error(`${this.name} sees no ${kind} "${label}"; new on the screen: ${this.read()}`);
  }
}

function labelOf(control: { kind: string; label?: string; placeholder?: string }): string {
  return control.label ?? control.placeholder ?? '';
}

function readsAlike(before: SeenMessage | undefined, now: SeenMessage): boolean {
  if (before?.text !== now.text) return false;
  return before.controls === now.controls || JSON.stringify(before.controls) === JSON.stringify(now.controls);
}
