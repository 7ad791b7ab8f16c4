import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { addresseesIn, stillMeantAmong } from '../../../src/features/announcements/addressees.ts';
import { type Audience, unrestrictedAudience } from '../../../src/features/announcements/audience.ts';
import { addressAnnouncement, draftAnnouncement } from '../../../src/features/announcements/operations/compose.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const NOW = '2026-11-16T10:00:00+01:00';

let database: Database;
let region: RegionAtWork;
let theme: string;

/**
 * Ana's mill (Somme) has an event on food in Oise; she has answered a question of the survey and has the kit. Ben's
 * hive organises it with her, and has done neither. Cat looks after Aisne. Eve only belonged once.
 */
beforeAll(async () => {
  database = await testDatabase();
  region = await regionAtWork(database);
  const { prisma } = database;
  const regionId = region.region.id;
  const [ana, ben, cat, eve] = [
    await region.person('Ana'),
    await region.person('Ben'),
    await region.person('Cat'),
    await region.person('Eve'),
  ];
  await region.person('Claire', 'coordinator');
  await region.person('Zoé');
  const mill = await region.organisation('Le Moulin', [ana, eve]);
  const hive = await region.organisation('La Ruche', [ben]);
  await prisma.membership.updateMany({ where: { personId: eve }, data: { status: 'LEFT' } });
  await prisma.organisation.update({ where: { id: mill }, data: { department: '80' } });
  await prisma.teamRole.create({
    data: { regionId, personId: cat, role: 'DELEGATE', department: '02', grantedAt: new Date(NOW) },
  });
  const editionId = await region.edition(2026);
  ({ id: theme } = await prisma.theme.create({ data: { regionId, editionId, name: 'Alimentation', position: 0 } }));
  const startsAt = '2026-11-14T14:00:00+01:00';
  const eventId = await region.event({ editionId, organisationId: mill, by: ana, startsAt, coOrganisers: [hive] });
  await prisma.event.update({ where: { id: eventId }, data: { department: '60', themeId: theme } });
  const survey = await prisma.survey.create({
    data: {
      ...{ regionId, editionId, launchedAt: new Date(NOW), launchedById: ana },
      closesOn: new Date('2027-01-15'),
    },
  });
  for (const organisationId of [mill, hive]) {
    const questionnaire = await prisma.questionnaire.create({
      data: { regionId, surveyId: survey.id, kind: 'ORGANISATION', organisationId, askedAt: new Date(NOW) },
    });
    if (organisationId === hive) continue;
    const answer = {
      question: 'logo',
      value: { kind: 'choice', option: 'yes' },
      answeredById: ana,
      answeredAt: new Date(NOW),
    };
    await prisma.answer.create({ data: { regionId, questionnaireId: questionnaire.id, ...answer } });
  }
  const kit = await prisma.kit.create({
    data: { regionId, editionId, version: 1, publishedById: ana, publishedAt: new Date(NOW) },
  });
  const receipt = { regionId, kitId: kit.id, organisationId: mill, sentAt: new Date(NOW) };
  await prisma.kitReceipt.create({ data: { ...receipt, receivedAt: new Date(NOW), receivedById: ana } });
});
afterAll(() => database?.close());

const names = async (audience: Partial<Audience>) =>
  (await region.within(NOW, (scope) => addresseesIn(scope, { ...unrestrictedAudience, ...audience }))).map(
    ({ name }) => name,
  );

describe('who is meant', () => {
  it.each<[string, () => Partial<Audience>, readonly string[]]>([
    ['everybody who belongs to an organisation or the team', () => ({}), ['Ana', 'Ben', 'Cat', 'Claire']],
    ["an organisation's department", () => ({ departments: ['80'] }), ['Ana']],
    ["the department of an organisation's event", () => ({ departments: ['60'] }), ['Ana', 'Ben']],
    ["a delegate's department", () => ({ departments: ['02'] }), ['Cat']],
    ['a theme', () => ({ themes: [theme] }), ['Ana', 'Ben']],
    ['coordinators and delegates', () => ({ roles: ['coordinator', 'delegate'] }), ['Cat', 'Claire']],
    ['who has not answered the survey to its end', () => ({ situations: ['noAnswer'] }), ['Ana', 'Ben']],
    ['who has not taken the kit', () => ({ situations: ['noKit'] }), ['Ben']],
    ['a theme and a department at once', () => ({ themes: [theme], departments: ['80'] }), ['Ana']],
    ['nobody on a platform where they are not', () => ({ platforms: ['discord'] }), []],
  ])('%s', async (_, audience, expected) => {
    expect(await names(audience())).toEqual(expected);
  });

  it('stays so after it has left, by the edition of its time, as long as the event stands that made it so', async () => {
    const { prisma } = database;
    const leftAt = new Date(NOW);
    const still = async (departments: readonly string[]) => {
      const people = await prisma.person.findMany({ select: { id: true, name: true } });
      const ids = people.map(({ id }) => id);
      const audience = { ...unrestrictedAudience, departments };
      const meant = await region.within(NOW, (scope) => stillMeantAmong(scope, { audience, leftAt }, ids));
      return people.flatMap(({ id, name }) => (meant.has(id) ? [name] : [])).toSorted();
    };
    await prisma.edition.updateMany({ data: { status: 'CLOSED' } });
    const next = await region.edition(2027);
    await prisma.edition.update({ where: { id: next }, data: { openedAt: new Date('2027-01-20') } });
    expect(await still(['60'])).toEqual(['Ana', 'Ben']);
    // One of a later year that had been opened by mistake, and closed before it left, isn't the edition of its time.
    await prisma.edition.update({
      where: { id: next },
      data: { openedAt: new Date('2026-09-01'), closedAt: new Date('2026-09-02'), status: 'CLOSED' },
    });
    expect(await still(['60'])).toEqual(['Ana', 'Ben']);
    await prisma.event.updateMany({ data: { status: 'CANCELLED' } });
    expect(await still(['60'])).toEqual([]);
    await prisma.event.updateMany({ data: { status: 'ACCEPTED' } });
    await prisma.edition.delete({ where: { id: next } });
    await prisma.edition.updateMany({ data: { status: 'OPEN' } });
  });

  it('gets nothing in private who wishes no announcements, which is told beforehand', async () => {
    await database.prisma.person.updateMany({ where: { name: 'Ben' }, data: { unwanted: ['announcement'] } });
    const words = { text: 'Bonjour', links: [], files: [], dueAt: null };
    const { announcement } = await region.as('Claire', NOW, draftAnnouncement, words);
    const { people, copies, unreached } = await region.as('Claire', NOW, addressAnnouncement, {
      id: announcement.id,
      what: 'places',
      values: ['people'],
    });
    expect([people.length, copies.direct, unreached]).toEqual([3, 2, 1]);
  });
});
