import { type Client, GuildPremiumTier } from 'discord.js';
import { DeliveryError } from '../../../chat/platform.ts';
import type {
  Copy,
  CopyFile,
  CopyPart,
  CopyPlace,
  PartRef,
  PerhapsPosted,
  RelayedMessage,
  RelayedPlace,
  RelayedSince,
  Relaying,
} from '../../../chat/relaying.ts';
import type { DiscordBudget } from '../budget.ts';
import { type Asking, guildOf } from '../directory.ts';
import { BOOSTED_FILE_SIZE, FILE_SIZE } from '../limits.ts';
import { CopyNames } from './body.ts';
import { type CopyMeans, changeCopy, deleteCopy } from './change.ts';
import { messageLink } from './link.ts';
import { copyParts } from './parts.ts';
import { pinCopy } from './pins.ts';
import { CopyPosting } from './post.ts';
import { findCopies } from './posted.ts';
import { newestIn, type RelayReading, readRelayedMessage, readSince } from './read.ts';
import type { Words } from './said.ts';
import { isChannelSeenBy } from './seen-by.ts';
import { entitle, isEntitled } from './titles.ts';
import { OwnWebhooks } from './webhooks.ts';

export interface RelayingOptions {
  readonly asking: Asking;
  /** Returns the client that is connected now; null while none is. */
  readonly client: () => Client<true> | null;
  readonly budget: DiscordBudget;
  readonly readsMessages: () => boolean;
  readonly words: Words;
}

/** Discord's part in the relay: people's messages come from the gateway and the history, copies go by webhooks. */
export class DiscordRelaying implements Relaying {
  readonly #options: RelayingOptions;
  readonly #means: CopyMeans = { webhooks: new OwnWebhooks(), names: new CopyNames() };
  readonly #posting = new CopyPosting(this.#means);

  constructor(options: RelayingOptions) {
    this.#options = options;
  }

  fileLimit(channel: string): number {
    const client = this.#connected();
    const tier = client.guilds.cache.get(guildOf(client, channel) ?? '')?.premiumTier ?? GuildPremiumTier.None;
    return tier >= GuildPremiumTier.Tier2 ? BOOSTED_FILE_SIZE : FILE_SIZE;
  }

  link(place: RelayedPlace, id: string): string {
    const guild = guildOf(this.#connected(), place.channel);
    if (guild === null) throw new DeliveryError({ kind: 'unavailable' });
    return messageLink(guild, place, id);
  }

  isSeenBy(channel: string, user: string, team: string): Promise<boolean> {
    return this.#options.asking((client) => isChannelSeenBy(client, channel, { user, guild: team }));
  }

  newest(channel: string): Promise<string> {
    return this.#reading((reading) => newestIn(reading, channel));
  }

  read(place: RelayedPlace, id: string): Promise<RelayedMessage | null> {
    return this.#reading((reading) => readRelayedMessage(reading, place, id));
  }

  since(channel: string, after: string, most: number): Promise<RelayedSince> {
    return this.#reading((reading) => readSince(reading, channel, after, most));
  }

  parts(copy: Copy): readonly CopyPart[] {
    return copyParts(copy);
  }

  fits(): boolean {
    return true;
  }

  /** Posts a part; Discord keeps no key with it, see `posted`. */
  post(place: CopyPlace, part: CopyPart, files: readonly CopyFile[]): Promise<PartRef> {
    return this.#options.asking((client) => this.#posting.post(client, place, part, files));
  }

  edit(channel: string, ref: PartRef, part: CopyPart, files: readonly CopyFile[]): Promise<void> {
    return this.#options.asking((client) => changeCopy(this.#means, client, channel, ref, part, files));
  }

  delete(channel: string, ref: PartRef): Promise<void> {
    return this.#options.asking((client) => deleteCopy(this.#means, client, channel, ref));
  }

  posted(perhaps: readonly PerhapsPosted[], after: readonly PartRef[]): Promise<ReadonlyMap<string, PartRef>> {
    return this.#options.asking((client) => findCopies(client, perhaps, after));
  }

  pin(channel: string, ref: PartRef, isPinned: boolean): Promise<void> {
    return this.#options.asking((client) => pinCopy(client, channel, ref, isPinned));
  }

  entitle(thread: string, title: string, former: string | null): Promise<boolean> {
    return this.#options.asking(async (client) => {
      const isFormer = former === null || (await isEntitled(client, thread, former));
      return !isFormer || entitle(client.rest, thread, title);
    });
  }

  #reading<T>(read: (reading: RelayReading) => Promise<T>): Promise<T> {
    const { asking, budget, readsMessages, words } = this.#options;
    return asking((client) => read({ client, budget, readsMessages: readsMessages(), words }));
  }

  #connected(): Client<true> {
    const client = this.#options.client();
    if (!client) throw new DeliveryError({ kind: 'unavailable' });
    return client;
  }
}
