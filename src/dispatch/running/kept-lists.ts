import { createHash, randomUUID } from 'node:crypto';
import type { Context } from '../../access/operation/context.ts';
import type { RawValues } from '../../chat/form.ts';
import type { Message } from '../../chat/message.ts';
import type { Platform } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import { readMessage } from '../../delivery/outbox/message-schema.ts';
import { findConversation, keepConversation } from './conversation-store.ts';
import { chosenAmong, inPages, type KeptList, longLists, withoutText } from './long-lists.ts';

/** The prefix under which a message with a long list is stored, beside the forms of the person it is for. */
const ABOUT = 'list:';

/** Returns the message as the platform can show it. One with a list that is too long is stored, and comes in pages. */
export async function withPages(database: Database, of: Context, whole: Message, platform: Platform): Promise<Message> {
  const { optionsPerList: room } = platform.traits;
  if (longLists(whole, room).length === 0) return whole;
  const { region, actor, now, t } = of;
  const isOne = platform.partsOf(inPages(t, { id: randomUUID(), whole, room })) === 1;
  const kept = JSON.stringify(isOne ? whole : withoutText(whole, room));
  // The same list shown to the same person again is stored once, however often they look at it.
  const id = idOf([region.id, actor.personId, kept]);
  const values = { kept, room: String(room) };
  const given = { regionId: region.id, personId: actor.personId, about: ABOUT, values };
  await keepConversation(database, id, given, now);
  return inPages(t, { id, whole, room });
}

/** Parses a stored message; null when it is something else. */
export function readKeptList(id: string, { kept, room }: RawValues): KeptList | null {
  return kept === undefined ? null : { id, whole: readMessage(JSON.parse(String(kept))), room: Number(room) };
}

/** The list's own action with everything chosen on its pages, and the person for whom it was shown. */
export interface WholeChoice {
  readonly action: string;
  readonly choice: readonly string[];
  readonly personId: string;
}

/**
 * Returns what a choice on one page amounts to. `key` is what follows `among:`. Null when the list isn't stored any
 * more.
 */
export async function wholeChoice(
  database: Database,
  key: string,
  choice: readonly string[],
): Promise<WholeChoice | null> {
  const [id = '', which = '', page = ''] = key.split('/');
  const found = await findConversation(database, id);
  const kept = found?.about === ABOUT ? readKeptList(id, found.values) : null;
  const list = kept && longLists(kept.whole, kept.room)[Number(which)];
  if (!found || !list) return null;
  const chosen = chosenAmong(list, choice, { page: Number(page), room: kept.room });
  return { action: list.action, choice: chosen, personId: found.personId };
}

/** Makes an id that is the same for the same facts. */
function idOf(facts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  const parts = [digest.slice(0, 8), digest.slice(8, 12), `8${digest.slice(13, 16)}`, `a${digest.slice(17, 20)}`];
  return [...parts, digest.slice(20, 32)].join('-');
}
