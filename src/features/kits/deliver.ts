import type { RegionScope } from '../../access/scope.ts';
import { type Contact, directory } from '../../access/store.ts';
import { send } from '../../delivery/outbox.ts';
import { translator } from '../../texts/translator.ts';
import type { Event } from '../events/event.ts';
import type { Kit } from './kit.ts';
import { kitMessage } from './messages.ts';
import { kitStore } from './store.ts';

/**
 * Sends a version to an organisation, once: to the person it knows best, if they still belong to it, else to one of its
 * members.
 */
export async function deliver(
  scope: RegionScope,
  kit: Kit,
  organisationId: string,
  personId: string,
): Promise<boolean> {
  const contact = await contactIn(scope, organisationId, personId);
  if (!contact || !(await kitStore(scope).noteSent(kit.id, organisationId))) return false;
  await sendTo(scope, kit, organisationId, contact, `kit:${kit.id}:${organisationId}`);
  return true;
}

export async function sendTo(
  scope: RegionScope,
  kit: Kit,
  organisationId: string,
  contact: Contact,
  key: string,
): Promise<void> {
  const t = translator(contact.locale, scope.region.timeZone);
  const target = await directory(scope).privately(contact, t.text('kits.thread', { version: kit.version }));
  await send(scope, { key, target, message: kitMessage(t, kit, organisationId) });
}

async function contactIn(scope: RegionScope, organisationId: string, personId: string): Promise<Contact | null> {
  const members = await directory(scope).members(organisationId);
  const known = members.find((member) => member.personId === personId) ?? members[0];
  // A coordinator proposed for an organisation that nobody has joined yet: they hand it on.
  return known ?? directory(scope).person(personId);
}

/** At acceptance the organisation gets the latest kit of the event's edition, if there is one yet. */
export async function deliverOnAcceptance(
  scope: RegionScope,
  event: Pick<Event, 'editionId' | 'organisation' | 'proposedById'>,
): Promise<void> {
  const store = kitStore(scope);
  // A version that is being published now goes to this event's organisation too: there, or from here.
  await store.lock(event.editionId);
  const kit = await store.latest(event.editionId);
  if (kit) await deliver(scope, kit, event.organisation.id, event.proposedById);
}
