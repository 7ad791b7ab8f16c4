import type { Client } from 'discord.js';
import type { RelayIntake } from '../../../chat/relaying.ts';
import type { Words } from './said.ts';
import { titledThread } from './titled.ts';
import { entitle } from './titles.ts';
import { isPublicThread, readWire, type WireThread } from './wire.ts';

interface ThreadReceiverOptions {
  readonly intake: RelayIntake;
  readonly words: Words;
  readonly begin: (work: () => Promise<void>) => void;
}

/** Hands in the threads of relayed channels that have a title of their own: those that hang on no message. */
export class ThreadReceiver {
  readonly #options: ThreadReceiverOptions;
  readonly #lookedUp = new Map<string, Promise<unknown>>();

  constructor(options: ThreadReceiverOptions) {
    this.#options = options;
  }

  /** Returns what has to be over before anything said in a thread is handed in; null when nothing has. */
  lookedUp(thread: string): Promise<unknown> | null {
    return this.#lookedUp.get(thread) ?? null;
  }

  begun(client: Client, thread: WireThread): void {
    const { begin, intake } = this.#options;
    if (thread.parent_id == null || !intake.isRelayed(thread.parent_id)) return;
    const taken = titledThread(client, thread).then(async (titled) => {
      if (titled) await intake.take({ kind: 'thread', thread: titled });
    });
    const over = taken
      .catch(() => {})
      .then(() => {
        if (this.#lookedUp.get(thread.id) === over) this.#lookedUp.delete(thread.id);
      });
    this.#lookedUp.set(thread.id, over);
    begin(() => taken);
  }

  changed(client: Client, told: unknown): void {
    const thread = readWire.thread(told);
    if (!thread || !isPublicThread(thread.type)) return;
    // The client still knows it as it was before: a thread is also updated when it goes to sleep or wakes up.
    const before = client.channels.cache.get(thread.id);
    if (!before?.isThread() || before.name !== thread.name) this.begun(client, thread);
  }

  /** Takes the words of a deleted message out of the title that the bot gave the thread below it. */
  startedBy(client: Client, message: string): void {
    const { begin, intake, words } = this.#options;
    const thread = client.channels.cache.get(message);
    if (!thread?.isThread() || thread.ownerId !== client.user?.id) return;
    if (thread.parentId === null || !intake.isRelayed(thread.parentId)) return;
    begin(async () => void (await entitle(client.rest, message, words.threadOfDeleted)));
  }

  deleted(told: unknown): void {
    const thread = readWire.thread(told);
    const { begin, intake } = this.#options;
    const channel = thread?.parent_id;
    if (!thread || !isPublicThread(thread.type) || channel == null || !intake.isRelayed(channel)) return;
    begin(() => intake.take({ kind: 'thread-deleted', channel, thread: thread.id }));
  }
}
