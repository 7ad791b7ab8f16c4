import type { RelayEvent, RelayIntake } from '../../../chat/relaying.ts';
import { createKeyedQueue } from '../../../concurrency/keyed-queue.ts';
import { at, listAt, textAt, threadHolding, type Wire } from '../wire.ts';
import { type MessageReading, relayedMessage, saidBySomebody } from './said.ts';

/** The part of an Events API callback that tells of a channel. */
type Told = { readonly channel: string } & (
  | { readonly event: RelayEvent }
  /** Said or changed: the names in it still have to be looked up. */
  | { readonly said: Wire; readonly edited: string | null }
);

/** Hands what happens in relayed channels to the intake, in each channel in the order in which Slack told it. */
export class RelayReceiver {
  readonly #intake: RelayIntake;
  readonly #reading: MessageReading;
  readonly #turns = createKeyedQueue();

  constructor(intake: RelayIntake, reading: MessageReading) {
    this.#intake = intake;
    this.#reading = reading;
  }

  /** Resolves when what the callback tells is stored. */
  async receive(body: Wire): Promise<void> {
    const told = toldIn(at(body, 'event'), this.#reading.bot);
    if (!told || !this.#intake.isRelayed(told.channel)) return;
    const event = 'event' in told ? told.event : this.#named(told);
    // The next one is handed in as soon as this one is, and not only once it is stored: many are stored together.
    const { stored } = await this.#turns.run(told.channel, async () => ({ stored: this.#intake.take(await event) }));
    await stored;
  }

  async #named({ said, channel, edited }: Extract<Told, { readonly said: Wire }>): Promise<RelayEvent> {
    return { kind: 'message', message: await relayedMessage(said, channel, this.#reading, { edited }) };
  }
}

function toldIn(event: Wire, bot: string): Told | null {
  switch (event.type) {
    case 'message':
      return messageTold(event, textAt(event, 'channel'), bot);
    case 'reaction_added':
    case 'reaction_removed':
      return touched(textAt(at(event, 'item'), 'channel'), textAt(at(event, 'item'), 'ts'));
    case 'pin_added':
    case 'pin_removed':
      return touched(textAt(event, 'channel_id'), textAt(at(event, 'item', 'message'), 'ts'));
    case 'channel_rename':
    case 'group_rename':
      return channelChanged(textAt(at(event, 'channel'), 'id'));
    case 'channel_archive':
    case 'channel_deleted':
    case 'channel_left':
    case 'channel_unarchive':
    case 'group_archive':
    case 'group_deleted':
    case 'group_left':
    case 'group_unarchive':
      return channelChanged(textAt(event, 'channel'));
    case 'member_joined_channel':
    case 'member_left_channel':
      return textAt(event, 'user') === bot ? channelChanged(textAt(event, 'channel')) : null;
    default:
      return null;
  }
}

function messageTold(event: Wire, channel: string | null, bot: string): Told | null {
  if (channel === null) return null;
  switch (event.subtype) {
    case 'message_changed':
      return changeTold(event, channel, bot);
    case 'message_deleted': {
      const before = at(event, 'previous_message');
      const id = textAt(event, 'deleted_ts');
      const isOurs = textAt(before, 'user') === bot || textAt(before, 'bot_id') !== null;
      return id === null || isOurs ? null : deleted(channel, threadHolding(before), id);
    }
    case 'channel_convert_to_private':
    case 'channel_convert_to_public':
      return channelChanged(channel);
    default:
      return saidBySomebody(event, bot) ? { channel, said: event, edited: null } : null;
  }
}

function changeTold(event: Wire, channel: string, bot: string): Told | null {
  const message = at(event, 'message');
  const before = at(event, 'previous_message');
  // This is all that stays of a message that had replies.
  if (message.subtype === 'tombstone') {
    const id = textAt(message, 'ts');
    return id === null ? null : deleted(channel, null, id);
  }
  if (!saidBySomebody(message, bot) || !(isEdit(message, before) || filesOf(message) !== filesOf(before))) return null;
  // Two changes within a second have one time in `edited`; the event's own tells them apart.
  return { channel, said: message, edited: textAt(event, 'event_ts') ?? textAt(event, 'ts') };
}

/** Returns whether its author has edited it. Slack also tells a change when it unfolds a link or counts replies. */
function isEdit(message: Wire, before: Wire): boolean {
  const edited = at(message, 'edited');
  if (textAt(edited, 'user') === null || textAt(edited, 'user') !== textAt(message, 'user')) return false;
  if (textAt(message, 'text') !== textAt(before, 'text')) return true;
  const isLater = textAt(edited, 'ts') !== textAt(at(before, 'edited'), 'ts');
  return isLater && JSON.stringify(message.blocks) !== JSON.stringify(before.blocks);
}

/** Returns the files that a message still holds: one that was deleted changes it, and nobody has edited it. */
function filesOf(message: Wire): string {
  const held = listAt(message, 'files').filter((file) => textAt(file, 'mode') !== 'tombstone');
  return held.map((file) => textAt(file, 'id')).join();
}

function deleted(channel: string, thread: string | null, id: string): Told {
  return { channel, event: { kind: 'deleted', place: { channel, thread }, ids: [id] } };
}

/** Slack doesn't tell in which thread the message stands; its id is enough to read it. */
function touched(channel: string | null, id: string | null): Told | null {
  if (channel === null || id === null) return null;
  return { channel, event: { kind: 'touched', place: { channel, thread: null }, id } };
}

function channelChanged(channel: string | null): Told | null {
  return channel === null ? null : { channel, event: { kind: 'channel', channel } };
}
