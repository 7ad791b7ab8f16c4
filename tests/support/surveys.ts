import type { Person } from '../../src/playground/person.ts';
import type { PersonOptions } from '../../src/playground/stage.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** The part of a world that is needed here. */
type There = Pick<World, 'database'>;
type ThereNow = There & { readonly clock: Pick<World['clock'], 'now'> };

/** Returns the id of the only region in the database. */
async function regionId(world: There): Promise<string> {
  return (await world.database.prisma.region.findFirstOrThrow()).id;
}

/** Returns somebody's id in the database; lets them speak to the bot first if they never have. */
async function personIdOf(world: There, person: Person): Promise<string> {
  const identity = await world.database.prisma.identity.findFirst({ where: { externalId: person.user.id } });
  if (identity) return identity.personId;
  await person.command('/mois');
  return (await world.database.prisma.identity.findFirstOrThrow({ where: { externalId: person.user.id } })).personId;
}

/** Stores an organisation with these members. Returns its id. */
export async function organisationOf(world: ThereNow, name: string, members: readonly Person[]): Promise<string> {
  const region = await regionId(world);
  const at = world.clock.now();
  const { id } = await world.database.prisma.organisation.create({
    data: { regionId: region, name, nameKey: name.toLowerCase(), createdAt: at },
  });
  for (const member of members) {
    await world.database.prisma.membership.create({
      data: {
        regionId: region,
        organisationId: id,
        personId: await personIdOf(world, member),
        status: 'ACTIVE',
        requestedAt: at,
      },
    });
  }
  return id;
}

export interface NewEvent {
  readonly title: string;
  readonly organisationId: string;
  readonly by: Person;
  readonly startsAt: string;
  readonly coOrganisers?: readonly string[];
  /** The contact for it; an address unless given. */
  readonly contact?: string;
}

/** Stores an accepted event of the open edition. Returns its id. */
export async function acceptedEvent(world: ThereNow, given: NewEvent): Promise<string> {
  const { prisma } = world.database;
  const region = await regionId(world);
  const edition = await prisma.edition.findFirstOrThrow({ where: { status: 'OPEN' } });
  const by = await personIdOf(world, given.by);
  const at = world.clock.now();
  const last = await prisma.event.aggregate({ where: { editionId: edition.id }, _max: { number: true } });
  const { id } = await prisma.event.create({
    data: {
      regionId: region,
      editionId: edition.id,
      organisationId: given.organisationId,
      number: (last._max.number ?? 0) + 1,
      title: given.title,
      pitch: 'Venez voir.',
      venue: 'Salle des fêtes',
      municipality: 'Amiens',
      department: '80',
      contact: given.contact ?? 'contact@example.org',
      status: 'ACCEPTED',
      proposedById: by,
      proposedAt: at,
      decidedAt: at,
      updatedAt: at,
      occurrences: { create: [{ regionId: region, startsAt: new Date(given.startsAt) }] },
      coOrganisers: {
        create: (given.coOrganisers ?? []).map((organisationId) => ({
          regionId: region,
          organisationId,
          status: 'ACCEPTED' as const,
          invitedById: by,
          invitedAt: at,
        })),
      },
    },
  });
  return id;
}

/** Somebody whose organisation opens its doors. */
export interface OpenDoors {
  readonly organiser: Person;
  readonly organisationId: string;
  readonly eventId: string;
}

interface OpenDoorsOptions extends PersonOptions {
  /** Distinguishes their names from those of others; the platform unless given. */
  readonly name?: string;
  /** When they open; the afternoon of 14 November 2026 unless given. */
  readonly startsAt?: string;
}

/** Brings in Olive, alone in Les Jardins, with the event « Portes ouvertes », in the open edition. */
export async function openDoors(
  world: ThereNow & Pick<World, 'person'>,
  platform: 'slack' | 'discord',
  { name = platform, startsAt = '2026-11-14T14:00:00+01:00', ...options }: OpenDoorsOptions = {},
): Promise<OpenDoors> {
  const organiser = world.person(platform, `Olive ${name}`, options);
  const organisationId = await organisationOf(world, `Les Jardins ${name}`, [organiser]);
  const given = { organisationId, by: organiser, startsAt };
  const eventId = await acceptedEvent(world, { ...given, title: `Portes ouvertes ${name}` });
  return { organiser, organisationId, eventId };
}

/** Has an organisation asked about the edition, as it is once the Month is over. */
export async function askOrganisation(world: ThereNow, organisationId: string) {
  const { prisma } = world.database;
  const { id: surveyId, regionId } = await prisma.survey.findFirstOrThrow();
  return prisma.questionnaire.create({
    data: { regionId, surveyId, kind: 'ORGANISATION', organisationId, askedAt: world.clock.now() },
  });
}

/** Has an organisation asked about its event, as it is the day after. */
export async function askAboutEvent(world: ThereNow, eventId: string) {
  const { prisma } = world.database;
  const { id: surveyId, regionId } = await prisma.survey.findFirstOrThrow();
  const { organisationId } = await prisma.event.findUniqueOrThrow({ where: { id: eventId } });
  return prisma.questionnaire.create({
    data: { regionId, surveyId, kind: 'EVENT', eventId, organisationId, askedAt: world.clock.now() },
  });
}

/** Stores the questionnaire of an organisation, in which this person has answered everything but the idea. Returns its id. */
export async function allButTheIdea(world: ThereNow, organisationId: string, by: Person): Promise<string> {
  const { prisma } = world.database;
  const personId = await personIdOf(world, by);
  const { id, regionId } = await askOrganisation(world, organisationId);
  const at = world.clock.now();
  const choice = (option: string) => ({ kind: 'choice', option });
  const answers = {
    ...{ pressContacted: choice('no'), coverage: choice('no'), distribution: { kind: 'choices', options: ['mail'] } },
    ...{ siteLink: choice('no'), logo: choice('no'), relayed: choice('no'), contacts: choice('no') },
    ...{ reasons: { kind: 'skipped' }, defects: { kind: 'skipped' }, comingBack: choice('yes') },
    scales: {
      kind: 'scales',
      levels: { knownToPublic: 'aLot', diversity: 'aLot', reachedInhabitants: 'aLot', reachedOfficials: 'aLot' },
    },
  };
  await prisma.answer.createMany({
    data: Object.entries(answers).map(([question, value]) => ({
      ...{ regionId, questionnaireId: id, question, value, answeredById: personId, answeredAt: at },
    })),
  });
  return id;
}

/** Brings in somebody whose organisation has answered everything, with an idea that may be quoted under its name. */
export async function quotesIdea(
  world: Parameters<typeof openDoors>[0] & ThereNow,
  platform: Parameters<typeof openDoors>[1],
  idea: string,
): Promise<Person> {
  const { organisationId, organiser } = await openDoors(world, platform, { name: 'A' });
  await allButTheIdea(world, organisationId, organiser);
  await organiser.command('/questionnaire repondre');
  await organiser.choose('Peut-on citer ou montrer cette réponse dans le bilan ?', 'Oui, en nommant notre structure');
  await organiser.say(idea, 'Une bonne idée');
  return organiser;
}

/** Launches the survey of the open edition from now on; it closes on the usual day unless one is given. */
export async function launch(coordinator: Person, closes?: string): Promise<void> {
  await coordinator.command('/questionnaire lancer', closes === undefined ? {} : { cloture: closes });
  await coordinator.press('Lancer le questionnaire');
}

/** Starts a world at that time, in which the survey of 2026 has begun; it is answered until 20 January. */
export async function worldWithSurvey(at: string, options: WorldOptions = {}): Promise<World> {
  const world = await startWorld({ at, ...options });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  await launch(world.coordinator.slack, '20 janvier 2027');
  return world;
}

/** Returns the answers of a questionnaire, by question. */
export async function answersOf(
  world: There,
  where: { eventId: string } | { organisationId: string; kind?: 'ABSENCE' },
) {
  const rows = await world.database.prisma.answer.findMany({
    where: { questionnaire: 'eventId' in where ? where : { kind: 'ORGANISATION', ...where } },
  });
  return Object.fromEntries(rows.map(({ question, value }) => [question, value]));
}

/** Returns what somebody reads in their direct messages with the bot, or in their organisation's thread. */
export function readsIn(person: Person, where: 'direct' | 'thread'): string {
  const kinds = new Map(person.platform.channelsOf(person.user.id).map(({ id, kind }) => [id, kind]));
  return person
    .screen()
    .filter(({ place }) => kinds.get(place.channel) === where)
    .map(({ text }) => text)
    .join('\n---\n');
}
