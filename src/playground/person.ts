import { asTyped } from '../texts/typography.ts';
import { formBefore } from './as-read.ts';
import type {
  FieldInput,
  LocalPlatform,
  LocalUser,
  SeenForm,
  SeenPlace,
  SeenSelect,
  UploadedFile,
} from './local-platform.ts';
import { Talker } from './talker.ts';

/** Counts of what somebody has done so far, by kind. A form counts once when it is opened, by a press, and once when it is sent. */
export interface GestureCounts {
  readonly commands: number;
  readonly presses: number;
  readonly choices: number;
  readonly typed: number;
  readonly forms: number;
}

/**
 * A person in front of a local platform, who also uses the bot: types commands, presses, chooses and fills.
 */
export class Person extends Talker {
  /** The place where they type commands. */
  place: SeenPlace;
  gestures: GestureCounts = { commands: 0, presses: 0, choices: 0, typed: 0, forms: 0 };

  constructor(platform: LocalPlatform, user: LocalUser, settle: () => Promise<void>) {
    super(platform, user, settle);
    this.place = { channel: this.channelId('general'), thread: null };
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
    this.#count('commands');
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
    this.#count('presses');
    await this.act(() => this.platform.press(this.user.id, message.id, control.id));
  }

  /** Chooses one of the bot's entries in the menu of the newest message that reads so. */
  async chooseOnMessage(entry: string, reads: string): Promise<void> {
    const { id } = this.sawLast(reads);
    this.#count('presses');
    await this.act(() => this.platform.chooseOnMessage(this.user.id, id, entry));
  }

  /** Chooses in the newest list with this placeholder, by the options' labels. */
  async choose(placeholder: string, ...labels: string[]): Promise<void> {
    const { message, control } = this.findControl('select', placeholder);
    const values = labels.map((label) => {
      const option = (control as SeenSelect).options.find((one) => one.label.includes(asTyped(label)));
      if (!option)
        throw new Error(`no "${label}" in: ${(control as SeenSelect).options.map((one) => one.label).join(', ')}`);
      return option.value;
    });
    this.#count('choices');
    await this.act(() => this.platform.select(this.user.id, message.id, control.id, values));
  }

  form(): SeenForm {
    const form = formBefore(this.platform, this.user);
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
      this.#count('forms');
      await this.act(() => this.platform.submit(this.user.id, here));
      if (left.size === 0 && !this.sees('Continuer')) return;
      if (!this.sees('Continuer')) throw new Error(`the form has no field ${[...left.keys()].join(', ')}`);
      await this.press('Continuer');
    }
  }

  override async say(text: string, where?: string, files: readonly UploadedFile[] = []): Promise<void> {
    this.#count('typed');
    await super.say(text, where, files);
  }

  /** Goes back to a refused form: it is still open, or a button opens it again. */
  async correct(label = 'Corriger'): Promise<void> {
    if (!this.platform.form(this.user.id)) await this.press(label);
  }

  #count(kind: keyof GestureCounts): void {
    this.gestures = { ...this.gestures, [kind]: this.gestures[kind] + 1 };
  }
}
