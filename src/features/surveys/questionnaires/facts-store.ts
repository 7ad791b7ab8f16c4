import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import { parseAnswer } from '../questions/answers.ts';
import { isQuestionId, type QuestionnaireKind } from '../questions/catalogue.ts';
import { QUOTE_CHOICES, type QuoteChoice, type QuoteConsent } from '../questions/consent.ts';
import type { AnswerEntry } from './history.ts';
import { questionnaireKindOf } from './questionnaire-store.ts';

/** The number of questionnaires that one statement reads, so that it holds nobody up. */
export const QUESTIONNAIRES_AT_ONCE = 125;

/** The columns of a questionnaire that counting it takes. */
export interface QuestionnaireFactRow {
  readonly id: string;
  readonly kind: QuestionnaireKind;
  readonly eventId: string | null;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly askedAt: Date | null;
  readonly consents: readonly QuoteConsent[];
  /** The current answers, in the order in which they were given. */
  readonly entries: readonly AnswerEntry[];
  /** Replaced answers, latest first. */
  readonly before: readonly AnswerEntry[];
}

/** An answer as an array: its question, what was answered, by whom, for another, when, and late. */
type Entry = readonly [string, unknown, string, boolean, string, boolean];

interface Row {
  readonly id: string;
  readonly kind: keyof typeof questionnaireKindOf;
  readonly eventId: string | null;
  readonly organisationId: string;
  readonly organisation: string;
  readonly askedAt: Date | null;
  readonly consents: readonly (readonly [string, string, string, string])[];
  readonly answers: readonly Entry[];
  readonly revisions: readonly Entry[];
}

function entriesOf(stored: readonly Entry[]): readonly AnswerEntry[] {
  return stored.flatMap(([question, value, by, onBehalf, at, late]) =>
    isQuestionId(question) ? [{ question, value: parseAnswer(value), by, onBehalf, at: new Date(at), late }] : [],
  );
}

function isQuoteChoice(choice: string): choice is QuoteChoice {
  return (QUOTE_CHOICES as readonly string[]).includes(choice);
}

function consentsOf(stored: Row['consents']): readonly QuoteConsent[] {
  return stored.flatMap(([question, choice, by, at]) =>
    isQuestionId(question) && isQuoteChoice(choice) ? [{ question, choice, by, at: new Date(at) }] : [],
  );
}

function factRow({
  kind,
  organisationId,
  organisation: name,
  consents,
  answers,
  revisions,
  ...row
}: Row): QuestionnaireFactRow {
  return {
    id: row.id,
    kind: questionnaireKindOf[kind],
    eventId: row.eventId,
    organisation: { id: organisationId, name },
    askedAt: row.askedAt,
    consents: consentsOf(consents),
    entries: entriesOf(answers),
    before: entriesOf(revisions),
  };
}

/** Reads what is counted of a survey's questionnaires, and nothing besides. */
export function questionnaireFactStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  /** Returns those of a survey that match, by their ids, so many at most, without those that were set aside. */
  async function read(
    surveyId: string,
    matching: Prisma.Sql,
    most: number | null,
  ): Promise<readonly QuestionnaireFactRow[]> {
    const rows = await client.$queryRaw<readonly Row[]>`
      SELECT one."id", one."kind"::text AS "kind", one."eventId", one."askedAt", one."organisationId",
        organisation."name" AS "organisation",
        (SELECT coalesce(json_agg(json_build_array(
            consent."question", consent."choice", consent."chosenById", consent."chosenAt")), '[]')
          FROM "QuoteConsent" consent WHERE consent."questionnaireId" = one."id") AS "consents",
        (SELECT coalesce(json_agg(json_build_array(answer."question", answer."value", answer."answeredById",
            answer."onBehalf", answer."answeredAt", answer."late") ORDER BY answer."answeredAt", answer."id"), '[]')
          FROM "Answer" answer WHERE answer."questionnaireId" = one."id") AS "answers",
        (SELECT coalesce(json_agg(json_build_array(former."question", former."value", former."answeredById",
            former."onBehalf", former."answeredAt", former."late")
            ORDER BY former."replacedAt" DESC, former."id" DESC), '[]')
          FROM "AnswerRevision" former WHERE former."questionnaireId" = one."id") AS "revisions"
      FROM "Questionnaire" one JOIN "Organisation" organisation ON organisation."id" = one."organisationId"
      WHERE one."regionId" = ${regionId}::uuid AND one."surveyId" = ${surveyId}::uuid AND one."setAsideAt" IS NULL
        AND ${matching}
      ORDER BY one."id" LIMIT ${most}`;
    return rows.map(factRow);
  }

  return {
    /** Returns those that follow this one by their ids, the first of them. Fewer than are read at once are the last. */
    after: (surveyId: string, id: string) => read(surveyId, Prisma.sql`one."id" > ${id}::uuid`, QUESTIONNAIRES_AT_ONCE),

    /** Returns those about these events, and the one that this organisation was asked as one that takes part. */
    about: (surveyId: string, eventIds: readonly string[], organisationId: string) =>
      read(
        surveyId,
        Prisma.sql`(one."eventId" = ANY(${[...eventIds]}::uuid[])
          OR (one."organisationId" = ${organisationId}::uuid AND one."kind" = 'ORGANISATION'))`,
        null,
      ),
  };
}
