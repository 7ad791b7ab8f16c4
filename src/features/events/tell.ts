import type { RegionScope } from '../../access/scope.ts';
import { type Contact, directory } from '../../access/store.ts';
import type { Message } from '../../chat/message.ts';
import { send } from '../../delivery/outbox.ts';
import { type Translator, translator } from '../../texts/translator.ts';
import type { Event, Host } from './event.ts';

/** What is said to one person, in their language. */
export type Words = (t: Translator) => Message;

export interface Told {
  /** Makes it once per person: the event's version is added. */
  readonly what: string;
  /** Who has just done it knows already. */
  readonly except?: string;
  readonly words: Words;
}

/** Tells the members of the organisation that leads an event, and whoever proposed it, privately. */
export async function tellOrganisation(scope: RegionScope, event: Event, told: Told): Promise<void> {
  const people = directory(scope);
  const members = await people.members(event.organisation.id);
  const known = members.some(({ personId }) => personId === event.proposedById);
  const proposer = known ? null : await people.person(event.proposedById);
  await tellAll(scope, event, proposer ? [...members, proposer] : members, told);
}

/** Tells the members of other organisations that have to do with an event. */
export async function tellHosts(scope: RegionScope, event: Event, hosts: readonly Host[], told: Told): Promise<void> {
  const contacts = new Map<string, Contact>();
  for (const { id } of hosts) {
    for (const contact of await directory(scope).members(id)) contacts.set(contact.personId, contact);
  }
  await tellAll(scope, event, [...contacts.values()], told);
}

async function tellAll(
  scope: RegionScope,
  event: Event,
  contacts: readonly Contact[],
  { what, except, words }: Told,
): Promise<void> {
  for (const contact of contacts) {
    if (contact.personId === except) continue;
    const t = translator(contact.locale, scope.region.timeZone);
    await tellPerson(scope, event, contact, `${what}:${event.version}`, words(t), t);
  }
}

/** All that one person is told about an event stands in one conversation, which the first message opens. */
async function tellPerson(
  scope: RegionScope,
  event: Event,
  contact: Contact,
  what: string,
  message: Message,
  t: Translator,
): Promise<void> {
  const first = `event:${event.id}:${contact.platform}:${contact.personId}`;
  const title = t.text('events.thread', { number: event.number, title: event.title });
  const target = await directory(scope).privately(contact, title);
  if (await send(scope, { key: first, target, message })) return;
  const { platform } = contact;
  await send(scope, { key: `${first}:${what}`, target: { kind: 'thread', platform, of: first }, message });
}
