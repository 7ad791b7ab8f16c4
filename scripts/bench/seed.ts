import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/database/database.ts';
import { nameKey } from '../../src/reading/index.ts';
import type { Towns } from './platforms.ts';
import { eventAnswers, organisationAnswers } from './sample-answers.ts';

const DAY_MS = 86_400_000;
const CHUNK = 5_000;

/** The numbers of things that a region holds. */
export interface Size {
  readonly events: number;
  readonly organisations: number;
  readonly answers: number;
}

/**
 * Returns the size of a region's database: each event has a questionnaire of four answers, each organisation one of
 * twelve.
 */
export function sizeOf(answers: number): Size {
  return { answers, events: answers / 10, organisations: answers / 20 };
}

/** The rows that exist from the beginning and grow in number. */
export interface Seeded {
  readonly regionId: string;
  readonly editionId: string;
  readonly surveyId: string;
  readonly answeredById: string;
}

type Prisma = Database['prisma'];

/** Stores a region on both platforms, with an edition, an open survey, and the people of both towns. */
export async function seedRegion({ prisma }: Database, towns: Towns, now: Date): Promise<Seeded> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const region = await prisma.region.create({
    data: { name: 'Picardie', departments: ['02', '60', '80'], createdAt: ago(90) },
  });
  const regionId = region.id;
  const coordinators: string[] = [];
  const edition = await prisma.edition.create({
    data: {
      ...{ regionId, year: now.getUTCFullYear(), name: "Mois de l'ESS", status: 'OPEN', openedAt: ago(90) },
      ...{ startsOn: ago(30), endsOn: ago(1) },
    },
  });
  for (const [name, town] of [
    ['slack', towns.slack],
    ['discord', towns.discord],
  ] as const) {
    const { platform, channels, coordinator, respondent, crowd } = town;
    await prisma.installation.create({
      data: {
        ...{ regionId, platform: name, team: platform.team.id, installedAt: ago(90) },
        yearRoundChannel: channels.yearRound,
        announcementsChannel: channels.announcements,
        coordinationChannel: channels.coordination,
        talliesChannel: channels.tallies,
      },
    });
    const people = [coordinator, respondent, ...crowd].map((person) => ({ ...person, personId: randomUUID() }));
    await prisma.person.createMany({
      data: people.map(({ personId: id, name: called }) => ({
        ...{ id, regionId, name: called, lastPlatform: name, seenLocale: 'fr', createdAt: ago(80) },
      })),
    });
    await prisma.identity.createMany({
      data: people.map(({ personId, id: externalId, name: called }) => ({
        ...{ regionId, personId, platform: name, externalId, name: called },
      })),
    });
    const [first, second] = people;
    if (!first || !second) throw new Error('nobody lives there');
    coordinators.push(first.personId);
    await prisma.teamRole.create({
      data: { regionId, personId: first.personId, role: 'COORDINATOR', grantedAt: ago(80) },
    });
    const hosted = `La structure de ${second.name} (${platform.name})`;
    await prisma.organisation.create({
      data: {
        ...{ regionId, name: hosted, nameKey: nameKey(hosted), department: '80', createdAt: ago(80) },
        memberships: { create: { regionId, personId: second.personId, status: 'ACTIVE', requestedAt: ago(80) } },
      },
    });
  }
  const [answeredById = ''] = coordinators;
  const survey = await prisma.survey.create({
    data: {
      ...{ regionId, editionId: edition.id, launchedAt: ago(40), launchedById: answeredById },
      closesOn: new Date(now.getTime() + 45 * DAY_MS),
    },
  });
  const seeded = { regionId, editionId: edition.id, surveyId: survey.id, answeredById };
  await seedOpenQuestionnaires(prisma, seeded, now);
  return seeded;
}

/** Stores an unanswered event questionnaire for each respondent. */
async function seedOpenQuestionnaires(prisma: Prisma, seeded: Seeded, now: Date): Promise<void> {
  const { regionId } = seeded;
  const organisations = await prisma.organisation.findMany({ where: { regionId }, select: { id: true } });
  for (const [index, { id: organisationId }] of organisations.entries()) {
    const { event, occurrence } = eventRow(seeded, now, index + 1, organisationId);
    await prisma.event.create({ data: event });
    await prisma.occurrence.create({ data: occurrence });
    await prisma.questionnaire.create({
      data: { ...questionnaireRow(seeded, now, organisationId), kind: 'EVENT', eventId: event.id, completedAt: null },
    });
  }
}

/** Lets the region grow by so many events and organisations, with all their questionnaires answered. */
export async function seedAnswers({ prisma }: Database, seeded: Seeded, size: Size, now: Date): Promise<void> {
  const { regionId, editionId, surveyId } = seeded;
  // The respondents' own stay apart.
  const before = { events: (await prisma.event.count({ where: { regionId } })) - 2, organisations: 0 };
  before.organisations = (await prisma.organisation.count({ where: { regionId } })) - 2;
  const created = { regionId, createdAt: new Date(now.getTime() - 70 * DAY_MS) };
  const organisations = upTo(before.organisations, size.organisations).map((number) => {
    const name = `Structure d'insertion n° ${number}`;
    return { ...created, id: randomUUID(), name, nameKey: nameKey(name), department: departmentOf(number) };
  });
  await insert(prisma, 'Organisation', organisations);
  const events = upTo(before.events, size.events).map((number) => {
    const organisation = organisations[number % organisations.length];
    if (!organisation) throw new Error('no organisation for an event');
    return eventRow(seeded, now, number + 2, organisation.id);
  });
  await insert(
    prisma,
    'Event',
    events.map(({ event }) => event),
  );
  await insert(
    prisma,
    'Occurrence',
    events.map(({ occurrence }) => occurrence),
  );
  const questionnaires = [
    ...events.map(({ event }) => ({
      ...{ ...questionnaireRow(seeded, now, event.organisationId), kind: 'EVENT' as const, eventId: event.id },
    })),
    ...organisations.map(({ id }) => ({
      ...{ ...questionnaireRow(seeded, now, id), kind: 'ORGANISATION' as const, eventId: null },
    })),
  ];
  await insert(prisma, 'Questionnaire', questionnaires);
  const answers = questionnaires.flatMap(({ id: questionnaireId, kind }, index) =>
    Object.entries(kind === 'EVENT' ? eventAnswers(index) : organisationAnswers(index)).map(([question, value]) => ({
      ...{ id: randomUUID(), regionId, questionnaireId, question, value, answeredById: seeded.answeredById },
      answeredAt: new Date(now.getTime() - (index % 10) * 3_600_000),
    })),
  );
  await insert(prisma, 'Answer', answers);
  const there = await prisma.answer.count({ where: { questionnaire: { surveyId } } });
  if (there < size.answers) throw new Error(`${there} answers instead of ${size.answers} in edition ${editionId}`);
  await prisma.$executeRawUnsafe('ANALYZE');
}

function eventRow({ regionId, editionId, answeredById }: Seeded, now: Date, number: number, organisationId: string) {
  const id = randomUUID();
  const at = new Date(now.getTime() - 60 * DAY_MS);
  const startsAt = new Date(now.getTime() - (2 + (number % 25)) * DAY_MS);
  return {
    event: {
      ...{ id, regionId, editionId, organisationId, number, status: 'ACCEPTED' as const, proposedById: answeredById },
      ...{ proposedAt: at, decidedAt: at, updatedAt: at, department: departmentOf(number) },
      title: `Portes ouvertes n° ${number}`,
      pitch: 'Visite des ateliers, rencontre avec les équipes et verre de l’amitié.',
      ...{ venue: 'Salle des fêtes', municipality: 'Amiens', municipalityCode: '80021' },
      contact: 'contact@example.org',
    },
    occurrence: { id: randomUUID(), regionId, eventId: id, startsAt, endsAt: new Date(startsAt.getTime() + 7_200_000) },
  };
}

function questionnaireRow({ regionId, surveyId }: Seeded, now: Date, organisationId: string) {
  const at = new Date(now.getTime() - DAY_MS);
  return { id: randomUUID(), regionId, surveyId, organisationId, askedAt: at, completedAt: at };
}

function departmentOf(number: number): string {
  return ['02', '60', '80'][number % 3] ?? '80';
}

/** Returns `from + 1` … `to`. */
function upTo(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index + 1);
}

/**
 * Inserts thousands of rows at a time. Defaults that stand only in the schema have to be given: the database doesn't
 * know them.
 */
async function insert(prisma: Prisma, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).map((name) => `"${name}"`);
  for (let from = 0; from < rows.length; from += CHUNK) {
    await prisma.$executeRawUnsafe(
      `INSERT INTO "${table}" (${columns.join()}) SELECT ${columns.join()} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
      JSON.stringify(rows.slice(from, from + CHUNK)),
    );
  }
}
