import { z } from 'zod';
import { actions, text, typingNote } from '../../../chat/message.ts';
import { localDay } from '../../../dates/index.ts';
import { fold, readMoment, readUrl } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { AnswerInput } from './answer-input.ts';
import { extraButton, SURVEY_ACTIONS, skipButton, writeButton } from './controls.ts';
import { linesInForm } from './in-form.ts';
import { ofKind, type QuestionBase, type QuestionKind, type StoredAnswer } from './kind.ts';
import { MEDIUMS, type Medium, mediumText } from './options.ts';
import { accepted, type FieldProblem, type ReadingContext, type ReplyReading, refused } from './reading.ts';
import type { StandIn } from './stand-in.ts';
import { saysNoMore } from './usual-words.ts';

export interface CoverageQuestion extends QuestionBase {
  readonly kind: 'coverage';
}

/** The most characters of an outlet's name. */
const LONGEST_OUTLET = 200;

/** An article, broadcast or page about an organisation. */
const mediaItem = z.strictObject({
  outlet: z.string().trim().min(1).max(LONGEST_OUTLET),
  medium: z.enum(MEDIUMS),
  publishedOn: z.iso.date().nullable(),
  link: z.url().nullable(),
});

export type MediaItem = z.infer<typeof mediaItem>;

/** Every item is stored at once; `done` is false while more may come. */
const stored = z.strictObject({ kind: z.literal('coverage'), items: z.array(mediaItem).readonly(), done: z.boolean() });

type Coverage = z.infer<typeof stored>;

const coverageIn = ofKind<Coverage>('coverage');

/** Returns the media items in an answer. */
export function mediaItemsIn(value: Parameters<typeof coverageIn>[0]): readonly MediaItem[] {
  return coverageIn(value)?.items ?? [];
}

/** Adds a media item, unless it is there already. [Encore un] is offered until `finishCoverage`. */
export function addMediaItem(current: Coverage | null, item: MediaItem): Coverage {
  return addMediaItems(current, [item]);
}

/** Adds items, each once. */
function addMediaItems(current: Coverage | null, added: readonly MediaItem[]): Coverage {
  const items = [...(current?.items ?? [])];
  const known = new Set(items.map(mediaItemKey));
  for (const item of added) {
    const valid = mediaItem.parse(item);
    if (known.has(mediaItemKey(valid))) continue;
    known.add(mediaItemKey(valid));
    items.push(valid);
  }
  return { kind: 'coverage', items, done: false };
}

/** Ends the list of items. Without any the question is skipped; the answer that there was coverage stays. */
export function finishCoverage(current: Coverage | null): Coverage | Extract<StandIn, { kind: 'skipped' }> {
  return current === null || current.items.length === 0 ? { kind: 'skipped' } : { ...current, done: true };
}

/** Returns a key that is equal for the same article, broadcast or page, whoever declared it. */
export function mediaItemKey(item: MediaItem): string {
  if (item.link !== null) return item.link.replace(/\/$/, '').toLowerCase();
  return [item.medium, item.outlet.trim().toLowerCase(), item.publishedOn ?? ''].join('|');
}

/** A media item with its title, where the press review knows it. */
type TitledItem = MediaItem & { readonly press?: { readonly title: string } | undefined };

/** Returns a key that is equal for what is counted once. Without a link, what has two titles is two, though of one outlet and day. */
export function mentionKey(item: TitledItem): string {
  const title = item.press?.title;
  return item.link === null && title !== undefined ? `${mediaItemKey(item)}|${fold(title).trim()}` : mediaItemKey(item);
}

/** Words an item: "Le Courrier · presse · mercredi 12 novembre 2008". */
function mediaItemText(t: Translator, { outlet, medium, publishedOn, link }: MediaItem): string {
  const pieces = [outlet, t.text(mediumText(medium)), publishedOn === null ? null : t.day(publishedOn), link];
  return pieces.filter((piece) => piece !== null).join(' · ');
}

const WORDS: readonly (readonly [Medium, RegExp])[] = [
  ['press', /\b(presse|journal|quotidien|hebdo|hebdomadaire|magazine|press|newspaper|daily|weekly)\b/],
  ['radio', /\bradio\b/],
  ['tv', /\b(tv|tele|television|jt)\b/],
  ['web', /\b(web|internet|en ligne|online|blog|site)\b/],
];

const MEDIUM_ALONE = /^(presse|journal|press|newspaper|radio|tv|tele|television|web|internet|en ligne|online|site)$/;

/**
 * Reads a media item typed on one line, with its parts between commas, the outlet first and the others in any order:
 * "Le Quotidien régional, presse, 12 novembre 2008, www.exemple.fr/article". Date and link may be missing; a part that
 * is none of them belongs to the name, so that nothing is lost; two of one sort are refused.
 */
export function readCoverage(
  soFar: StoredAnswer | null,
  typed: string,
  context: ReadingContext,
): ReplyReading<Coverage> {
  const reading = readItem(typed, context);
  return reading.ok ? accepted(addMediaItem(coverageIn(soFar), reading.value)) : reading;
}

function readItem(typed: string, context: ReadingContext): ReplyReading<MediaItem> {
  const pieces = typed
    .split(/[,;\n]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const [name, ...rest] = pieces;
  if (name === undefined) return refused('unreadableOutlet');
  const named = [name];
  let link: string | null = null;
  let publishedOn: string | null = null;
  let medium: Medium | null = null;
  for (const piece of rest) {
    const url = readUrl(piece);
    const day = url.ok ? null : readPublicationDay(piece, context);
    const kind = url.ok ? null : readMedium(piece);
    // Two of one sort are of two items, of which the second would be dropped unsaid.
    const isSecond =
      (url.ok && link !== null) || (day !== null && publishedOn !== null) || (kind !== null && medium !== null);
    if (isSecond) return refused('unreadableItem');
    if (!url.ok && day === null && kind === null) named.push(piece);
    link ??= url.ok ? url.value : null;
    publishedOn ??= day;
    medium ??= kind;
  }
  const outlet = named.join(', ');
  if (outlet.length > LONGEST_OUTLET) return refused('longOutlet');
  // "France 3 (TV)" names its medium by itself.
  medium ??= readMedium(outlet);
  if (medium === null) return refused('unreadableMedium');
  return accepted({ outlet, medium, publishedOn, link });
}

function linesOf(typed: string): readonly string[] {
  return typed.split('\n').filter((line) => line.trim() !== '');
}

/** Reads a media item on each line; with them the list is complete. */
function readLines(
  soFar: Coverage | null,
  lines: readonly string[],
  context: ReadingContext,
): ReplyReading<Coverage | Extract<StandIn, { kind: 'skipped' }>> {
  const items: MediaItem[] = [];
  for (const line of lines) {
    const reading = readItem(line, context);
    if (!reading.ok) return reading;
    items.push(reading.value);
  }
  return accepted(finishCoverage(addMediaItems(soFar, items)));
}

/** Reads several items in one message, one on each line; null where it is one item whose parts stand below each other. */
function readWholeList(soFar: Coverage | null, typed: string, context: ReadingContext) {
  const lines = linesOf(typed);
  const [, ...others] = lines;
  if (others.length === 0 || others.some((line) => isPart(line, context))) return null;
  const isList = lines.some((line) => /[,;]/.test(line)) || lines.every((line) => readItem(line, context).ok);
  return isList ? readLines(soFar, lines, context) : null;
}

/** Returns whether a line is no item by itself, but the link, the medium or the day of the one above it. */
function isPart(line: string, context: ReadingContext): boolean {
  if (readUrl(line).ok || MEDIUM_ALONE.test(fold(line).trim())) return true;
  return readMedium(line) === null && readPublicationDay(line, context) !== null;
}

function readMedium(piece: string): Medium | null {
  const text = fold(piece);
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** Reads a day of publication. Without a year it is the nearest one, because articles are declared soon after. */
export function readPublicationDay(piece: string, { now, timeZone, locale }: ReadingContext): string | null {
  const moment = readMoment(piece, { now, timeZone, locale, timeRequired: false, allowPast: true });
  const start = moment.ok ? moment.value[0]?.start : undefined;
  return start === undefined ? null : localDay(start, timeZone);
}

type Media = Extract<AnswerInput, { by: 'media' }>;

/** Reads a media item from its form. Refuses with every problem, in the order of the fields. */
function readMedia(soFar: Coverage | null, answer: Media, context: ReadingContext): ReplyReading<Coverage> {
  const outlet = answer.outlet.trim();
  const publishedOn = answer.publishedOn === null ? null : readPublicationDay(answer.publishedOn, context);
  const link = answer.link === null ? null : readUrl(answer.link);
  const wrong: readonly (FieldProblem | false)[] = [
    outlet === '' && { field: 'outlet', problem: 'unreadableOutlet', typed: '' },
    outlet.length > LONGEST_OUTLET && { field: 'outlet', problem: 'longOutlet', typed: outlet },
    answer.publishedOn !== null &&
      publishedOn === null && { field: 'publishedOn', problem: 'unreadableDay', typed: answer.publishedOn },
    link?.ok === false && { field: 'link', problem: 'unreadableLink', typed: answer.link ?? '' },
  ];
  const fields = wrong.filter((one) => one !== false);
  const [first] = fields;
  if (first) return refused(first.problem, [], { fields, day: localDay(context.now, context.timeZone) });
  return accepted(
    addMediaItem(soFar, { outlet, medium: answer.medium, publishedOn, link: link?.ok ? link.value : null }),
  );
}

/** A question answered with media items, one after the other. */
export const coverageKind: QuestionKind<CoverageQuestion, Coverage> = {
  kind: 'coverage',
  stored,
  severalSteps: true,
  grows: true,
  showsAnswer: true,
  isDone: (_question, { done }) => done,
  read: ({ soFar }, typed, context) =>
    saysNoMore(typed)
      ? accepted(finishCoverage(soFar))
      : (readWholeList(soFar, typed, context) ?? readCoverage(soFar, typed, context)),
  take: ({ soFar }, _held, given, context) =>
    given.by === 'media' ? readMedia(soFar, given, context) : refused('unreadable'),
  leave: finishCoverage,
  restart: () => ({ kind: 'coverage', items: [], done: false }),
  formFields: linesInForm,
  readForm: ({ soFar }, given, context) => readLines(soFar, linesOf(String(given[''])), context),
  // The items that are there stay, and what is written here is added to them.
  fillForm: () => ({}),
  text: (t, { items }) => items.map((item) => mediaItemText(t, item)).join('\n'),
  begun: (t, { items }) => items.map((item) => text(mediaItemText(t, item))),
  controls(t, shown) {
    const begun = shown.step.soFar !== null && shown.step.soFar.items.length > 0;
    return [
      typingNote(t.text('surveys.ask.coverage')),
      actions(
        writeButton(t, shown, SURVEY_ACTIONS.media, begun ? 'surveys.buttons.another' : 'surveys.buttons.addMedia'),
        begun ? extraButton(t, shown, 'leave', 'surveys.buttons.done') : skipButton(t, shown),
        begun && extraButton(t, shown, 'restart', 'surveys.buttons.restart'),
      ),
    ];
  },
};
