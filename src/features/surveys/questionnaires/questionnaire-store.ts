import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { Prisma } from '../../../generated/prisma/client.ts';
import { parseAnswer } from '../questions/answers.ts';
import { isQuestionId, type QuestionnaireKind } from '../questions/catalogue.ts';
import { type SurveyRow, surveyFields, surveyOf } from '../store.ts';
import type { StoredQuestionnaire } from '../survey.ts';
import type { AnswerEntry } from './history.ts';

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
      givenIn: true,
    },
    orderBy: [{ answeredAt: 'asc' }, { id: 'asc' }],
  },
} satisfies Prisma.QuestionnaireSelect;

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
  readonly givenIn: string | null;
}

/** Parses a stored answer; null for a question that no longer exists. */
export function answerEntryOf(row: AnswerRow): AnswerEntry | null {
  const { question, value, answeredById: by, onBehalf, answeredAt: at, late, sources, givenIn } = row;
  if (!isQuestionId(question)) return null;
  return { question, value: parseAnswer(value), by, onBehalf, at, late, sources, givenIn };
}

function questionnaireOf({ kind, survey, answers, ...row }: QuestionnaireRow): StoredQuestionnaire {
  return {
    ...row,
    kind: kind === 'EVENT' ? 'event' : 'organisation',
    survey: surveyOf(survey),
    entries: answers.flatMap((answer) => answerEntryOf(answer) ?? []),
  };
}

/** Stores the questionnaires of surveys, each with its current answers. */
export function questionnaireStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    async byId(id: string): Promise<StoredQuestionnaire | null> {
      const row = await client.questionnaire.findFirst({ where: { regionId, id }, select: questionnaireFields });
      return row ? questionnaireOf(row) : null;
    },

    async ofEvent(eventId: string): Promise<StoredQuestionnaire | null> {
      const row = await client.questionnaire.findFirst({ where: { regionId, eventId }, select: questionnaireFields });
      return row ? questionnaireOf(row) : null;
    },

    async ofSurvey(surveyId: string): Promise<readonly StoredQuestionnaire[]> {
      const rows = await client.questionnaire.findMany({
        where: { regionId, surveyId },
        select: questionnaireFields,
        orderBy: [{ kind: 'asc' }, { id: 'asc' }],
      });
      return rows.map(questionnaireOf);
    },

    /** Returns the questionnaires of these people's organisations, and of the events that those co-organise. */
    async ofMembers(surveyId: string, personIds: readonly string[]): Promise<readonly StoredQuestionnaire[]> {
      const member = { regionId, status: 'ACTIVE' as const, personId: { in: [...personIds] } };
      const theirs = { memberships: { some: member } };
      const coOrganised = { coOrganisers: { some: { regionId, status: 'ACCEPTED' as const, organisation: theirs } } };
      const rows = await client.questionnaire.findMany({
        where: { regionId, surveyId, OR: [{ organisation: theirs }, { event: coOrganised }] },
        select: questionnaireFields,
        orderBy: [{ kind: 'asc' }, { id: 'asc' }],
      });
      return rows.map(questionnaireOf);
    },

    /** Creates a questionnaire, unless its event has one. For an organisation's the caller has locked the survey. */
    async create(given: {
      readonly surveyId: string;
      readonly kind: QuestionnaireKind;
      readonly organisationId: string;
      readonly eventId: string | null;
    }): Promise<void> {
      const kind = given.kind === 'event' ? 'EVENT' : 'ORGANISATION';
      await client.questionnaire.createMany({ data: { ...given, regionId, kind }, skipDuplicates: true });
    },

    /** Locks a questionnaire, so that two people who answer it at once do so one after the other. */
    async lock(id: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Questionnaire" WHERE "id" = ${id}::uuid FOR UPDATE`;
    },

    async markAsked(id: string): Promise<void> {
      await client.questionnaire.updateMany({ where: { regionId, id, askedAt: null }, data: { askedAt: scope.now } });
    },

    async markComplete(id: string): Promise<void> {
      const where = { regionId, id, completedAt: null };
      await client.questionnaire.updateMany({ where, data: { completedAt: scope.now } });
    },

    /** Marks a questionnaire as declined by this person; null takes the refusal back. */
    async decline(id: string, personId: string | null): Promise<void> {
      await client.questionnaire.updateMany({
        where: { regionId, id },
        data: { declinedAt: personId === null ? null : scope.now, declinedById: personId },
      });
    },
  };
}
