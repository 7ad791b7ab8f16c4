import type { Presence } from '../../access/actor/presence.ts';
import { DeliveryError, type LinkReader } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import { platformNames } from '../../platforms/registered.ts';
import { givenLinkStore } from './given-link-store.ts';
import { withoutDeparted } from './readers.ts';
import { deliveryStore } from './store.ts';

/**
 * The days for which a link is good. 'alone': in a message to one person, whose rights are checked each time. 'among':
 * where several read, and nobody knows which of them opens it. 'answered': in an answer, where its reader is known, but
 * not the right by which they read it.
 */
const DAYS = { alone: 30, among: 7, answered: 1 } as const;

/**
 * Returns the reader to whom a link is given, as its address names them, and its days; null where there is no reader.
 */
export async function givenTo(
  database: Database,
  reader: LinkReader,
): Promise<{ readonly to: string; readonly days: number } | null> {
  if (reader.kind === 'answered') return { to: `${reader.platform}-${reader.user}`, days: DAYS.answered };
  const store = givenLinkStore(database);
  const holder = await store.byKey(reader.key);
  let begun = holder;
  while (begun?.target.kind === 'thread') begun = await store.byKey(begun.target.of);
  if (!holder || !begun) return null;
  return { to: `delivery-${holder.id}`, days: begun.target.kind === 'private' ? DAYS.alone : DAYS.among };
}

export interface LinkGate {
  readonly database: Database;
  readonly presence: Presence;
  /** Domain clock. */
  readonly now: () => Date;
}

/** Returns whether those to whom a link was given may still have the file; null while a platform can't tell. */
export async function isStillTheirs(
  { database, presence, now }: LinkGate,
  regionId: string,
  to: string,
): Promise<boolean | null> {
  const [, who, id = ''] = /^([a-z]+)-([\w-]+)$/.exec(to) ?? [];
  try {
    const platform = platformNames().find((name) => name === who);
    if (platform) return (await presence.reachable(regionId, platform, [id])).length > 0;
    const holder = who !== 'delivery' ? null : await givenLinkStore(database).byId(id);
    if (holder?.regionId !== regionId) return false;
    // The people who would see the message change may follow the link in it.
    const where = { kind: 'edit', refs: holder.refs } as const;
    const known = { presence, store: deliveryStore(database, now) };
    return typeof (await withoutDeparted(holder, where, known)) !== 'string';
  } catch (error) {
    if (error instanceof DeliveryError) return null;
    throw error;
  }
}
