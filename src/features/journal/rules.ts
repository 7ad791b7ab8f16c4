import { z } from 'zod';
import { type ObjectKind, objectKinds } from '../../access/journal/entry.ts';
import { UserError } from '../../chat/user-error.ts';
import { localDay } from '../../dates/index.ts';
import { type MomentContext, readMoment } from '../../reading/index.ts';
import type { JournalFilter } from './entry.ts';

/** Entries on one page. */
export const JOURNAL_PAGE = 15;

/** Looks for nothing in particular. */
export const noFilter: JournalFilter = {
  ...{ person: null, kind: null, object: null, organisation: null, day: null, nights: false },
};

/** The letter by which a button names a kind of things; 's' is an organisation whose thing it was. */
const LETTERS: Readonly<Record<ObjectKind, string>> = {
  ...{ announcement: 'a', edition: 'd', event: 'e', kit: 'k', meeting: 'm', organisation: 'o', person: 'p' },
  ...{ questionnaire: 'q', region: 'r', relay: 'l', report: 'b', survey: 'u', tally: 't' },
};

/** The value of a button that searches for the nightly purges alone. */
const NIGHTS = 'n';

const uuid = z.uuid();
const day = z.iso.date();

/** Writes an id in 22 characters: buttons on Discord hold 100 in all. */
export function shortId(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

/** Reads such an id; null when it is none. */
export function longId(short: string): string | null {
  const hex = Buffer.from(short, 'base64url').toString('hex');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return uuid.safeParse(id).success ? id : null;
}

/** Writes a filter into a button. */
export function filterKey({ person, kind, object, organisation, day: on, nights }: JournalFilter): string {
  const ofKind = kind === null ? '' : `${LETTERS[kind]}${object === null ? '' : shortId(object)}`;
  const thing = organisation === null ? ofKind : `s${shortId(organisation)}`;
  return [person === null ? '' : shortId(person), thing, on ?? '', ...(nights ? [NIGHTS] : [])].join('/');
}

/** Reads a filter from a button. What isn't one looks for nothing in particular. */
export function readFilterKey(key: string): JournalFilter {
  const [person = '', thing = '', on = '', nights = ''] = key.split('/');
  const id = longId(thing.slice(1));
  const kind = objectKinds.find((one) => thing.startsWith(LETTERS[one])) ?? null;
  return {
    person: longId(person),
    kind,
    object: kind === null ? null : id,
    organisation: thing.startsWith('s') ? id : null,
    day: day.safeParse(on).success ? on : null,
    nights: nights === NIGHTS,
  };
}

/** Returns whether anything in particular is looked for. */
export function isNarrow({ person, kind, organisation, day: on, nights }: JournalFilter): boolean {
  return nights || [person, kind, organisation, on].some((one) => one !== null);
}

/** Reads the day that somebody typed, "2026-10-12". Throws UserError when it is none, or several. */
export function readDay(typed: string, context: Pick<MomentContext, 'now' | 'timeZone' | 'locale'>): string {
  const read = readMoment(typed, { ...context, timeRequired: false, allowPast: true });
  const [slot, ...more] = read.ok ? read.value : [];
  if (!slot || more.length > 0) throw new UserError('journal.errors.day', { typed }, 'day');
  return localDay(slot.start, context.timeZone);
}
