import { type Client, GatewayDispatchEvents } from 'discord.js';
import type { RelayEvent, RelayedPlace, RelayIntake } from '../../../chat/relaying.ts';
import { guildOf } from '../directory.ts';
import { authorOf } from './authors.ts';
import { PinnedMessages } from './pins.ts';
import { lookUpRelayedPlace, relayedPlace } from './places.ts';
import { ThreadReceiver } from './receive-threads.ts';
import { isBlank, isSaidByPeople, noticedThread, relayedMessage, type Words } from './said.ts';
import { readWire } from './wire.ts';

export interface RelayReceiverOptions {
  readonly intake: RelayIntake;
  /** Whether messages typed in servers come with their text. */
  readonly readsMessages: () => boolean;
  readonly words: Words;
  /** Begins work and reports its failure, unless nothing is taken in any more. */
  readonly begin: (work: () => Promise<void>) => void;
}

type Told = (told: unknown) => void;

/**
 * Hands in what happens in relayed channels, in the order in which the gateway tells it. It listens to what the gateway
 * tells, since the client itself only emits changes of what it has in its cache.
 */
export class RelayReceiver {
  readonly #options: RelayReceiverOptions;
  readonly #pinned = new PinnedMessages();
  readonly #threads: ThreadReceiver;

  constructor(options: RelayReceiverOptions) {
    this.#options = options;
    this.#threads = new ThreadReceiver(options);
  }

  listen(client: Client): void {
    const listeners: Partial<Record<GatewayDispatchEvents, Told>> = {
      [GatewayDispatchEvents.MessageCreate]: (told) => this.#message(client, told, true),
      [GatewayDispatchEvents.MessageUpdate]: (told) => this.#message(client, told, false),
      [GatewayDispatchEvents.MessageDelete]: (told) => this.#deleted(client, told),
      [GatewayDispatchEvents.MessageDeleteBulk]: (told) => this.#deleted(client, told),
      [GatewayDispatchEvents.MessageReactionAdd]: (told) => this.#touched(client, told),
      [GatewayDispatchEvents.MessageReactionRemove]: (told) => this.#touched(client, told),
      [GatewayDispatchEvents.MessageReactionRemoveAll]: (told) => this.#touched(client, told),
      [GatewayDispatchEvents.MessageReactionRemoveEmoji]: (told) => this.#touched(client, told),
      [GatewayDispatchEvents.ChannelPinsUpdate]: (told) => this.#pins(client, told),
      [GatewayDispatchEvents.ThreadUpdate]: (told) => this.#threads.changed(client, told),
      [GatewayDispatchEvents.ThreadDelete]: (told) => this.#threads.deleted(told),
      [GatewayDispatchEvents.ChannelCreate]: (told) => this.#channel(readWire.channel(told)?.id),
      [GatewayDispatchEvents.ChannelUpdate]: (told) => this.#channel(readWire.channel(told)?.id),
      [GatewayDispatchEvents.ChannelDelete]: (told) => this.#channel(readWire.channel(told)?.id),
      [GatewayDispatchEvents.WebhooksUpdate]: (told) => this.#channel(readWire.inChannel(told)?.channel_id),
    };
    for (const [event, listener] of Object.entries(listeners)) client.ws.on(event as GatewayDispatchEvents, listener);
  }

  #message(client: Client, told: unknown, isNew: boolean): void {
    const message = readWire.message(told);
    if (!message) return;
    const notice = isNew ? noticedThread(message) : null;
    if (notice) this.#threads.begun(client, notice);
    if (!isSaidByPeople(message)) return;
    this.#at(client, message.channel_id, (place, guild) => {
      if (isBlank(message)) return isNew && !this.#options.readsMessages() ? { kind: 'unreadable', place } : null;
      const author = authorOf(client.rest, guild, message.author, message.member ?? null);
      const said = relayedMessage(client, guild, message, { author, place }, this.#options.words);
      return { kind: 'message', message: said };
    });
  }

  #deleted(client: Client, told: unknown): void {
    const deleted = readWire.deleted(told);
    const ids = deleted?.ids ?? (deleted?.id === undefined ? [] : [deleted.id]);
    for (const id of ids) this.#threads.startedBy(client, id);
    if (deleted && ids.length > 0) this.#at(client, deleted.channel_id, (place) => ({ kind: 'deleted', place, ids }));
  }

  #touched(client: Client, told: unknown): void {
    const touched = readWire.touched(told);
    if (touched) this.#at(client, touched.channel_id, (place) => ({ kind: 'touched', place, id: touched.message_id }));
  }

  /** Reads which of the pins have changed. */
  #pins(client: Client, told: unknown): void {
    const channel = readWire.inChannel(told)?.channel_id;
    if (channel === undefined) return;
    const { begin, intake } = this.#options;
    begin(async () => {
      const place = await lookUpRelayedPlace(client, channel);
      if (!place || !intake.isRelayed(place.channel)) return;
      for (const id of await this.#pinned.changed(client, channel)) await intake.take({ kind: 'touched', place, id });
    });
  }

  #channel(channel: string | undefined): void {
    const { begin, intake } = this.#options;
    if (channel !== undefined && intake.isRelayed(channel)) begin(() => intake.take({ kind: 'channel', channel }));
  }

  /**
   * Hands in what happened in a channel or thread, if it is relayed: at once, so that the order stays, unless the client
   * doesn't know that thread.
   */
  #at(client: Client, id: string, eventAt: (place: RelayedPlace, guild: string) => RelayEvent | null): void {
    const { begin, intake } = this.#options;
    const take = async (place: RelayedPlace | null): Promise<void> => {
      const guild = place && intake.isRelayed(place.channel) ? guildOf(client, place.channel) : null;
      const event = place && guild !== null ? eventAt(place, guild) : null;
      if (event) await intake.take(event);
    };
    const known = relayedPlace(client, id);
    const before = this.#threads.lookedUp(id);
    if (known === undefined) begin(async () => take(await lookUpRelayedPlace(client, id)));
    else if (known && before) begin(() => before.then(() => take(known)));
    else if (known && intake.isRelayed(known.channel)) begin(() => take(known));
  }
}
