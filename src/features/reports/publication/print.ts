import { createHash } from 'node:crypto';
import { versionOf } from '../../../access/operation/version.ts';
import type { Outline } from '../../../documents/outline.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ReportContent } from '../content/content.ts';
import { allowedPhotos } from '../content/photos.ts';
import { quotationsIn } from '../content/quotations.ts';
import { photoParts } from '../documents/chapters/photos.ts';
import { quotationPart } from '../documents/chapters/words.ts';
import { statedVersion } from '../documents/stated-version.ts';
import { shownIn, storedOutline } from './stored-outline.ts';

/**
 * Returns a mark that tells this bilan from any other that might be published instead: it covers words, figures and
 * photos. The day on which it was made is left out, so that a bilan shown one evening is still the same the next
 * morning.
 */
export function bilanPrint(content: ReportContent, outline: Outline, t: Translator): string {
  const { report, texts } = content;
  const written = JSON.stringify(storedOutline(outline)).replaceAll(statedVersion(content, t), `${content.version}`);
  // Figures that are held back were read from the database, which keeps their keys in an order of its own.
  return versionOf([written, JSON.stringify(report, inOrder), [...texts].sort()]);
}

/** The things that a publication keeps of its making, and those that it shows. */
export interface PublishedAs {
  /** The print of what people had given it (`givenPrint`); null where an earlier release published it. */
  readonly given: string | null;
  /** The coordinators' texts in it, by their keys; null where they can't be read any more. */
  readonly texts: Readonly<Record<string, string>> | null;
  readonly outline: Pick<Outline, 'chapters'>;
}

/**
 * Identifies what people give a bilan besides its figures, its photos and its quotations. What moves by itself is none of it: the day, how
 * this release words and orders things, answers that aren't told. A release that changes what is in here has all that was published
 * published anew.
 */
export function givenPrint(content: ReportContent, t: Translator): string {
  const { region, edition, facts, topics, logos, older } = content;
  const names = new Map(facts.organisations.map(({ id, name }) => [id, name]));
  const events = facts.events.map(({ id, title, days, department, status, organisation, coOrganisers }) => {
    const hosts = [organisation, ...coOrganisers].map((one) => names.get(one) ?? one);
    return [id, title, days, department, status, hosts];
  });
  return versionOf([
    ...[t.locale, region.name, region.chamber, inOrderOf(edition), textsIn(content), [...topics].sort()],
    logos.map(({ of, bytes }) => [of, createHash('sha256').update(bytes).digest('base64url')]),
    events.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
    ...[facts.budgetLines, facts.plannedBudgetLines, facts.expenseLines, facts.plannedExpenseLines],
    // The words and the name that come with a photo, which may be told of one that isn't shown, too.
    allowedPhotos(content)
      .map(({ photo, organisation }) => [photo.file, photo.caption, organisation])
      .sort(),
    ...[facts.launchAttendanceLines, JSON.stringify([facts.previous, older], inOrder)],
  ]);
}

/** Returns the coordinators' texts. One whose figures have moved by themselves still stands until somebody decides on it. */
function textsIn({ texts, moved }: ReportContent): readonly (readonly [string, string])[] {
  return [...texts, ...moved.map(({ key, text }) => [key, text] as const)].sort();
}

function inOrderOf({ year, name, startsOn, endsOn, message, priority, expectedResults }: ReportContent['edition']) {
  return [year, name, startsOn, endsOn, message, priority, JSON.stringify(expectedResults, inOrder)];
}

/**
 * Returns whether people have given a bilan something else than it was published with, though it tells the same figures: texts, names,
 * photos, quotations. Of what an earlier release published only its texts, photos and quotations are known.
 */
export function isPublishedOtherwise(content: ReportContent, published: PublishedAs, t: Translator): boolean {
  return givesOther(content, published, t) || showsOther(content, published.outline, t);
}

function givesOther(content: ReportContent, { given, texts }: PublishedAs, t: Translator): boolean {
  if (given !== null) return given !== givenPrint(content, t);
  return texts !== null && versionOf(Object.entries(texts).sort()) !== versionOf(textsIn(content));
}

/** A photo whose file was emptied since, at the end of its term, is no other one. */
function showsOther(content: ReportContent, published: PublishedAs['outline'], t: Translator): boolean {
  const { gone } = content.photos;
  const quoted = quotationsIn(content).flatMap((one) => quotationPart(one, t));
  const photos = photoParts(content, t);
  const now = shownIn({ chapters: [{ id: 'ideas', title: '', parts: [...quoted, ...photos] }] });
  const then = shownIn(published).filter((one) => !gone.has(one));
  const print = (some: readonly string[]) => versionOf([...new Set(some.map(wordsOnly))].sort());
  return print(then) !== print(now);
}

/** The quotation marks are this release's. */
function wordsOnly(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
