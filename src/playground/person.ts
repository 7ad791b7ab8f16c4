import type {
  FieldInput,
  LocalPlatform,
  LocalUser,
  SeenButton,
  SeenForm,
  SeenMessage,
  SeenPlace,
  SeenSelect,
  UploadedFile,
} from './local-platform.ts';

/**
 * A person in front of a local platform, who types, presses, fills and reads. Each act waits until everything is
 * quiet again.
 */
export class Person {
  readonly platform: LocalPlatform;
  readonly user: LocalUser;
  private readonly settle: () => Promise<void>;
  private known = new Map<string, string>();
  /** The screen's content, until something changes. */
  private shown: readonly SeenMessage[] | null = null;
  /** The place where they type commands. */
  place: SeenPlace;
  /** The messages that came or changed on their screen since they last did something. */
  news: readonly SeenMessage[] = [];

  constructor(platform: LocalPlatform, user: LocalUser, settle: () => Promise<void>) {
    this.platform = platform;
    this.user = user;
    this.settle = settle;
    this.place = { channel: this.channelId('general'), thread: null };
    platform.onChange(() => {
      this.shown = null;
    });
    this.remember();
  }

  get name(): string {
    return this.user.name;
  }

  /** Returns a channel as one names it in a command's option. */
  channel(name: string): string {
    const id = this.channelId(name);
    return this.platform.name === 'slack' ? `#${name}` : id;
  }

  /** Returns somebody as one names them in a command's option. */
  mention(other: Person): string {
    return this.platform.name === 'slack' ? `@${other.name}` : other.user.id;
  }

  /** Types a command such as `/evenement proposer`, with its options by their French names. */
  async command(path: string, options: Readonly<Record<string, FieldInput>> = {}): Promise<void> {
    await this.act(() => {
      if (this.platform.name === 'discord') {
        return this.platform.command(this.user.id, this.place, path, options);
      }
      const typed = Object.entries(options).map(([name, value]) => `${name}:${String(value)}`);
      return this.platform.command(this.user.id, this.place, [path, ...typed].join(' '));
    });
  }

  /**
   * Presses the newest button with this label. `in` picks a message by its text; `nth` picks another than the first
   * such button.
   */
  async press(label: string, which: { readonly in?: string; readonly nth?: number } = {}): Promise<void> {
    const { message, control } = this.findControl('button', label, which);
    await this.act(() => this.platform.press(this.user.id, message.id, control.id));
  }

  /** Chooses in the newest list with this placeholder, by the options' labels. */
  async choose(placeholder: string, ...labels: string[]): Promise<void> {
    const { message, control } = this.findControl('select', placeholder);
    const values = labels.map((label) => {
      const option = (control as SeenSelect).options.find((one) => one.label.includes(label));
      if (!option)
        throw new Error(`no "${label}" in: ${(control as SeenSelect).options.map((one) => one.label).join(', ')}`);
      return option.value;
    });
    await this.act(() => this.platform.select(this.user.id, message.id, control.id, values));
  }

  form(): SeenForm {
    const form = this.platform.form(this.user.id);
    if (!form) throw new Error(`${this.name} has no form open; reads: ${this.read()}`);
    return form;
  }

  /** Fills the open form, by the fields' ids, and submits it, with its next pages where it has some. */
  async fill(values: Readonly<Record<string, FieldInput>>): Promise<void> {
    const left = new Map(Object.entries(values));
    for (;;) {
      const form = this.form();
      const here: Record<string, FieldInput> = {};
      for (const { id } of form.fields) {
        const value = left.get(id);
        if (value !== undefined) here[id] = value;
        left.delete(id);
      }
      await this.act(() => this.platform.submit(this.user.id, here));
      if (left.size === 0 && !this.sees('Continuer')) return;
      if (!this.sees('Continuer')) throw new Error(`the form has no field ${[...left.keys()].join(', ')}`);
      await this.press('Continuer');
    }
  }

  /** Goes back to a refused form: it is still open, or a button opens it again. */
  async correct(label = 'Corriger'): Promise<void> {
    if (!this.platform.form(this.user.id)) await this.press(label);
  }

  /** Types in the direct conversation with the bot, or in the thread of the newest message with this text. */
  async say(text: string, where?: string, files: readonly UploadedFile[] = []): Promise<void> {
    const place = where === undefined ? { channel: 'direct', thread: null } : this.threadOf(where);
    await this.act(async () => {
      await this.platform.say(this.user.id, place, text, files);
    });
  }

  /** Edits the last message they wrote, or the last one with this text. */
  async edit(text: string, was = ''): Promise<void> {
    const { id } = this.wrote(was);
    await this.act(() => this.platform.edit(this.user.id, id, text));
  }

  /** Returns the last message they wrote, or the last one with this text. */
  wrote(reads = ''): SeenMessage {
    const theirs = this.screen().filter(({ author }) => author.id === this.user.id);
    const found = theirs.findLast((message) => plain(message.text).includes(plain(reads)));
    if (!found) throw new Error(`${this.name} wrote nothing that reads "${reads}"`);
    return found;
  }

  /** Returns everything new on their screen as one text: messages, and the errors at an open form's fields. */
  read(): string {
    return [...this.wrong(), ...this.news.map((message) => message.text)].join('\n---\n');
  }

  /** Returns "Date et heure : …" for each refused field of the open form. */
  private wrong(): readonly string[] {
    const { errors = {}, fields = [] } = this.platform.form(this.user.id) ?? {};
    return fields.flatMap(({ id, label }) => (errors[id] === undefined ? [] : [`${label} : ${errors[id]}`]));
  }

  /** Returns everything they can see now, oldest first. */
  screen(): readonly SeenMessage[] {
    this.shown ??= this.platform
      .channelsOf(this.user.id)
      .flatMap((channel) => this.messagesIn({ channel: channel.id, thread: null }))
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    return this.shown;
  }

  /** Returns whether a button with this label is in what is new. */
  sees(label: string): boolean {
    return this.news.some((message) => message.controls.some((control) => labelOf(control).includes(label)));
  }

  /** Reads what others caused on this person's screen. */
  look(): string {
    this.refresh();
    return this.read();
  }

  private messagesIn(place: SeenPlace): SeenMessage[] {
    const messages = this.platform.messages(this.user.id, place);
    return messages.flatMap((message) =>
      message.replies > 0 && place.thread === null && this.platform.name === 'slack'
        ? [
            message,
            ...this.platform
              .messages(this.user.id, { channel: place.channel, thread: message.id })
              .filter((reply) => reply.id !== message.id),
          ]
        : [message],
    );
  }

  private threadOf(reads: string): SeenPlace {
    const found = this.screen().findLast((message) => plain(message.text).includes(plain(reads)));
    if (!found) throw new Error(`${this.name} sees no message that reads "${reads}"`);
    const { channel, thread } = found.place;
    return { channel, thread: this.platform.name === 'slack' ? (thread ?? found.id) : null };
  }

  private findControl(
    kind: 'button' | 'select',
    label: string,
    which: { readonly in?: string; readonly nth?: number } = {},
  ): { message: SeenMessage; control: SeenButton | SeenSelect } {
    const { in: reads = '', nth = 0 } = which;
    for (const message of this.screen().toReversed()) {
      if (!plain(message.text).includes(plain(reads))) continue;
      const controls = message.controls.filter((one): one is SeenButton | SeenSelect => one.kind === kind);
      const exact = controls.filter((one) => labelOf(one) === label);
      const control = exact[nth] ?? controls.filter((one) => labelOf(one).includes(label))[nth];
      if (control) return { message, control };
    }
    throw new Error(`${this.name} sees no ${kind} "${label}"; new on the screen: ${this.read()}`);
  }

  private async act(work: () => Promise<void>): Promise<void> {
    this.remember();
    await work();
    await this.settle();
    this.refresh();
  }

  private remember(): void {
    this.known = new Map(this.screen().map((message) => [message.id, fingerprint(message)]));
    this.news = [];
  }

  private refresh(): void {
    this.news = this.screen().filter((message) => this.known.get(message.id) !== fingerprint(message));
  }

  private channelId(name: string): string {
    const found = this.platform.channelsOf(this.user.id).find((channel) => channel.name === name);
    if (!found) throw new Error(`${this.user.name} sees no channel called ${name}`);
    return found.id;
  }
}

function labelOf(control: { kind: string; label?: string; placeholder?: string }): string {
  return control.label ?? control.placeholder ?? '';
}

function fingerprint(message: SeenMessage): string {
  return JSON.stringify([message.text, message.controls]);
}

/** Replaces French typography's unbreakable spaces by the spaces that one types. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
}
