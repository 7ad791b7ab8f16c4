import { z } from 'zod';
import type { RawValues } from '../../../chat/form.ts';
import { actions, text } from '../../../chat/message.ts';
import { pressButton, stepOptions } from './controls.ts';
import { optionInForm, shortText } from './in-form.ts';
import { ofKind, type QuestionBase, type QuestionKind } from './kind.ts';
import { LEVELS, type Level, optionLine, STATEMENT_IDS, type StatementId, statementText } from './options.ts';
import { readOption } from './read-option.ts';
import { accepted, refused } from './reading.ts';

export interface ScalesQuestion extends QuestionBase {
  readonly kind: 'scales';
  readonly statements: typeof STATEMENT_IDS;
  readonly options: typeof LEVELS;
}

const level = z.enum(LEVELS);

const stored = z.strictObject({
  kind: z.literal('scales'),
  levels: z.strictObject({
    knownToPublic: level.optional(),
    diversity: level.optional(),
    reachedInhabitants: level.optional(),
    reachedOfficials: level.optional(),
  }),
});

type Scales = z.infer<typeof stored>;

const scalesIn = ofKind<Scales>('scales');

/** Returns how a statement was judged; undefined when it wasn't. */
export function levelIn(value: Parameters<typeof scalesIn>[0], statement: StatementId): Level | undefined {
  return scalesIn(value)?.levels[statement];
}

/** Returns the answer with one more statement judged. */
export function withLevel(current: Scales | null, statement: StatementId, judged: Level): Scales {
  return { kind: 'scales', levels: { ...current?.levels, [statement]: judged } };
}

function nextStatement({ statements }: ScalesQuestion, current: Scales | null): StatementId | null {
  return statements.find((statement) => current?.levels[statement] === undefined) ?? null;
}

/** A question with several statements, each judged on the same scale. */
export const scalesKind: QuestionKind<ScalesQuestion, Scales> = {
  kind: 'scales',
  stored,
  severalSteps: true,
  showsAnswer: true,
  isDone: (question, answer) => nextStatement(question, answer) === null,
  offers: (question, soFar) => ({
    options: question.options,
    statement: nextStatement(question, soFar) ?? question.statements[0],
  }),
  read({ question, options, statement, soFar }, typed, { locale }) {
    const reading = readOption(options, typed, locale);
    if (reading.found === 'several') return refused('ambiguous', reading.options);
    const judged = reading.found === 'one' ? question.options.find((each) => each === reading.option) : undefined;
    if (statement === null || judged === undefined) return refused('unreadable');
    return accepted(withLevel(soFar, statement, judged));
  },
  /** Reads the pressed `<statement>.<level>`. */
  take({ question }, held, given) {
    const [name, chosen] = given.by === 'press' ? given.what.split('.') : [];
    const statement = STATEMENT_IDS.find((each) => each === name);
    const judged = question.options.find((each) => each === chosen);
    return statement && judged ? accepted(withLevel(held, statement, judged)) : refused('unreadable');
  },
  formFields: ({ statements, options }) =>
    Object.fromEntries(statements.map((statement) => [statement, optionInForm(shortText(statement), options)])),
  readForm({ question }, given) {
    const levels = question.statements.flatMap((statement) => {
      const judged = question.options.find((each) => each === given[statement]);
      return judged ? [[statement, judged]] : [];
    });
    return accepted({ kind: 'scales', levels: Object.fromEntries(levels) });
  },
  fillForm: ({ levels }) => levels as RawValues,
  text: (t, { levels }) =>
    STATEMENT_IDS.flatMap((statement) => {
      const judged = levels[statement];
      return judged ? [optionLine(t, t.text(statementText(statement)), judged)] : [];
    }).join('\n'),
  part: (t, { statement }) => (statement === null ? null : t.text(statementText(statement))),
  controls: (t, shown) =>
    shown.step.question.statements.flatMap((statement) => {
      const judged = levelIn(shown.held, statement);
      const label = `… ${t.text(statementText(statement))}`;
      return [
        text(judged ? optionLine(t, label, judged) : label),
        actions(...stepOptions(t, shown).map(({ value, label }) => pressButton(shown, `${statement}.${value}`, label))),
      ];
    }),
};
