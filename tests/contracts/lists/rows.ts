import type { Person } from '../../../src/playground/person.ts';
import type { World } from '../../support/world.ts';

/** Returns "Fanfare 001", "Fanfare 002" … */
export function numbered(what: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${what} ${String(index + 1).padStart(3, '0')}`);
}

/** Sorts them as a French dictionary does. */
const BEFORE = ['abeille', 'Écureuil', 'Élan'];
const AFTER = ['œuf', 'Zèbre'];

/**
 * Returns so many names as a reader of French looks for them: "abeille", "Écureuil", "Élan", "Fanfare 001" … "œuf",
 * "Zèbre". `what` stands between "Élan" and "œuf".
 */
export function dictionary(what: string, count: number): readonly string[] {
  return [...BEFORE, ...numbered(what, count - BEFORE.length - AFTER.length), ...AFTER];
}

/** Returns the same names in an order that no language has. */
export function jumbled(what: string, count: number): readonly string[] {
  return [...AFTER, ...numbered(what, Math.max(0, count - BEFORE.length - AFTER.length)).toReversed(), ...BEFORE].slice(
    0,
    count,
  );
}

export async function regionId({ database }: World): Promise<string> {
  return (await database.prisma.region.findFirstOrThrow()).id;
}

/** Returns the id of somebody of the team in the database. */
export async function personIdOf({ database }: World, person: Person): Promise<string> {
  return (await database.prisma.identity.findFirstOrThrow({ where: { externalId: person.user.id } })).personId;
}

/** Removes everything that these lists are made of. */
export async function clear({ database: { prisma } }: World): Promise<void> {
  await prisma.conversation.deleteMany();
  await prisma.tally.deleteMany();
  await prisma.announcement.deleteMany();
  await prisma.rsvp.deleteMany();
  await prisma.meeting.deleteMany();
  await prisma.surveyConversation.deleteMany();
  await prisma.quoteConsent.deleteMany();
  await prisma.answer.deleteMany();
  await prisma.questionnaire.deleteMany();
  await prisma.survey.deleteMany();
  await prisma.occurrence.deleteMany();
  await prisma.coOrganiser.deleteMany();
  await prisma.event.deleteMany();
  await prisma.theme.deleteMany();
  await prisma.edition.deleteMany();
  await prisma.membership.deleteMany();
  await prisma.organisationThread.deleteMany();
  await prisma.organisation.deleteMany();
  await prisma.delivery.deleteMany();
  await prisma.relayChannel.deleteMany();
  await prisma.relay.deleteMany();
  await prisma.made.deleteMany();
  await prisma.region.updateMany({ data: { departments: ['02', '60', '80'] } });
}

/**
 * Stores the region's only organisations, by their names, the other way round, as nothing but a name is to order them.
 */
export async function organisations(world: World, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const region = await regionId(world);
  const rows = await world.database.prisma.organisation.createManyAndReturn({
    data: names
      .toReversed()
      .map((name) => ({ regionId: region, name, nameKey: name.toLowerCase(), createdAt: world.clock.now() })),
  });
  return new Map(rows.toReversed().map(({ id, name }) => [name, id]));
}

/** Makes somebody a member of all of these. */
export async function memberOf(world: World, personId: string, ids: Iterable<string>): Promise<void> {
  const region = await regionId(world);
  const membership = { regionId: region, personId, status: 'ACTIVE', requestedAt: world.clock.now() } as const;
  await world.database.prisma.membership.createMany({
    data: [...ids].map((organisationId) => ({ ...membership, organisationId })),
  });
}

/** Brings in people of the Slack workspace with these names, all in one organisation. */
export async function members(world: World, names: readonly string[], organisationId: string): Promise<void> {
  const region = await regionId(world);
  const { prisma } = world.database;
  const people = await prisma.person.createManyAndReturn({
    data: names
      .toReversed()
      .map((name) => ({ regionId: region, name, lastPlatform: 'slack', createdAt: world.clock.now() })),
  });
  await prisma.identity.createMany({
    data: people.map(({ id, name }, index) => ({
      ...{ regionId: region, personId: id, platform: 'slack' as const, name },
      externalId: `U${index}${id.slice(-6)}`.toUpperCase(),
    })),
  });
  const at = world.clock.now();
  await prisma.membership.createMany({
    data: people.map(({ id }) => ({
      ...{ regionId: region, organisationId, personId: id, status: 'ACTIVE' as const, requestedAt: at },
    })),
  });
}

/** Brings in people of the Slack workspace with these names, who are the region's only delegates. */
export async function delegates(world: World, names: readonly string[]): Promise<void> {
  const [organisationId = ''] = (await organisations(world, ['La Ruche'])).values();
  await members(world, names, organisationId);
  const { prisma } = world.database;
  await prisma.teamRole.deleteMany({ where: { role: 'DELEGATE' } });
  const joined = await prisma.membership.findMany({ where: { organisationId }, select: { personId: true } });
  const role = { regionId: await regionId(world), role: 'DELEGATE', department: '60' } as const;
  await prisma.teamRole.createMany({
    data: joined.map(({ personId }) => ({ ...role, personId, grantedAt: world.clock.now() })),
  });
}

/** Stores the open edition. */
export async function edition(world: World, themes: readonly string[] = []): Promise<string> {
  const region = await regionId(world);
  const { id } = await world.database.prisma.edition.create({
    data: {
      ...{ regionId: region, year: 2026, name: 'Mois 2026', status: 'OPEN', openedAt: world.clock.now() },
      ...{ startsOn: new Date('2026-11-01'), endsOn: new Date('2026-11-30') },
    },
  });
  const data = themes.map((name, position) => ({ regionId: region, editionId: id, name, position }));
  await world.database.prisma.theme.createMany({ data });
  return id;
}

interface NewEvents {
  readonly editionId: string;
  readonly titles: readonly string[];
  /** The host of each of them, in their order; the last host of the others. */
  readonly hosts: readonly string[];
  readonly status: 'ACCEPTED' | 'PROPOSED';
}

/**
 * Stores events of an evening in Amiens. Returns their ids, in the order of their titles, which is that of their
 * numbers.
 */
export async function events(
  world: World,
  { editionId, titles, hosts, status }: NewEvents,
): Promise<readonly string[]> {
  const region = await regionId(world);
  const { prisma } = world.database;
  const { id: proposedById } = await prisma.person.findFirstOrThrow();
  const at = world.clock.now();
  const numberedRows = titles.map((title, index) => ({
    ...{ regionId: region, editionId, number: index + 1, title, status, proposedById, proposedAt: at, updatedAt: at },
    ...{ pitch: 'Venez.', venue: 'Mairie', municipality: 'Amiens', department: '80', contact: 'a@example.org' },
    organisationId: hosts[index] ?? hosts.at(-1) ?? '',
    decidedAt: status === 'ACCEPTED' ? at : null,
  }));
  const rows = (await prisma.event.createManyAndReturn({ data: numberedRows.toReversed() })).toReversed();
  const startsAt = new Date('2026-11-14T18:30:00+01:00');
  await prisma.occurrence.createMany({ data: rows.map(({ id }) => ({ regionId: region, eventId: id, startsAt })) });
  return rows.map(({ id }) => id);
}

/** Stores a survey in which each of these events was asked about. */
export async function questionnaires(
  world: World,
  titles: readonly string[],
  ...hosts: readonly string[]
): Promise<void> {
  const editionId = await edition(world);
  const ids = await events(world, { editionId, titles, hosts, status: 'ACCEPTED' });
  const region = await regionId(world);
  const { prisma } = world.database;
  const at = world.clock.now();
  const { id: launchedById } = await prisma.person.findFirstOrThrow();
  const { id: surveyId } = await prisma.survey.create({
    data: { regionId: region, editionId, launchedAt: at, launchedById, closesOn: new Date('2027-01-15') },
  });
  await prisma.questionnaire.createMany({
    data: ids.map((eventId, index) => ({
      ...{ regionId: region, surveyId, kind: 'EVENT' as const, eventId, askedAt: at },
      organisationId: hosts[index] ?? hosts.at(-1) ?? '',
    })),
  });
}
