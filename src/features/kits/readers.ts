import { type Contact, directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { contactableFrom, expectedFrom, optedOut } from '../../delivery/outbox/index.ts';
import type { KitRecipient } from './kit.ts';

/** Time of day at which waiting kits are sent. */
const LATER = '10:00';

/** Whoever is sent an organisation's copy. */
export interface KitReader {
  readonly contact: Contact;
  /** False for a coordinator, who hands it on. */
  readonly member: boolean;
  /** When they may be written to again; null when they may be now. */
  readonly later: Date | null;
}

interface Picking {
  /** Set when nothing that they did brings it: then it isn't for those who don't wish it, nor before they may be written to. */
  readonly unasked: boolean;
  /** Unset for whoever is about to write to them: they are locked, so that concurrent senders count each other. */
  readonly isPreview?: true;
}

/**
 * Picks the reader of each organisation's copy, by its id, in a few statements, however many they are: the person it is sent to
 * first while they belong to it, otherwise a member; without a member, a coordinator. An organisation none of whose members
 * wishes it is 'unwilling'; one that has no member is missing where there is no coordinator.
 */
export async function kitReadersOf(
  scope: RegionScope,
  recipients: readonly KitRecipient[],
  { unasked, isPreview }: Picking,
): Promise<ReadonlyMap<string, KitReader | 'unwilling'>> {
  const people = directory(scope);
  const members = await people.membersOf(recipients.map(({ organisation }) => organisation.id));
  const all = [...new Set([...members.values()].flat().map(({ personId }) => personId))];
  const unwilling = unasked ? await optedOut(scope, all, 'kit') : new Set<string>();
  const coordinators = members.size < recipients.length ? await people.coordinators() : [];
  const found = new Map<string, KitReader | 'unwilling'>();
  for (const { organisation, personId } of recipients) {
    const theirs = members.get(organisation.id) ?? [];
    const wishing = theirs.filter((one) => !unwilling.has(one.personId));
    const from = theirs.length > 0 ? wishing : coordinators;
    const contact = from.find((one) => one.personId === personId) ?? from[0];
    if (contact) found.set(organisation.id, { contact, member: theirs.length > 0, later: null });
    else if (theirs.length > 0) found.set(organisation.id, 'unwilling');
  }
  return unasked ? withLimits(scope, found, isPreview ? expectedFrom : contactableFrom) : found;
}

/** Adds when those may be written to again who have reached their weekly limit. */
async function withLimits(
  scope: RegionScope,
  found: ReadonlyMap<string, KitReader | 'unwilling'>,
  freeFrom: typeof contactableFrom,
): Promise<ReadonlyMap<string, KitReader | 'unwilling'>> {
  const limited = [...found.values()].flatMap((one) =>
    one !== 'unwilling' && one.member ? [one.contact.personId] : [],
  );
  const later = await freeFrom(scope, [...new Set(limited)], 'kit', LATER);
  return new Map(
    [...found].map(([id, one]) => [
      id,
      one === 'unwilling' || !one.member ? one : { ...one, later: later.get(one.contact.personId) ?? null },
    ]),
  );
}
