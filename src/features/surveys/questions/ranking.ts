import { z } from 'zod';
import { pickField, type RawValues } from '../../../chat/form.ts';
import { actions, select, text } from '../../../chat/message.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { extraButton, SURVEY_ACTIONS, skipButton, stepOptions } from './controls.ts';
import { shortText } from './in-form.ts';
import { ofKind, type QuestionBase, type QuestionKind, type StepOf } from './kind.ts';
import { isWithoutRepeats, OPTION_IDS, type OptionId, optionLine } from './options.ts';
import { readOption } from './read-option.ts';
import { accepted, type ReplyReading, refused, splitReply } from './reading.ts';
import type { StandIn } from './stand-in.ts';
import { saysNoMore, saysNothing } from './usual-words.ts';

export interface RankingQuestion extends QuestionBase {
  readonly kind: 'ranking';
  /** In the order of the catalogue. Each questionnaire shows them in its own order (`shuffledOptions`). */
  readonly options: readonly OptionId[];
  readonly places: number;
  /** The question offers [Rien à signaler]. */
  readonly nothing?: true;
}

/**
 * `order` lists the first choice, the second, and so on. Every choice is stored at once, so that nothing is lost when
 * somebody comes back weeks later; `done` is false until the answer is complete.
 */
const stored = z.strictObject({
  kind: z.literal('ranking'),
  order: z.array(z.enum(OPTION_IDS)).readonly(),
  done: z.boolean(),
});

type Ranking = z.infer<typeof stored>;

const rankingIn = ofKind<Ranking>('ranking');

/** Returns the choices in order, empty for "rien à signaler"; null without an answer, or when it was taken back. */
export function orderIn(value: Parameters<typeof rankingIn>[0]): readonly OptionId[] | null {
  if (value?.kind === 'nothing') return [];
  const order = rankingIn(value)?.order ?? [];
  return order.length === 0 ? null : order;
}

/**
 * Returns the options in the order in which one questionnaire shows them. The order is random, so that over all
 * questionnaires no option profits from standing first; it is seeded with the questionnaire's id, so that everyone who
 * opens it sees the same. "Autre" comes last, because it only makes sense after the others.
 */
export function shuffledOptions(question: RankingQuestion, questionnaireId: string): readonly OptionId[] {
  const drawn = question.options.filter((option) => option !== 'other');
  const random = randomFrom(`${questionnaireId}:${question.id}`);
  for (let last = drawn.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [drawn[last], drawn[other]];
    if (a !== undefined && b !== undefined) [drawn[last], drawn[other]] = [b, a];
  }
  return question.options.includes('other') ? [...drawn, 'other'] : drawn;
}

/** Returns a pseudo-random generator (mulberry32 seeded by FNV-1a), which gives the same numbers on every machine. */
function randomFrom(seed: string): () => number {
  let state = 2166136261;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Returns the answer with the next choice. An option that is already chosen changes nothing. */
export function withChoice(question: RankingQuestion, current: Ranking | null, option: OptionId): Ranking {
  const order = current?.order ?? [];
  if (order.includes(option) || order.length >= question.places || !question.options.includes(option)) {
    return current ?? { kind: 'ranking', order, done: false };
  }
  const picked = [...order, option];
  return { kind: 'ranking', order: picked, done: picked.length >= question.places };
}

/** Ends the ranking: only the first choice is needed. Without any the question is skipped. */
export function finishRanking(current: Ranking | null): Ranking | Extract<StandIn, { kind: 'skipped' }> {
  if (current === null || current.order.length === 0) return { kind: 'skipped' };
  return { ...current, done: true };
}

/**
 * Reads one choice ("2", "nouer des contacts") or several in order ("2, 4, 1"). Numbers refer to the list as shown,
 * which leaves out what was chosen before this reply.
 */
export function readRanking(
  { question, options, soFar }: StepOf<RankingQuestion, Ranking>,
  typed: string,
  locale: 'fr' | 'en',
): ReplyReading<Ranking> {
  let current = soFar;
  const pieces = isOneChoice(options, typed, locale) ? [typed] : splitReply(typed);
  if (pieces.length + (current?.order.length ?? 0) > question.places)
    return refused('tooMany', [], { places: question.places });
  for (const piece of pieces) {
    const reading = readOption(options, piece, locale);
    if (reading.found === 'several') return refused('ambiguous', reading.options);
    if (reading.found === 'none') {
      const chosenBefore = readOption(current?.order ?? [], piece, locale);
      if (chosenBefore.found === 'one') return refused('alreadyChosen', [chosenBefore.option]);
      return refused('unreadable');
    }
    if (current?.order.includes(reading.option)) return refused('alreadyChosen', [reading.option]);
    current = withChoice(question, current, reading.option);
  }
  return current === null ? refused('empty') : accepted(current);
}

/**
 * Returns whether a reply names one option: "pas assez visible des citoyens et des élus" does, "vitrine, autre"
 * doesn't.
 */
function isOneChoice(options: readonly OptionId[], typed: string, locale: 'fr' | 'en'): boolean {
  const one = (text: string): OptionId | null => {
    const reading = readOption(options, text, locale);
    return reading.found === 'one' ? reading.option : null;
  };
  const separate = new Set(splitReply(typed).map(one));
  return one(typed) !== null && (separate.has(null) || separate.size === 1);
}

/** Reads the choices of a form, by place. Places that are left empty are closed up. */
function readPlaces(question: RankingQuestion, given: RawValues): ReplyReading<Ranking | StandIn> {
  let current: Ranking | null = null;
  for (const [place, chosen] of Object.entries(given).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (chosen === '') continue;
    const option = question.options.find((each) => each === chosen);
    const at = (problem: 'unreadable' | 'alreadyChosen', typed: string) =>
      refused(problem, option ? [option] : [], { fields: [{ field: place, problem, typed }] });
    if (option === undefined) return at('unreadable', String(chosen));
    if (current?.order.includes(option)) return at('alreadyChosen', '');
    current = withChoice(question, current, option);
  }
  return accepted(finishRanking(current));
}

/** Words a place: "1er choix". */
function placeText(t: Translator, place: number): string {
  return t.text(`surveys.places.${place}` as TextKey);
}

/** Words the places that one list still fills: "1er choix, puis les suivants dans l'ordre (3 au plus)". */
function placesText(t: Translator, place: number, left: number): string {
  const first = placeText(t, place);
  return left === 1 ? first : t.text('surveys.ask.places', { first, count: left });
}

function lines(t: Translator, { order }: Ranking): readonly string[] {
  return order.map((option, index) => optionLine(t, placeText(t, index + 1), option));
}

/** A question with several options of which the first choices are ranked. */
export const rankingKind: QuestionKind<RankingQuestion, Ranking> = {
  kind: 'ranking',
  stored,
  severalSteps: true,
  standIns: ({ nothing }) => (nothing === true ? ['nothing'] : []),
  fits: ({ options, places }, { order }) =>
    order.length <= places && isWithoutRepeats(order) && order.every((each) => options.includes(each)),
  isDone: (_question, { done }) => done,
  offers(question, soFar, questionnaireId) {
    const order = soFar?.order ?? [];
    return {
      options: shuffledOptions(question, questionnaireId).filter((option) => !order.includes(option)),
      place: order.length + 1,
    };
  },
  read(step, typed, { locale }) {
    if (saysNoMore(typed) && step.soFar !== null) return accepted(finishRanking(step.soFar));
    if (step.question.nothing === true && saysNothing(typed)) return accepted({ kind: 'nothing' });
    return readRanking(step, typed, locale);
  },
  /** Choosing again at a place drops the choices from that place on. Several count in the order they were chosen in. */
  take({ question }, held, given) {
    if (given.by !== 'rank' || given.options.length === 0) return refused('unreadable');
    let current: Ranking = { kind: 'ranking', order: held?.order.slice(0, given.place - 1) ?? [], done: false };
    for (const chosen of given.options) {
      const option = question.options.find((each) => each === chosen);
      if (option === undefined) return refused('unreadable');
      current = withChoice(question, current, option);
    }
    return accepted(current);
  },
  leave: finishRanking,
  restart: () => ({ kind: 'ranking', order: [], done: false }),
  formFields: ({ id, places }) =>
    Object.fromEntries(
      Array.from({ length: places }, (_, index) => {
        const place = String(index + 1);
        return [place, pickField({ label: shortText(`${id}${place}`), source: `surveyRanking-${id}` })];
      }),
    ),
  readForm: ({ question }, given) => readPlaces(question, given),
  fillForm: ({ order }) => Object.fromEntries(order.map((option, index) => [String(index + 1), option])),
  text: (t, answer) => lines(t, answer).join('\n'),
  begun: (t, soFar) => lines(t, soFar).map((line) => text(line)),
  controls(t, shown) {
    const { question, soFar } = shown.step;
    const place = shown.step.place ?? 1;
    const left = question.places - place + 1;
    const begun = soFar !== null && soFar.order.length > 0;
    return [
      actions(
        select(`${SURVEY_ACTIONS.rank}:${shown.key}/${place}`, placesText(t, place, left), stepOptions(t, shown), left),
      ),
      actions(
        begun && extraButton(t, shown, 'leave', 'surveys.buttons.done'),
        begun && extraButton(t, shown, 'restart', 'surveys.buttons.restart'),
        !begun && question.nothing === true && extraButton(t, shown, 'nothing', 'surveys.buttons.nothing'),
        !begun && skipButton(t, shown),
      ),
    ];
  },
  counts: ({ order }) => order,
};
