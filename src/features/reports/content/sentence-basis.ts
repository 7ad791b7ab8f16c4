import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Figure, type FigureId, isFigureId } from '../../figures/figure.ts';
import { MEDIUMS } from '../../surveys/questions/options.ts';
import type { ReportFigures } from '../aggregates/aggregate.ts';
import type { AggregatedRanking } from '../aggregates/borda.ts';
import { type Coordination, meetingsToCome } from '../aggregates/coordination.ts';
import { CHAPTERS, type ChapterId } from './chapters.ts';

/** Prefix of the keys under which the sentences that coordinators edited are stored: `sentence:<chapter>/<sentence>`. */
export const SENTENCE = 'sentence:';

/** The figures of each sentence that the bilan's rules make, by chapter. A ranking and the media by kind are no figures. */
const SENTENCE_FIGURES = {
  essential: {
    events: ['events'],
    participants: ['participants'],
    returns: ['questionnairesAnswered', 'respondingOrganisations'],
  },
  meetings: { meetings: [] },
  events: {
    events: ['events'],
    coOrganised: ['coOrganisedEvents'],
    cancelled: ['cancelledEvents'],
    postponed: ['postponedEvents'],
    accessibility: [],
    price: [],
  },
  audience: { participants: ['participants'], officials: ['eventsWithOfficials'] },
  communication: {
    printed: ['programmesPrinted', 'posters'],
    logo: ['organisationsUsingLogo'],
    relayed: ['organisationsRelaying', 'peopleReachedByRelay'],
    contacts: ['organisationsMakingContacts'],
    kit: [],
    announcements: [],
  },
  media: {
    media: ['mediaMentions'],
    press: ['organisationsMobilisingPress'],
    coverage: ['organisationsWithCoverage'],
  },
  launch: { launch: ['launchAttendance'] },
  opinions: { reason: [], defect: [], comingBack: ['organisationsComingBack'] },
  budget: { budget: ['budget'] },
} as const satisfies { readonly [C in ChapterId]?: Readonly<Record<string, readonly FigureId[]>> };

const figuresOf: Readonly<Partial<Record<ChapterId, Readonly<Record<string, readonly FigureId[]>>>>> = SENTENCE_FIGURES;

/** Returns the chapter and the name of the sentence that is stored under this key; null for any other key. */
export function sentenceOf(key: string): { readonly chapter: ChapterId; readonly sentence: string } | null {
  if (!key.startsWith(SENTENCE)) return null;
  const [within, sentence = ''] = key.slice(SENTENCE.length).split('/');
  const chapter = CHAPTERS.find((id) => id === within);
  if (chapter === undefined || !Object.hasOwn(figuresOf[chapter] ?? {}, sentence)) return null;
  return { chapter, sentence };
}

/** Returns the key of a chapter's sentence. */
export function sentenceKey(chapter: ChapterId, sentence: string): string {
  return `${SENTENCE}${chapter}/${sentence}`;
}

const toldFigure = z.object({
  value: z.number().nullable(),
  precision: z.enum(['exact', 'estimated', 'at_least', 'unknown', 'not_applicable']),
  of: z.number().nullable(),
  toConfirm: z.number().nullable(),
  withheld: z.enum(['few', 'open']).nullable(),
  told: z.number().nullable(),
  asked: z.number().nullable(),
  previous: z.number().nullable(),
});
export type ToldFigure = z.infer<typeof toldFigure>;

/** The figures and names of a sentence, as they stood when a coordinator edited it. */
export const sentenceBasis = z.object({
  /** The figures, by their names. */
  figures: z.record(z.string(), toldFigure),
  /** Everything else that it says: departments, media by kind, the first of a ranking. */
  rest: z.array(z.union([z.string(), z.number()])),
});
export type SentenceBasis = z.infer<typeof sentenceBasis>;

/** An edited sentence with the basis on which it was written. */
export const editedAgainst = sentenceBasis.extend({
  /** The sentence that the rules made then, in the region's language. */
  rule: z.string(),
});
export type EditedAgainst = z.infer<typeof editedAgainst>;

/** Returns the present basis of the sentence under this key, on this day. */
export function basisNow(key: string, report: ReportFigures, today: string): SentenceBasis {
  const about = sentenceOf(key);
  if (about === null) return { figures: {}, rest: [] };
  const ids = figuresOf[about.chapter]?.[about.sentence] ?? [];
  return {
    figures: Object.fromEntries(ids.map((id) => [id, toldOf(report.figures[id])])),
    rest: restOf(about.sentence, report, today),
  };
}

function toldOf({ value, precision, of, toConfirm, withheld, parts, base, previous }: Figure): ToldFigure {
  return {
    ...{ value, precision, of, toConfirm, withheld },
    told: parts?.told ?? null,
    asked: base?.asked ?? null,
    previous: previous.value,
  };
}

function restOf(sentence: string, report: ReportFigures, today: string): SentenceBasis['rest'] {
  const { byDepartment, media, reasons, defects, access, coordination } = report;
  switch (sentence) {
    case 'meetings':
      return meetingsIn(coordination?.meetings ?? [], today);
    case 'kit':
      return coordination?.kit
        ? [coordination.kit.sent, coordination.kit.versions, coordination.kit.received.value ?? '']
        : [];
    case 'announcements':
      return coordination === undefined ? [] : announcementsIn(coordination);
    case 'accessibility':
      return access === undefined ? [] : [access.accessibility, access.events];
    case 'price':
      return access === undefined ? [] : [access.price, access.free, access.events];
    case 'events':
      return placesIn(byDepartment);
    case 'media':
      return MEDIUMS.map((medium) => media.count[medium]);
    case 'reason':
      return firstOf(reasons);
    case 'defect':
      return firstOf(defects);
    default:
      return [];
  }
}

/** Counts the departments that events are in, and the events whose department is known, which all are or not. */
export function whereEventsWere(byDepartment: ReportFigures['byDepartment']) {
  const known = byDepartment.filter(({ key }) => key !== null);
  return {
    departments: known.length,
    placed: known.reduce((sum, { events }) => sum + events, 0),
    all: known.length === byDepartment.length,
  };
}

function placesIn(byDepartment: ReportFigures['byDepartment']): SentenceBasis['rest'] {
  const { departments, placed, all } = whereEventsWere(byDepartment);
  return all ? [departments] : [departments, placed];
}

/** Counts the meetings, and those that are still to come where some are: that changes with the days alone. */
function meetingsIn(meetings: Coordination['meetings'], today: string): SentenceBasis['rest'] {
  const coming = meetingsToCome(meetings, today);
  return coming === 0 ? [meetings.length] : [meetings.length, coming];
}

function announcementsIn({ announcements: { sent, relaying, reach } }: Coordination): SentenceBasis['rest'] {
  return [sent, relaying.value ?? '', reach?.value ?? '', reach?.parts.told ?? 0];
}

function firstOf({ options, answered, withheld }: AggregatedRanking): SentenceBasis['rest'] {
  const best = options.filter(({ rank }) => rank === 1);
  return [answered, withheld ?? '', ...best.flatMap(({ option, mentions }) => [option, mentions])];
}

/** A figure that has moved since a sentence was edited. */
export interface MovedFigure {
  readonly id: FigureId;
  readonly before: ToldFigure;
  readonly after: ToldFigure;
}

/** Returns the figures that differ between two states of a sentence. */
export function movedFigures(before: SentenceBasis, after: SentenceBasis): readonly MovedFigure[] {
  return Object.entries(after.figures).flatMap(([id, now]) => {
    const then = before.figures[id];
    if (!isFigureId(id) || then === undefined || isDeepStrictEqual(then, now)) return [];
    return [{ id, before: then, after: now }];
  });
}

/** Returns whether a sentence says the same in both states. */
export function isSameBasis(before: SentenceBasis, after: SentenceBasis): boolean {
  return isDeepStrictEqual(before.figures, after.figures) && isDeepStrictEqual(before.rest, after.rest);
}
