import { z } from 'zod';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { Prisma } from '../../../generated/prisma/client.ts';
import { parseAnswer } from '../questions/answers.ts';
import { isQuestionId, type QuestionnaireKind } from '../questions/catalogue.ts';
import { QUOTE_CHOICES, type QuoteConsent } from '../questions/consent.ts';
import { type SurveyRow, surveyFields, surveyOf } from '../store.ts';
import type { StoredQuestionnaire } from '../survey.ts';
import type { AnswerEntry } from './history.ts';

/** The columns to select for `questionnaireOf`. */
export const questionnaireFields = {
  id: true,
  kind: true,
  eventId: true,
  askedAt: true,
  completedAt: true,
  declinedAt: true,
  finishReminder: true,
  calledAt: true,
  calledById: true,
  setAsideAt: true,
  survey: { select: surveyFields },
  organisation: {
    select: {
      id: true,
      name: true,
      questionnaires: { where: { kind: 'ORGANISATION', setAsideAt: null }, select: { surveyId: true } },
    },
  },
  consents: { select: { question: true, choice: true, chosenById: true, chosenAt: true } },
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

type KindColumn = 'EVENT' | 'ORGANISATION' | 'ABSENCE';

export const questionnaireKindOf = { EVENT: 'event', ORGANISATION: 'organisation', ABSENCE: 'absence' } as const;
const kindColumn = { event: 'EVENT', organisation: 'ORGANISATION', absence: 'ABSENCE' } as const;

export interface QuestionnaireRow
  extends Omit<StoredQuestionnaire, 'survey' | 'kind' | 'organisation' | 'superseded' | 'entries' | 'consents'> {
  readonly kind: KindColumn;
  readonly setAsideAt: Date | null;
  readonly organisation: StoredQuestionnaire['organisation'] & {
    /** Those that it is asked as one that takes part, of all surveys. */
    readonly questionnaires: readonly { readonly surveyId: string }[];
  };
  readonly survey: SurveyRow;
  readonly answers: readonly AnswerRow[];
  readonly consents: readonly ConsentRow[];
}

interface ConsentRow {
  readonly question: string;
  readonly choice: string;
  readonly chosenById: string;
  readonly chosenAt: Date;
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

export interface NewQuestionnaire {
  readonly kind: QuestionnaireKind;
  readonly organisationId: string;
  readonly eventId: string | null;
}

/** The number of questionnaires of one kind that were complete by a certain time, and of those asked. */
interface CompleteCounts {
  readonly complete: number;
  readonly asked: number;
}

/** Parses a stored answer; null for a question that no longer exists. */
export function answerEntryOf(row: AnswerRow): AnswerEntry | null {
  const { question, value, answeredById: by, onBehalf, answeredAt: at, late, sources, givenIn } = row;
  if (!isQuestionId(question)) return null;
  return { question, value: parseAnswer(value), by, onBehalf, at, late, sources, givenIn };
}

const quoteChoice = z.enum(QUOTE_CHOICES);

function consentOf({ question, choice, chosenById: by, chosenAt: at }: ConsentRow): QuoteConsent | null {
  return isQuestionId(question) ? { question, choice: quoteChoice.parse(choice), by, at } : null;
}

export function questionnaireOf({
  kind,
  survey,
  organisation: { questionnaires, ...organisation },
  answers,
  consents,
  setAsideAt,
  ...row
}: QuestionnaireRow): StoredQuestionnaire {
  return {
    ...row,
    organisation,
    kind: questionnaireKindOf[kind],
    superseded: setAsideAt !== null || (kind === 'ABSENCE' && questionnaires.some((one) => one.surveyId === survey.id)),
    survey: surveyOf(survey),
    consents: consents.flatMap((consent) => consentOf(consent) ?? []),
    entries: answers.flatMap((answer) => answerEntryOf(answer) ?? []),
  };
}

/** Selects the organisations of a region that aren't asked as ones that take part. */
function takesNoPart(regionId: string, surveyId: string): Prisma.OrganisationWhereInput {
  return { questionnaires: { none: { regionId, surveyId, kind: 'ORGANISATION', setAsideAt: null } } };
}

/** Stores the questionnaires of surveys, each with its current answers. */
export function questionnaireStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  /** Returns those of the region that match, by kind. */
  async function all(matching: Prisma.QuestionnaireWhereInput): Promise<readonly StoredQuestionnaire[]> {
    const rows = await client.questionnaire.findMany({
      where: { regionId, ...matching },
      select: questionnaireFields,
      orderBy: [{ kind: 'asc' }, { id: 'asc' }],
    });
    return rows.map(questionnaireOf);
  }

  /** Returns the questionnaires that these organisations lead or co-organise. */
  function of(surveyId: string, theirs: Prisma.OrganisationWhereInput): Promise<readonly StoredQuestionnaire[]> {
    const coOrganised = { coOrganisers: { some: { regionId, status: 'ACCEPTED' as const, organisation: theirs } } };
    return all({ surveyId, OR: [{ organisation: theirs }, { event: coOrganised }] });
  }

  return {
    async byId(id: string): Promise<StoredQuestionnaire | null> {
      const row = await client.questionnaire.findFirst({ where: { regionId, id }, select: questionnaireFields });
      return row ? questionnaireOf(row) : null;
    },

    byIds: (ids: readonly string[]) => all({ id: { in: [...ids] } }),

    async ofEvent(eventId: string): Promise<StoredQuestionnaire | null> {
      const row = await client.questionnaire.findFirst({ where: { regionId, eventId }, select: questionnaireFields });
      return row ? questionnaireOf(row) : null;
    },

    ofSurvey: (surveyId: string) => all({ surveyId }),

    /** Returns the questionnaires of these people's organisations, and of the events that those co-organise. */
    async ofMembers(surveyId: string, personIds: readonly string[]): Promise<readonly StoredQuestionnaire[]> {
      if (personIds.length === 0) return [];
      const member = { regionId, status: 'ACTIVE' as const, personId: { in: [...personIds] } };
      return of(surveyId, { memberships: { some: member } });
    },

    /** Returns the questionnaires of these organisations, and of the events that they co-organise. */
    async ofOrganisations(surveyId: string, ids: readonly string[]): Promise<readonly StoredQuestionnaire[]> {
      return ids.length === 0 ? [] : of(surveyId, { id: { in: [...ids] } });
    },

    /** Returns how many of a survey's questionnaires of one kind were complete by then, and how many were asked. */
    async completeBy(
      { survey, kind }: Pick<StoredQuestionnaire, 'survey' | 'kind'>,
      by: Date,
    ): Promise<CompleteCounts> {
      const where = {
        ...{ regionId, surveyId: survey.id, kind: kindColumn[kind], askedAt: { not: null }, setAsideAt: null },
        OR: [{ eventId: null }, { event: { regionId, status: { in: ['ACCEPTED', 'POSTPONED'] } } }],
        ...(kind === 'absence' ? { organisation: takesNoPart(regionId, survey.id) } : {}),
      } satisfies Prisma.QuestionnaireWhereInput;
      const complete = await client.questionnaire.count({ where: { ...where, completedAt: { lte: by } } });
      return { complete, asked: await client.questionnaire.count({ where }) };
    },

    /** Creates questionnaires, except where an event has one. For organisations' the caller has locked the survey. */
    async create(surveyId: string, given: readonly NewQuestionnaire[]): Promise<void> {
      if (given.length === 0) return;
      const data = given.map((one) => ({ ...one, surveyId, regionId, kind: kindColumn[one.kind] }));
      await client.questionnaire.createMany({ data, skipDuplicates: true });
    },

    /** Locks a questionnaire, so that two people who answer it at once do so one after the other. */
    async lock(id: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Questionnaire" WHERE "id" = ${id}::uuid FOR UPDATE`;
    },

    /** Locks the questionnaire of a conversation in the same way. */
    async lockOf(conversationId: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Questionnaire" WHERE "id" =
        (SELECT "questionnaireId" FROM "SurveyConversation" WHERE "regionId" = ${regionId}::uuid AND "id" = ${conversationId}::uuid)
        FOR UPDATE`;
    },

    async markAsked(id: string): Promise<void> {
      await client.questionnaire.updateMany({ where: { regionId, id, askedAt: null }, data: { askedAt: scope.now } });
    },

    /** Makes a questionnaire one that wasn't asked, nor called about, yet. */
    async takeAskingBack(id: string): Promise<void> {
      const data = { askedAt: null, calledAt: null, calledById: null };
      await client.questionnaire.updateMany({ where: { regionId, id }, data });
    },

    async markComplete(id: string): Promise<void> {
      const where = { regionId, id, completedAt: null };
      await client.questionnaire.updateMany({ where, data: { completedAt: scope.now } });
    },

    /** Notes the reminder that told somebody it was begun and isn't finished. */
    async noteFinishReminder(id: string, key: string): Promise<void> {
      await client.questionnaire.updateMany({ where: { regionId, id }, data: { finishReminder: key } });
    },

    /** Notes that this person has called about these questionnaires. */
    async noteCalled(ids: readonly string[], personId: string): Promise<void> {
      await client.questionnaire.updateMany({
        where: { regionId, id: { in: [...ids] } },
        data: { calledAt: scope.now, calledById: personId },
      });
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
