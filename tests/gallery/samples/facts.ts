import type { Actor } from '../../../src/access/actor/actor.ts';
import type { Context } from '../../../src/access/operation/context.ts';
import type { Region } from '../../../src/access/region/region.ts';
import type { ChannelAccess } from '../../../src/chat/channel-access.ts';
import type { FileRef } from '../../../src/chat/message.ts';
import type { PlatformName } from '../../../src/chat/place.ts';
import type { Slot } from '../../../src/dates/index.ts';
import type { Edition } from '../../../src/features/editions/edition.ts';
import type { Event } from '../../../src/features/events/event.ts';
import { completionTexts, proposalTexts, recordOf } from '../../../src/features/events/fields/list.ts';
import type { Membership, Organisation } from '../../../src/features/organisations/organisation.ts';
import { realPace } from '../../../src/timers/pace.ts';
import type { Given } from '../sample.ts';

/** Sample ids are as long as real ones, since they go into buttons. */
export const id = (number: number) => `0190b9a0-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Returns an instant of the edition: "14T14:00" is the 14th of November at two in the afternoon. */
export const at = (time: string) => new Date(`2026-11-${time}:00+01:00`);

/** Sample names are as long as the platforms allow. */
export const person = (given: Given, name = 'Ana Petit') => given.say(name, 80);

export const region = (given: Given): Region => ({
  id: id(1),
  name: given.say('Picardie', 150),
  chamber: 'CRESS',
  departments: ['02', '60', '80'],
  timeZone: given.t.timeZone,
  locale: given.t.locale,
});

export const edition = (given: Given, changes: Partial<Edition> = {}): Edition => ({
  id: id(2),
  year: 2026,
  name: "Mois de l'ESS 2026",
  startsOn: '2026-11-01',
  endsOn: '2026-11-30',
  open: true,
  message: given.say('Une autre économie existe', 300),
  priority: 'GENERAL_PUBLIC',
  tellsAcceptances: true,
  themes: given.several(2, 25, (index) => ({
    id: id(20 + index),
    name: given.say(['Alimentation', 'Emploi'][index] ?? '', 80),
  })),
  expectedResults: [
    { figure: 'events', target: 20 },
    { figure: 'participants', target: 1500 },
  ],
  ...changes,
});

export const organisation = (given: Given, name = 'Le Moulin'): Organisation => ({
  id: id(3),
  name: given.say(name, 100),
  department: '80',
  municipality: 'Amiens',
  website: given.extreme ? `https://exemple.fr/${'tres-long/'.repeat(28)}` : 'https://lemoulin.exemple.fr',
});

export const membership = (given: Given, status: Membership['status'], number = 4, here = true): Membership => ({
  id: id(number),
  organisation: organisation(given),
  person: { id: id(5), name: person(given) },
  status,
  requestedAt: at('02T09:30'),
  here,
  excluded: false,
});

export const slot = (from: string, to: string | null): Slot => ({
  start: at(from),
  end: to === null ? null : at(to),
  allDay: false,
});

/** There are as many as fit into what can be typed of them. */
const slotsOf = (given: Given) =>
  given.several(1, 8, (index) =>
    slot(`${String(14 + index).padStart(2, '0')}T14:00`, `${String(14 + index).padStart(2, '0')}T18:00`),
  );

export const event = (given: Given, changes: Partial<Event> = {}): Event => ({
  ...recordOf(proposalTexts, (name) => name),
  ...recordOf(completionTexts, () => null),
  id: id(100 + (changes.number ?? 12)),
  editionId: id(2),
  number: 12,
  title: given.say('Portes ouvertes', 120),
  pitch: given.say('Visitez le moulin et son atelier de réparation.', 250),
  venue: given.say('Salle des fêtes', 140),
  municipalityCode: '80021',
  municipality: 'Amiens',
  department: '80',
  contact: given.say('Ana Petit, 03 22 00 00 00', 150),
  theme: null,
  pictureId: null,
  status: 'PROPOSED',
  statusNote: null,
  statusAnswer: null,
  organisation: organisation(given),
  coOrganisers: given.several(0, 3, (index) => ({ id: id(30 + index), name: given.say('', 100) })),
  invited: [],
  mergedInto: null,
  slots: slotsOf(given),
  proposedById: id(5),
  onBehalf: false,
  proposedAt: at('02T09:30'),
  decidedById: null,
  decidedAt: null,
  version: 1,
  ...changes,
});

/** An event with nothing left to add. */
export const completeEvent = (given: Given, changes: Partial<Event> = {}): Event =>
  event(given, {
    status: 'ACCEPTED',
    description: given.say('Au programme : visite guidée, goûter et musique.', 1500),
    theme: { id: id(20), name: given.say('Alimentation', 80) },
    audience: given.say('Tout public', 100),
    intended: 'mostlyPublic',
    price: given.say('Gratuit', 100),
    accessibility: given.say('Accessible en fauteuil roulant', 200),
    link: given.extreme ? `https://exemple.fr/${'a'.repeat(280)}` : 'https://lemoulin.exemple.fr/portes-ouvertes',
    invitedOfficials: given.say("Mairie d'Amiens, Région", 200),
    pictureId: id(40),
    ...changes,
  });

export const file = (given: Given, name: string, type: string, size: number, number = 40): FileRef => ({
  id: id(number),
  name: given.extreme ? `${given.say('', 80)}.${name.split('.').at(-1)}` : name,
  type,
  size,
});

export const poster = (given: Given, number = 40) => file(given, 'Affiche.png', 'image/png', 143_000, number);

const actor = (given: Given, changes: Partial<Actor> = {}): Actor => ({
  personId: id(5),
  name: person(given),
  platform: 'slack',
  externalId: 'U0ANA',
  team: 'T0PICARDIE',
  administrator: false,
  coordinator: false,
  delegateOf: [],
  organisations: [{ id: id(3), name: given.say('Le Moulin', 100) }],
  requests: [],
  separable: null,
  locale: given.t.locale,
  ...changes,
});

/** A channel in which the bot may do all that it does. */
export const openChannel: ChannelAccess = {
  ...{ obstacle: null, channel: '#annonces', bot: 'Fil conducteur', mutedUntil: null, hears: true, told: true },
  lacks: { posts: [], 'private-threads': [], relay: [] },
};

/** Returns the context in which somebody does something. Nothing can be done in it: messages are only worded. */
export function contextOf(given: Given, changes: Partial<Actor> = {}, platform: PlatformName = 'slack'): Context {
  const of = actor(given, { platform, ...changes });
  return {
    region: region(given),
    actor: of,
    place: { platform, channel: 'C0GENERAL', thread: null },
    now: at('05T10:00'),
    t: given.t,
    at: null,
    form: null,
    typed: async () => null,
    user: async () => ({
      platform,
      id: of.externalId,
      team: of.team,
      name: of.name,
      locale: of.locale,
      administrator: null,
    }),
    access: async () => ({ ...openChannel, channel: '#general' }),
    channelsOn: () => null,
    withheld: async () => ({ needs: [], link: null }),
    surroundings: { publicUrl: null, bilanHosts: [], after: realPace.after },
    do: async ({ name }) => {
      throw new Error(`${name}: a sample does nothing`);
    },
  };
}
