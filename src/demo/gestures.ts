import * as z from 'zod';
import { QUESTIONS, type QuestionnaireKind } from '../features/surveys/questions/catalogue.ts';
import { LEVELS, MEDIUMS, OPTION_IDS } from '../features/surveys/questions/options.ts';

const option = z.enum(OPTION_IDS);

const typedReply = z.strictObject({ type: z.string().min(1) });
const clickedOption = z.strictObject({ click: option });
const clickedOptions = z.strictObject({ click: z.array(option).min(1) });
const pickedInOrder = z.strictObject({ pick: z.array(option).min(1).max(3) });
const rated = z.strictObject({
  rate: z.strictObject({
    knownToPublic: z.enum(LEVELS),
    diversity: z.enum(LEVELS),
    reachedInhabitants: z.enum(LEVELS),
    reachedOfficials: z.enum(LEVELS),
  }),
});
const added = z.strictObject({
  add: z
    .array(
      z.strictObject({
        outlet: z.string().min(1),
        medium: z.enum(MEDIUMS),
        publishedOn: z.iso.date().optional(),
        link: z.url().optional(),
      }),
    )
    .min(1),
});
const pressed = z.strictObject({ press: z.enum(['skip', 'nothing', 'dontKnow']) });

/**
 * A person's gesture to answer one question, on either platform:
 * - `{ "click": "yes" }` the button of an option, `{ "click": ["mail", "ownSite"] }` several of them;
 * - `{ "type": "une soixantaine" }` a typed reply, read as any reply is;
 * - `{ "pick": ["legibility", "contacts"] }` first, second, third choice in one list, with fewer than three [Terminé];
 * - `{ "rate": { "knownToPublic": "fairly", … } }` the four statements, in one message;
 * - `{ "add": [{ "outlet": "…", "medium": "press", "publishedOn": "2008-11-12" }] }` media items, one on each line of one
 *   message (in forms where the name of one has a comma), after a single one [Terminé];
 * - `{ "press": "skip" }` [Passer], `"nothing"` [Rien à signaler], `"dontKnow"` [Je ne sais pas] to a number.
 */
export const gesture = z.union(
  [typedReply, clickedOption, clickedOptions, pickedInOrder, rated, added, pressed],
  'expected one of { "click": option or [options] }, { "type": text }, { "pick": [options] }, { "rate": levels }, ' +
    '{ "add": [media items] }, { "press": "skip" | "nothing" | "dontKnow" }',
);

export type Gesture = z.infer<typeof gesture>;

function gesturesOf(kind: QuestionnaireKind) {
  return z.partialRecord(z.enum(QUESTIONS[kind].map((question) => question.id)), gesture);
}

/** By question; a question that isn't named stays unanswered. */
export const eventGestures = gesturesOf('event');
export const organisationGestures = gesturesOf('organisation');

export type Gestures = z.infer<typeof eventGestures>;
