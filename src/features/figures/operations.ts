import { z } from 'zod';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { wordsFor } from '../../access/region/region-scope.ts';
import { readEach, UserError } from '../../chat/user-error.ts';
import { localDay } from '../../dates/index.ts';
import { fold, readMoment, readName, readQuantity, skeleton } from '../../reading/index.ts';

import type { Edition } from '../editions/edition.ts';
import { pastEdition } from '../editions/past-edition.ts';
import { editionOfYear, latestEdition } from '../editions/queries.ts';
import { isYearOver, readYear } from '../editions/rules.ts';
import { eventsOfEdition } from '../events/queries.ts';
import type { EnteredFigure, FigureEntry } from './entered-figure.ts';
import { COUNTED_ON, ENTRIES, type EnterableFigure, entryKey, isEntry, NOT_COUNTED, needsDetail } from './entries.ts';
import { isShare } from './figure.ts';
import { figureStore } from './store.ts';

/** The largest number accepted. Budgets and page views exceed any number of people. */
const LARGEST = 1_000_000_000;

const NOT_KNOWN = /^(?:\?|inconnue?|unknown|je ne sais pas|nsp|i don't know|non connue?|not known)$/;

const typedFigure = z.object({
  entry: z.string(),
  value: z.string(),
  of: z.string().optional(),
  /** Funder of a budget line, or category of people at the launch. */
  detail: z.string().optional(),
  year: z.string().optional(),
  note: z.string().optional(),
});

/** Checks a typed figure, parts of which may still be missing. */
export const checkFigure = operation({
  name: 'figures.check',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: typedFigure.partial(),
  async run(scope, { entry, value, of, detail, year, note }): Promise<void> {
    if (entry === undefined || !isEntry(entry)) return;
    await readEach(
      () => value !== undefined && readValue(scope, entry, value),
      () => readWhole(scope, { entry, of, value }),
      () => detailOf(entry, detail),
      () => noteOf(entry, note),
      () => checkYear(scope, entry, year),
    );
  },
});

/**
 * Enters a figure that nobody is asked about, for the current edition or, with a year, for a past one. The last entry
 * counts.
 */
export const enterFigure = operation({
  name: 'figures.enter',
  who: 'coordinator',
  input: typedFigure,
  async run(scope, given): Promise<FigureEntry> {
    const { entry } = given;
    if (!isEntry(entry)) throw new UserError('tallies.errors.figure', {}, 'figure');
    const [value, of, detail, note, { edition, begun }] = await readEach(
      () => readValue(scope, entry, given.value),
      () => readWhole(scope, given),
      () => detailOf(entry, given.detail),
      () => noteOf(entry, given.note),
      () => editionFor(scope, entry, given.year),
    );
    const store = figureStore(scope);
    const known = await store.ofEdition(edition.id);
    const key = sameKey(entryKey(entry, detail), known);
    const now: EnteredFigure = { key, of, note, enteredAt: scope.now, ...value };
    await store.save(edition.id, now, scope.actor.personId);
    return { edition, begun, entry, now, before: known.find((each) => each.key === key) ?? null };
  },
  journal: {
    deeds: ({ edition: { id, name } }) => ({ verb: 'tallies.journal.entered', object: { kind: 'edition', id, name } }),
  },
});

/** Returns the edition that a figure is entered for; that of a past year is created where there is none. */
async function editionFor(
  scope: Scope,
  entry: EnterableFigure,
  year: string | undefined,
): Promise<Pick<FigureEntry, 'edition' | 'begun'>> {
  const past = year === undefined ? null : await pastEdition(scope, readYear(year));
  if (year !== undefined && past === null) throw notOver(year);
  const found = past ?? { edition: await latestEdition(scope), begun: false };
  await refuseCounted(scope, found.edition, entry);
  return found;
}

/** Refuses a year for which the figure can't be entered, and creates no edition. */
async function checkYear(scope: Scope, entry: EnterableFigure, typed: string | undefined): Promise<void> {
  const year = typed === undefined ? null : readYear(typed);
  const edition = year === null ? await latestEdition(scope) : await editionOfYear(scope, year);
  if (edition !== null) await refuseCounted(scope, edition, entry);
  else if (year !== null && !isYearOver(year, scope.now, scope.region.timeZone)) throw notOver(String(year));
}

function notOver(year: string): UserError {
  return new UserError('tallies.errors.notOver', { year }, 'year');
}

/** Refuses a figure that the bot counts itself, unless the bot didn't follow that edition. */
async function refuseCounted(scope: Scope, edition: Edition, entry: EnterableFigure): Promise<void> {
  if (NOT_COUNTED.includes(entry) || !(await isCounted(scope, edition))) return;
  throw new UserError('tallies.errors.counted', { year: String(edition.year) }, 'figure');
}

/** Returns whether the bot follows, or followed, the edition. */
async function isCounted(scope: Scope, edition: Edition): Promise<boolean> {
  return edition.open || (await eventsOfEdition(scope, edition.id)).length > 0;
}

/** Returns what can be entered for the current edition; anything for a past one, which may not exist yet. */
export const entriesToOffer = operation({
  name: 'figures.toOffer',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ past: z.boolean() }),
  run: async (scope, { past }): Promise<readonly EnterableFigure[]> =>
    !past && (await isCounted(scope, await latestEdition(scope))) ? NOT_COUNTED : ENTRIES,
});

function detailOf(entry: EnterableFigure, typed: string | undefined): string {
  const detail = typed?.trim() ?? '';
  if (needsDetail(entry) && detail === '') {
    throw new UserError(`tallies.errors.${entry}`, {}, 'detail');
  }
  if (!needsDetail(entry) && detail !== '') {
    const isSum = entry === 'budget' || entry === 'launchAttendance';
    throw new UserError(`tallies.errors.noDetail${isSum ? `.${entry}` : ''}`, { typed: detail }, 'detail');
  }
  return readName(detail, 'detail');
}

/** Returns the note to a figure; null where there is none. The day of the count takes none: it stands in that place itself. */
function noteOf(entry: EnterableFigure, typed: string | undefined): string | null {
  const note = typed?.trim() || null;
  if (note !== null && entry === COUNTED_ON) throw new UserError('tallies.errors.noNote', {}, 'note');
  return note;
}

/** Returns the stored key that reads the same, if any: "région" is the same funder as "Région". */
function sameKey(key: string, known: readonly EnteredFigure[]): string {
  return known.find((each) => fold(skeleton(each.key)) === fold(skeleton(key)))?.key ?? key;
}

function readNumber(scope: Scope, typed: string, field: string): Pick<EnteredFigure, 'value' | 'precision'> {
  if (NOT_KNOWN.test(fold(typed))) return { value: null, precision: 'unknown' };
  const read = readQuantity(typed, scope.actor.locale, { max: LARGEST });
  if (!read.ok) {
    const { problem } = read;
    const id = problem === 'empty' || problem === 'unreadable' ? 'number' : problem;
    throw new UserError(`tallies.errors.${id}`, { typed }, field);
  }
  return { value: read.value, precision: read.precision };
}

/**
 * Returns the number of which the figure is a share; null where none is given, or known. Throws UserError where the figure is no share, or
 * can't be one of that number.
 */
function readWhole(
  scope: Scope,
  {
    entry,
    of,
    value,
  }: { readonly entry: string; readonly of?: string | undefined; readonly value?: string | undefined },
): number | null {
  if (of === undefined) return null;
  if (!isShare(entry)) throw new UserError('tallies.errors.noShare', { typed: of }, 'of');
  const whole = readNumber(scope, of, 'of');
  if (whole.value === null) return null;
  if (whole.precision !== 'exact') throw new UserError('tallies.errors.wholeNotExact', { typed: of }, 'of');
  const part = value === undefined ? null : readQuantity(value, scope.actor.locale, { max: LARGEST });
  if (part?.ok && part.value > whole.value)
    throw new UserError('tallies.errors.moreThanWhole', { value: part.value, of: whole.value }, 'of');
  return whole.value;
}

type Value = Pick<EnteredFigure, 'value' | 'precision'> & Partial<Pick<EnteredFigure, 'note'>>;

function readValue(scope: Scope, entry: EnterableFigure, typed: string): Value {
  return entry === 'answersCountedOn'
    ? { value: null, precision: 'not_applicable', note: readDay(scope, typed) }
    : readNumber(scope, typed, 'value');
}

/** Reads a published day, right or wrong: the bilan's check reports impossible ones. */
function readDay(scope: Scope, typed: string): string {
  const { timeZone } = scope.region;
  const read = readMoment(typed, {
    now: scope.now,
    timeZone,
    locale: scope.actor.locale,
    timeRequired: false,
    allowPast: true,
  });
  const [slot, ...more] = read.ok ? read.value : [];
  if (!slot || more.length > 0) {
    const example = wordsFor(scope.actor, scope.region).day(localDay(scope.now, timeZone));
    throw new UserError('tallies.errors.day', { typed, example }, 'value');
  }
  return localDay(slot.start, timeZone);
}
