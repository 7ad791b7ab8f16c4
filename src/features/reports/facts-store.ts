import type { RegionScope } from '../../access/scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Answers } from '../surveys/answers.ts';
import { answerValue } from '../surveys/answers.ts';
import { type AnswerEntry, answersFrom } from '../surveys/history.ts';
import type { Medium } from '../surveys/options.ts';
import { isQuestionId } from '../surveys/questions.ts';
import type { MentionFact } from './facts.ts';

/** Where the collecting of an edition's answers stands. */
export interface SurveyState {
  readonly id: string;
  /** Last day to answer, "2027-01-15". */
  readonly closesOn: string;
  readonly closedAt: Date | null;
}

/** A sheet that was asked, with the answers that count. */
export interface CountedSheet {
  readonly id: string;
  readonly organisation: string;
  /** Null for an organisation's. */
  readonly event: string | null;
  readonly answers: Answers;
  readonly firstAnswer: Date | null;
}

const answerFields = {
  question: true,
  value: true,
  answeredById: true,
  onBehalf: true,
  answeredAt: true,
  late: true,
} as const;

interface AnswerRow {
  readonly question: string;
  readonly value: unknown;
  readonly answeredById: string;
  readonly onBehalf: boolean;
  readonly answeredAt: Date;
  readonly late: boolean;
}

function entriesOf(rows: readonly AnswerRow[]): AnswerEntry[] {
  return rows.flatMap(({ question, value, answeredById, onBehalf, answeredAt, late }) =>
    isQuestionId(question)
      ? [{ question, value: answerValue.parse(value), by: answeredById, onBehalf, at: answeredAt, late }]
      : [],
  );
}

const mediums = { PRESS: 'press', RADIO: 'radio', TV: 'tv', WEB: 'web' } as const satisfies Readonly<
  Record<string, Medium>
>;

/** What the bilan needs of an edition's answers: a handful of queries, however many events there are. */
export function factsStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    async survey(editionId: string): Promise<SurveyState | null> {
      const row = await client.survey.findFirst({
        where: { regionId, editionId },
        select: { id: true, closesOn: true, closedAt: true },
      });
      return row && { ...row, closesOn: row.closesOn.toISOString().slice(0, 10) };
    },

    /** Those that were asked or answered, by their first answer; with `onTime`, as they stood when the survey closed. */
    async sheets(surveyId: string, { onTime }: { readonly onTime: boolean }): Promise<readonly CountedSheet[]> {
      const rows = await client.questionnaire.findMany({
        where: { regionId, surveyId, OR: [{ askedAt: { not: null } }, { answers: { some: {} } }] },
        select: { id: true, organisationId: true, eventId: true, answers: { select: answerFields } },
        orderBy: { id: 'asc' },
      });
      const before = await client.answerRevision.findMany({
        where: { regionId, questionnaireId: { in: rows.map(({ id }) => id) } },
        select: { ...answerFields, questionnaireId: true },
      });
      const sheets = rows.map((row) => {
        const current = entriesOf(row.answers);
        const late = new Set(current.filter((entry) => entry.late).map(({ question }) => question));
        const former = entriesOf(before.filter(({ questionnaireId }) => questionnaireId === row.id));
        // What was set aside without being answered anew doesn't come back.
        const replaced = former.filter(({ question }) => late.has(question));
        const answers = answersFrom(onTime ? [...replaced, ...current] : current, { onTime });
        const times = [...former, ...current]
          .filter((entry) => answers[entry.question] !== undefined && !(onTime && entry.late))
          .map(({ at }) => at.getTime());
        return {
          id: row.id,
          organisation: row.organisationId,
          event: row.eventId,
          answers,
          firstAnswer: times.length > 0 ? new Date(Math.min(...times)) : null,
        };
      });
      const order = ({ firstAnswer }: CountedSheet) => firstAnswer?.getTime() ?? Number.MAX_SAFE_INTEGER;
      return sheets.sort((a, b) => order(a) - order(b));
    },

    /** Media items that were logged beside the sheets, each with the sheet it came with, if any. */
    async loggedMentions(editionId: string): Promise<(MentionFact & { readonly sheet: string | null })[]> {
      const rows = await client.mediaMention.findMany({
        where: { regionId, editionId },
        orderBy: { enteredAt: 'asc' },
      });
      return rows.map(({ outlet, kind, publishedOn, link, organisationId, questionnaireId, launch }) => ({
        outlet,
        medium: mediums[kind],
        publishedOn,
        link,
        organisation: organisationId,
        launch,
        sheet: questionnaireId,
      }));
    },
  };
}
