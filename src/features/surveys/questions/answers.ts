import * as z from 'zod';
import type { Question, QuestionId } from './catalogue.ts';
import { LEVELS, MEDIUMS, OPTION_IDS, type OptionId } from './options.ts';

/** "2008-11-15". */
const day = z.iso.date();

/** One article, broadcast or page that spoke of an organisation. */
export const mediaItem = z.strictObject({
  outlet: z.string().trim().min(1).max(200),
  medium: z.enum(MEDIUMS),
  publishedOn: day.nullable(),
  link: z.url().nullable(),
});

export type MediaItem = z.infer<typeof mediaItem>;

const option = z.enum(OPTION_IDS);
const level = z.enum(LEVELS);

/**
 * What is stored of an answer, as JSON. `done` is false while a question of several steps is under way: every pick is
 * kept at once, so that nothing is lost when someone comes back weeks later.
 */
export const answerValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choice'), option }),
  z.strictObject({ kind: z.literal('choices'), options: z.array(option).min(1).readonly() }),
  z.strictObject({
    kind: z.literal('quantity'),
    value: z.int().min(0),
    precision: z.enum(['exact', 'estimated', 'at_least']),
    /** Both ends of a range, whose middle `value` is; what was stored before ranges were kept has none. */
    range: z.strictObject({ from: z.int().min(0), to: z.int().min(0) }).optional(),
    /** As it was written, to be shown back and corrected. */
    typed: z.string(),
  }),
  z.strictObject({ kind: z.literal('day'), day, typed: z.string() }),
  z.strictObject({ kind: z.literal('text'), text: z.string().trim().min(1) }),
  z.strictObject({ kind: z.literal('link'), url: z.url() }),
  /** `caption`: what was typed with it. */
  z.strictObject({ kind: z.literal('file'), file: z.string().min(1), caption: z.string().trim().min(1).optional() }),
  /** `order`: first choice, second choice, … */
  z.strictObject({ kind: z.literal('ranking'), order: z.array(option).readonly(), done: z.boolean() }),
  z.strictObject({
    kind: z.literal('scales'),
    levels: z.strictObject({
      knownToPublic: level.optional(),
      diversity: level.optional(),
      reachedInhabitants: level.optional(),
      reachedOfficials: level.optional(),
    }),
  }),
  z.strictObject({ kind: z.literal('coverage'), items: z.array(mediaItem).readonly(), done: z.boolean() }),
  /** "Je ne sais pas" where no option says so: a number, a date. It counts as answered. */
  z.strictObject({ kind: z.literal('unknown') }),
  /** [Rien à signaler]. */
  z.strictObject({ kind: z.literal('nothing') }),
  /** [Passer]. */
  z.strictObject({ kind: z.literal('skipped') }),
]);

export type AnswerValue = z.infer<typeof answerValue>;
export type AnswerOf<Kind extends AnswerValue['kind']> = Extract<AnswerValue, { kind: Kind }>;

/** What a sheet holds now. */
export type Answers = { readonly [Q in QuestionId]?: AnswerValue };

/** The option chosen in a question of one choice; null when it isn't answered. */
export function chosen(answers: Answers, question: QuestionId): OptionId | null {
  const value = answers[question];
  return value?.kind === 'choice' ? value.option : null;
}

/** Whether a value may stand as the answer of a question, whoever made it: a button, a form, an import. */
export function fits(question: Question, value: AnswerValue): boolean {
  if (value.kind === 'skipped') return question.optional === true;
  if (value.kind === 'unknown') return question.kind === 'quantity' || question.kind === 'day';
  if (value.kind === 'nothing') return question.kind === 'ranking' && question.nothing === true;
  switch (question.kind) {
    case 'choice':
      return value.kind === 'choice' && question.options.includes(value.option);
    case 'choices':
      return (
        value.kind === 'choices' &&
        onlyOnce(value.options) &&
        value.options.every((each) => question.options.includes(each)) &&
        (value.options.length === 1 || !value.options.some((each) => question.alone.includes(each)))
      );
    case 'ranking':
      return (
        value.kind === 'ranking' &&
        value.order.length <= question.places &&
        onlyOnce(value.order) &&
        value.order.every((each) => question.options.includes(each))
      );
    default:
      return value.kind === question.kind;
  }
}

function onlyOnce(options: readonly OptionId[]): boolean {
  return new Set(options).size === options.length;
}
