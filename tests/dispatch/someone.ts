import type { Form, RawValues } from '../../src/chat/form.ts';
import type { AnswerMode } from '../../src/chat/interaction.ts';
import type { Control, Message } from '../../src/chat/message.ts';
import type { FormResponder, IncomingValues } from '../../src/chat/platform.ts';
import { asTyped } from '../../src/texts/typography.ts';
import type { Inboxes } from './setting.ts';

/** The answer that a platform was told to show to one thing. */
export class Shown implements FormResponder {
  readonly acknowledged: AnswerMode[] = [];
  readonly forms: Form[] = [];
  readonly answers: Message[] = [];
  readonly asides: Message[] = [];
  readonly retired: Message[] = [];
  dropped = false;
  readonly refused: Readonly<Record<string, string>>[] = [];

  async acknowledge(mode: AnswerMode): Promise<void> {
    if (this.acknowledged.length + this.forms.length > 0) throw new Error('acknowledged twice');
    this.acknowledged.push(mode);
  }
  async openForm(form: Form): Promise<void> {
    if (this.acknowledged.length > 0) throw new Error('a form after the acknowledgement');
    this.forms.push(form);
  }
  async answer(words: Message): Promise<void> {
    if (this.acknowledged.length === 0) throw new Error('answered before the acknowledgement');
    this.answers.push(words);
  }
  async aside(words: Message): Promise<void> {
    this.asides.push(words);
  }
  async retire(words: Message): Promise<void> {
    this.retired.push(words);
  }
  async drop(): Promise<void> {
    this.dropped = true;
  }
  async refuse(errors: Readonly<Record<string, string>>): Promise<void> {
    this.refused.push(errors);
  }

  /** Returns everything that can be read. */
  get text(): string {
    const blocks = [...this.answers, ...this.asides].flatMap((answer) => answer.blocks);
    return asTyped(blocks.map((block) => JSON.stringify(block)).join('\n'));
  }

  get form(): Form {
    const [form] = this.forms;
    if (!form) throw new Error(`no form opened; reads ${this.text}`);
    return form;
  }

  get #controls(): readonly Control[] {
    return this.answers.flatMap(({ blocks }) => blocks.flatMap((one) => (one.kind === 'actions' ? one.controls : [])));
  }

  /** Returns the list whose name begins like this. */
  list(name: string): Extract<Control, { kind: 'select' }> {
    const found = this.#controls.find((one) => one.kind === 'select' && asTyped(one.placeholder).startsWith(name));
    if (found?.kind !== 'select') throw new Error(`no list "${name}" in ${this.text}`);
    return found;
  }

  /** Returns the action of the button whose label begins like this. */
  button(label: string): string {
    const controls = this.#controls;
    const found = controls.find((one) => one.kind === 'button' && asTyped(one.label).startsWith(label));
    if (found?.kind !== 'button') throw new Error(`no button "${label}" in ${this.text}`);
    return found.action;
  }
}

/** Puts one person in front of an inbox. */
export function someone({ inbox, user, place }: Inboxes, id: string) {
  const given = { user: user(id), place };
  return {
    /** `shown` records what the platform is told meanwhile. */
    async command(
      path: string,
      values: RawValues = {},
      typed = '',
      interaction: string | null = null,
      shown = new Shown(),
    ): Promise<Shown> {
      await inbox.command({ ...given, path: path.split(' '), values, text: typed, interaction }, shown);
      return shown;
    },
    /** `shown` is as with a command. */
    async press(action: string, interaction: string | null = null, shown = new Shown()): Promise<Shown> {
      await inbox.action({ ...given, action, choice: [], message: null, shownIn: null, interaction }, shown);
      return shown;
    },
    async choose(action: string, ...choice: readonly string[]): Promise<Shown> {
      const shown = new Shown();
      await inbox.action({ ...given, action, choice, message: null, shownIn: null, interaction: null }, shown);
      return shown;
    },
    /** `shown` is as with a command. */
    async submit(
      form: string,
      values: IncomingValues,
      interaction: string | null = null,
      shown = new Shown(),
    ): Promise<Shown> {
      await inbox.form({ ...given, form, values, interaction }, shown);
      return shown;
    },
    say: (event: string, words: string, channel = place.channel) =>
      inbox.message({
        ...{ ...given, place: { ...place, channel } },
        ...{ id: event, text: words, files: [], direct: true, mentionsBot: false },
      }),
  };
}
