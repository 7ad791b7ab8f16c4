import { type Client, Routes } from 'discord.js';
import { RecentMap } from '../../../chat/recent-map.ts';
import type { PartRef } from '../../../chat/relaying.ts';
import { revived } from '../send.ts';
import { readWire } from './wire.ts';

/** The number of channels whose pins are remembered. */
const REMEMBERED = 500;
/** Discord lists at most so many pins at once, the last pinned first. */
const PAGE = 50;

/** Pins or unpins a message. Discord writes a notice of its own below. */
export async function pinCopy({ rest }: Client<true>, channel: string, ref: PartRef, isPinned: boolean): Promise<void> {
  const at = ref.thread ?? channel;
  const route = Routes.channelMessagesPin(at, ref.id);
  await revived(rest, at, () => (isPinned ? rest.put(route) : rest.delete(route)));
}

/**
 * Finds out which messages were pinned or unpinned: Discord tells only that a channel's pins have changed. It remembers
 * what was pinned the last time. The first time only the last pinned message is among them; of one that was unpinned
 * then, Discord tells as of a changed message.
 */
export class PinnedMessages {
  readonly #known = new RecentMap<string, ReadonlySet<string>>(REMEMBERED);

  async changed({ rest }: Client, channel: string): Promise<readonly string[]> {
    const query = new URLSearchParams({ limit: String(PAGE) });
    const told = readWire.pins(await rest.get(Routes.channelMessagesPins(channel), { query }));
    if (!told) return [];
    const now = told.items.map(({ message }) => message.id);
    const before = this.#known.get(channel);
    this.#known.set(channel, new Set(now));
    if (!before) return now.slice(0, 1);
    return [...now.filter((id) => !before.has(id)), ...[...before].filter((id) => !now.includes(id))];
  }
}
