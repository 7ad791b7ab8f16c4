import { z } from 'zod';
import type { RawValues } from '../../../chat/form.ts';
import { actions, text, typingNote } from '../../../chat/message.ts';
import { pressButton, stepOptions } from './controls.ts';
import { optionInForm, shortText } from './in-form.ts';
import { ofKind, type QuestionBase, type QuestionKind } from './kind.ts';
import { LEVELS, type Level, optionLine, STATEMENT_IDS, type StatementId, statementText } from './options.ts';
import { readOption } from './read-option.ts';
import { accepted, refused, splitReply } from './reading.ts';

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

/** Returns how many statements aren't judged yet. */
function left({ statements }: ScalesQuestion, current: Scales | null): number {
  return statements.filter((statement) => current?.levels[statement] === undefined).length;
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
  /** Reads "assez", or several in the order of the statements: "assez, beaucoup, un peu", "3 4 2". */
  read({ question, options, soFar }, typed, { locale }) {
    // "1,5" may be one answer between two, or two of them.
    if (/^\s*\d+[.,]\d+\s*$/u.test(typed)) return refused('oneOrTwoLevels');
    const pieces = splitReply(typed);
    if (pieces.length > left(question, soFar)) return refused('tooManyLevels', [], { places: left(question, soFar) });
    let current = soFar;
    for (const piece of pieces) {
      const reading = readOption(options, piece, locale);
      if (reading.found === 'several') return refused('ambiguous', reading.options);
      const judged = reading.found === 'one' ? question.options.find((each) => each === reading.option) : undefined;
      const statement = nextStatement(question, current);
      if (judged === undefined || statement === null) return refused('unreadable');
      current = withLevel(current, statement, judged);
    }
    return current === null || pieces.length === 0 ? refused('unreadable') : accepted(current);
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
  controls: (t, shown) => [
    ...shown.step.question.statements.flatMap((statement) => {
      const judged = levelIn(shown.held, statement);
      const label = `… ${t.text(statementText(statement))}`;
      return [
        text(judged ? optionLine(t, label, judged) : label),
        actions(...stepOptions(t, shown).map(({ value, label }) => pressButton(shown, `${statement}.${value}`, label))),
      ];
    }),
    left(shown.step.question, shown.step.soFar) > 1 ? typingNote(t.text('surveys.ask.scales')) : null,
  ],
};
