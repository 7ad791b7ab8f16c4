import type { LocalPlatform, LocalUser, SeenMessage, UploadedFile } from './local-platform.ts';
import { Onlooker } from './onlooker.ts';

/**
 * Somebody in front of a local platform, who talks with others: says, edits, erases, answers, reacts and pins. Each act
 * waits until everything is quiet again.
 */
export class Talker extends Onlooker {
  readonly #settle: () => Promise<void>;

  constructor(platform: LocalPlatform, user: LocalUser, settle: () => Promise<void>) {
    super(platform, user);
    this.#settle = settle;
  }

  /** Types in the direct conversation with the bot, or in the thread of the newest message with this text. */
  async say(text: string, where?: string, files: readonly UploadedFile[] = []): Promise<void> {
    const place = where === undefined ? { channel: 'direct', thread: null } : this.threadOf(where);
    await this.act(() => this.platform.say(this.user.id, place, text, files));
  }

  /** Writes in a channel or, on Discord, in a thread, by its name. */
  async write(channel: string, text: string, files: readonly UploadedFile[] = []): Promise<void> {
    const place = { channel: this.channelId(channel), thread: null };
    await this.act(() => this.platform.say(this.user.id, place, text, files));
  }

  /** Answers the newest message with this text: on Discord by quoting it, on Slack in its thread. */
  async reply(text: string, to: string, files: readonly UploadedFile[] = []): Promise<void> {
    await this.#actOn(to, ({ id }) => this.platform.reply(this.user.id, id, text, files));
  }

  /** Edits the last message they wrote, or the last one with this text. */
  async edit(text: string, was = ''): Promise<void> {
    const { id } = this.wrote(was);
    await this.act(() => this.platform.edit(this.user.id, id, text));
  }

  /** Deletes the last message they wrote, or the last one with this text. */
  async erase(was = ''): Promise<void> {
    const { id } = this.wrote(was);
    await this.act(() => this.platform.remove(this.user.id, id));
  }

  async react(emoji: string, to: string): Promise<void> {
    await this.#actOn(to, ({ id }) => this.platform.react(this.user.id, id, emoji));
  }

  async unreact(emoji: string, to: string): Promise<void> {
    await this.#actOn(to, ({ id }) => this.platform.react(this.user.id, id, emoji, false));
  }

  async pin(reads: string): Promise<void> {
    await this.#actOn(reads, ({ id }) => this.platform.pin(this.user.id, id));
  }

  async unpin(reads: string): Promise<void> {
    await this.#actOn(reads, ({ id }) => this.platform.pin(this.user.id, id, false));
  }

  protected async act(work: () => Promise<unknown>): Promise<void> {
    this.remember();
    await work();
    await this.#settle();
    this.refresh();
  }

  protected channelId(name: string): string {
    const found = this.platform.channelsOf(this.user.id).find((channel) => channel.name === name);
    if (!found) throw new Error(`${this.name} sees no channel called ${name}`);
    return found.id;
  }

  async #actOn(reads: string, work: (message: SeenMessage) => Promise<unknown>): Promise<void> {
    const message = this.sawLast(reads);
    await this.act(() => work(message));
  }
}
