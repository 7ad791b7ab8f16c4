import { isThere } from '../../access/actor/there-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { AnswerEntry } from './questionnaires/history.ts';
import { parseAnswer } from './questions/answers.ts';
import { isQuestionId, type QuestionnaireKind } from './questions/catalogue.ts';
import type { StoredQuestionnaire, Survey } from './survey.ts';

const surveyFields = { id: true, editionId: true, launchedAt: true, closesOn: true, closedAt: true } as const;

const questionnaireFields = {
  id: true,
  kind: true,
  eventId: true,
  askedAt: true,
  completedAt: true,
  declinedAt: true,
  survey: { select: surveyFields },
  organisation: { select: { id: true, name: true } },
  answers: {
    select: {
      question: true,
      value: true,
      answeredById: true,
      onBehalf: true,
      answeredAt: true,
      late: true,
      sources: true,
    },
    orderBy: [{ answeredAt: 'asc' }, { id: 'asc' }],
  },
} satisfies Prisma.QuestionnaireSelect;

interface SurveyRow extends Omit<Survey, 'closesOn'> {
  readonly closesOn: Date;
}

interface QuestionnaireRow extends Omit<StoredQuestionnaire, 'survey' | 'kind' | 'entries'> {
  readonly kind: 'EVENT' | 'ORGANISATION';
  readonly survey: SurveyRow;
  readonly answers: readonly AnswerRow[];
}

interface AnswerRow {
  readonly question: string;
  readonly value: unknown;
  readonly answeredById: string;
  readonly onBehalf: boolean;
  readonly answeredAt: Date;
  readonly late: boolean;
  readonly sources: readonly string[];
  /** What an answer was before it was changed is shown nowhere it wasn't given. */
  readonly givenIn?: string | null;
}

function surveyOf({ closesOn, ...row }: SurveyRow): Survey {
  return { ...row, closesOn: closesOn.toISOString().slice(0, 10) };
}

/** An answer as it is stored, read back; null for a question there is no more. */
export function entryOf(row: AnswerRow): AnswerEntry | null {
  const { question, value, answeredById: by, onBehalf, answeredAt: at, late, sources, givenIn = null } = row;
  if (!isQuestionId(question)) return null;
  return { question, value: parseAnswer(value), by, onBehalf, at, late, sources, givenIn };
}

function questionnaireOf({ kind, survey, answers, ...row }: QuestionnaireRow): StoredQuestionnaire {
  return {
    ...row,
    kind: kind === 'EVENT' ? 'event' : 'organisation',
    survey: surveyOf(survey),
    entries: answers.flatMap((answer) => entryOf(answer) ?? []),
  };
}

/** The region's surveys and their questionnaires. */
export function surveyStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    async byId(id: string): Promise<Survey | null> {
      const row = await client.survey.findFirst({ where: { regionId, id }, select: surveyFields });
      return row ? surveyOf(row) : null;
    },

    async ofEdition(editionId: string): Promise<Survey | null> {
      const row = await client.survey.findFirst({ where: { regionId, editionId }, select: surveyFields });
      return row ? surveyOf(row) : null;
    },

    /** The one that is open; between two, the last. The next edition may have begun while answers still come in. */
    async latest(): Promise<Survey | null> {
      const first = {
        select: surveyFields,
        orderBy: [{ launchedAt: 'desc' }, { id: 'desc' }],
      } satisfies Prisma.SurveyFindFirstArgs;
      const row =
        (await client.survey.findFirst({ where: { regionId, closedAt: null }, ...first })) ??
        (await client.survey.findFirst({ where: { regionId }, ...first }));
      return row ? surveyOf(row) : null;
    },

    /** False when the edition has one already. */
    async create(editionId: string, closesOn: string, launchedById: string): Promise<boolean> {
      const created = await client.survey.createMany({
        data: { regionId, editionId, launchedAt: scope.now, launchedById, closesOn: new Date(closesOn) },
        skipDuplicates: true,
      });
      return created.count === 1;
    },

    /** Gives it another last day; false when it was closed or moved meanwhile. */
    async moveClosing({ id, closesOn: former }: Survey, closesOn: string): Promise<boolean> {
      const moved = await client.survey.updateMany({
        where: { regionId, id, closedAt: null, closesOn: new Date(former) },
        data: { closesOn: new Date(closesOn) },
      });
      return moved.count === 1;
    },

    /** False when it is closed already. */
    async close(id: string): Promise<boolean> {
      const closed = await client.survey.updateMany({
        where: { regionId, id, closedAt: null },
        data: { closedAt: scope.now },
      });
      return closed.count === 1;
    },

    /** Organisations that lead or co-organise an accepted event of the edition, or have somebody to ask. */
    async organisationsToAsk(editionId: string): Promise<readonly string[]> {
      const accepted = { editionId, status: 'ACCEPTED' } as const;
      const rows = await client.organisation.findMany({
        where: {
          regionId,
          OR: [
            { memberships: { some: { status: 'ACTIVE', person: isThere } } },
            { events: { some: accepted } },
            { coOrganised: { some: { status: 'ACCEPTED', event: accepted } } },
          ],
        },
        select: { id: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id }) => id);
    },

    async questionnaire(id: string): Promise<StoredQuestionnaire | null> {
      const row = await client.questionnaire.findFirst({ where: { regionId, id }, select: questionnaireFields });
      return row ? questionnaireOf(row) : null;
    },

    async questionnaireOfEvent(eventId: string): Promise<StoredQuestionnaire | null> {
      const row = await client.questionnaire.findFirst({ where: { regionId, eventId }, select: questionnaireFields });
      return row ? questionnaireOf(row) : null;
    },

    async questionnaires(surveyId: string): Promise<readonly StoredQuestionnaire[]> {
      const rows = await client.questionnaire.findMany({
        where: { regionId, surveyId },
        select: questionnaireFields,
        orderBy: [{ kind: 'asc' }, { id: 'asc' }],
      });
      return rows.map(questionnaireOf);
    },

    /** Those that organisations of these people lead, or co-organise the event of. */
    async questionnairesOfMembers(
      surveyId: string,
      personIds: readonly string[],
    ): Promise<readonly StoredQuestionnaire[]> {
      const theirs = { memberships: { some: { status: 'ACTIVE' as const, personId: { in: [...personIds] } } } };
      const coOrganised = { coOrganisers: { some: { status: 'ACCEPTED' as const, organisation: theirs } } };
      const rows = await client.questionnaire.findMany({
        where: { regionId, surveyId, OR: [{ organisation: theirs }, { event: coOrganised }] },
        select: questionnaireFields,
        orderBy: [{ kind: 'asc' }, { id: 'asc' }],
      });
      return rows.map(questionnaireOf);
    },

    /** One per event; one per organisation, whose survey the caller has locked. */
    async createQuestionnaire(given: {
      readonly surveyId: string;
      readonly kind: QuestionnaireKind;
      readonly organisationId: string;
      readonly eventId: string | null;
    }): Promise<void> {
      const kind = given.kind === 'event' ? 'EVENT' : 'ORGANISATION';
      await client.questionnaire.createMany({ data: { ...given, regionId, kind }, skipDuplicates: true });
    },

    /** Lets whoever changes the survey's questionnaires wait for each other. */
    async lock(surveyId: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Survey" WHERE "id" = ${surveyId}::uuid FOR UPDATE`;
    },

    /** Two who answer the same questionnaire at once do so one after the other. */
    async lockQuestionnaire(id: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Questionnaire" WHERE "id" = ${id}::uuid FOR UPDATE`;
    },

    async markAsked(id: string): Promise<void> {
      await client.questionnaire.updateMany({ where: { regionId, id, askedAt: null }, data: { askedAt: scope.now } });
    },

    async markComplete(id: string): Promise<void> {
      const where = { regionId, id, completedAt: null };
      await client.questionnaire.updateMany({ where, data: { completedAt: scope.now } });
    },

    /** Null takes it back. */
    async decline(id: string, personId: string | null): Promise<void> {
      await client.questionnaire.updateMany({
        where: { regionId, id },
        data: { declinedAt: personId === null ? null : scope.now, declinedById: personId },
      });
    },
  };
}
