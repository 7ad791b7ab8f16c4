import { randomUUID } from 'node:crypto';
import type { Region } from '../../../src/access/region/region.ts';
import type { Database } from '../../../src/database/database.ts';
import type { EditionFacts } from '../../../src/features/reports/aggregates/facts.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';

const precisions = { exact: 'EXACT', estimated: 'ESTIMATED', at_least: 'AT_LEAST' } as const;

/** Puts an edition's facts into rows, as the features would have stored them. Ids of the facts are not kept. */
export async function storeEdition(
  { prisma }: Database,
  facts: EditionFacts,
  closedAt: Date | null,
): Promise<{ readonly region: Region; readonly editionId: string; readonly personId: string }> {
  const at = new Date('2008-09-01T09:00:00Z');
  const row = await prisma.region.create({
    data: { name: 'Picardie', chamber: 'CRES', departments: ['02', '60', '80'], createdAt: at },
  });
  const regionId = row.id;
  const person = await prisma.person.create({
    data: { regionId, name: 'Camille', lastPlatform: 'slack', createdAt: at },
  });
  const personId = person.id;
  await prisma.identity.create({
    data: { regionId, personId, platform: 'slack', externalId: 'U1', name: 'Camille' },
  });
  await prisma.teamRole.create({ data: { regionId, personId, role: 'COORDINATOR', grantedAt: at } });

  const edition = (year: number, status: 'OPEN' | 'CLOSED') =>
    prisma.edition.create({
      data: {
        regionId,
        year,
        name: `Mois de l'ESS ${year}`,
        startsOn: new Date(`${year}-11-01`),
        endsOn: new Date(`${year}-11-30`),
        status,
        openedAt: at,
      },
    });
  const { year, firstDay, lastDay } = facts.edition;
  if (firstDay !== `${year}-11-01` || lastDay !== `${year}-11-30`) throw new Error('expected November');
  const editionId = (await edition(year, 'OPEN')).id;
  const figures = (id: string, of: EditionFacts['entered'] | NonNullable<EditionFacts['previous']>['figures']) =>
    prisma.figure.createMany({
      data: Object.entries(of).map(([key, { value, precision }]) => ({
        regionId,
        editionId: id,
        key,
        value,
        precision: precisions[precision],
        enteredById: personId,
        enteredAt: at,
      })),
    });
  if (facts.previous) await figures((await edition(facts.previous.year, 'CLOSED')).id, facts.previous.figures);
  await figures(editionId, facts.entered);
  if (facts.answersCountedOn !== null) {
    await prisma.figure.create({
      data: {
        regionId,
        editionId,
        key: 'answersCountedOn',
        precision: 'NOT_APPLICABLE',
        note: facts.answersCountedOn,
        enteredById: personId,
        enteredAt: at,
      },
    });
  }
  await prisma.reportText.createMany({
    data: facts.claims.map(({ figure, wording }) => ({
      regionId,
      editionId,
      key: `claim:${figure}`,
      text: wording,
      writtenById: personId,
      writtenAt: at,
    })),
  });

  const organisations = new Map(facts.organisations.map(({ id }) => [id, randomUUID()]));
  const organisationId = (id: string) => organisations.get(id) ?? id;
  await prisma.organisation.createMany({
    data: facts.organisations.map(({ id, name }) => ({
      id: organisationId(id),
      regionId,
      name,
      nameKey: id,
      createdAt: at,
    })),
  });
  const themes = new Map([...new Set(facts.events.map(({ theme }) => theme))].map((name) => [name, randomUUID()]));
  await prisma.theme.createMany({
    data: [...themes].flatMap(([name, id], position) =>
      name === null ? [] : [{ id, regionId, editionId, name, position }],
    ),
  });
  const survey = await prisma.survey.create({
    data: {
      regionId,
      editionId,
      launchedAt: at,
      launchedById: personId,
      closesOn: new Date('2009-01-12'),
      closedAt,
    },
  });

  const answersOf = (answers: Answers, answeredOn: string | null) => ({
    create: Object.entries(answers).map(([question, value]) => ({
      regionId,
      question,
      value: structuredClone(value) as object,
      answeredById: personId,
      answeredAt: new Date(`${answeredOn}T12:00:00Z`),
    })),
  });
  const events = new Map<string, string>();
  for (const [index, event] of facts.events.entries()) {
    const { id } = await prisma.event.create({
      data: {
        regionId,
        editionId,
        organisationId: organisationId(event.organisation),
        number: index + 1,
        title: event.title,
        pitch: '',
        venue: '',
        contact: '',
        department: event.department,
        themeId: event.theme === null ? null : (themes.get(event.theme) ?? null),
        status: 'ACCEPTED',
        proposedById: personId,
        proposedAt: at,
        decidedAt: at,
        updatedAt: at,
        occurrences: {
          create: event.days.map((day) => ({ regionId, startsAt: new Date(`${day}T17:00:00Z`) })),
        },
        coOrganisers: {
          create: event.coOrganisers.map((other) => ({
            regionId,
            organisationId: organisationId(other),
            status: 'ACCEPTED' as const,
            invitedById: personId,
            invitedAt: at,
          })),
        },
      },
    });
    events.set(event.id, id);
  }
  for (const { event, answers, answeredOn } of facts.eventQuestionnaires) {
    const lead = facts.events.find(({ id }) => id === event)?.organisation ?? '';
    await prisma.questionnaire.create({
      data: {
        regionId,
        surveyId: survey.id,
        kind: 'EVENT',
        organisationId: organisationId(lead),
        eventId: events.get(event) ?? null,
        askedAt: at,
        answers: answersOf(answers, answeredOn),
      },
    });
  }
  for (const { organisation, answers, answeredOn } of facts.organisationQuestionnaires) {
    await prisma.questionnaire.create({
      data: {
        regionId,
        surveyId: survey.id,
        kind: 'ORGANISATION',
        organisationId: organisationId(organisation),
        askedAt: at,
        answers: answersOf(answers, answeredOn),
      },
    });
  }
  const region: Region = {
    id: regionId,
    name: row.name,
    chamber: row.chamber,
    departments: row.departments,
    timeZone: row.timeZone,
    locale: 'fr',
  };
  return { region, editionId, personId };
}
