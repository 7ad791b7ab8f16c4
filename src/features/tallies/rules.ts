import { isDeepStrictEqual } from 'node:util';
import { dayAfterAt } from '../../dates/index.ts';
import { type Sum, UNKNOWN } from '../figures/measures.ts';
import type { TallyCounts } from './counts.ts';

const EVENING = '18:00';

/** A share such as "3 sur 7". */
export interface TallyShare {
  readonly value: number;
  readonly of: number;
}

/** The numbers of the live tally's lines. They name nobody, so any channel may show them. */
export interface TallyFigures {
  /** "Questionnaires d'événement : 13 reçus sur 22, dont 1 en cours ▓▓▓▓▓▓░░░░ 59 %". */
  readonly questionnaires: TallyShare & { readonly inProgress: number; readonly percent: number };
  /** "Structures : 7 ont répondu sur 12, dont 2 en cours". */
  readonly organisations: TallyShare & { readonly inProgress: number };
  /** "Personnes venues : au moins 500 (12 événements renseignés)": those whose number is known. */
  readonly participants: Sum & { readonly eventsTold: number };
  /** "Élus ou institutions présents : 7 événements sur 13". */
  readonly officials: TallyShare;
  /** "Presse contactée : 6 structures sur 7". */
  readonly pressContacted: TallyShare;
  /** "retombées : 3 sur 7". */
  readonly coverage: TallyShare;
  /** "Logo : 3 sur 7". */
  readonly logo: TallyShare;
  /** "lien vers la CRESS : 1 sur 7". */
  readonly siteLink: TallyShare;
}

/** Computes the same figures as the bilan's, at any moment of the survey. */
export function tallyFigures(counts: TallyCounts): TallyFigures {
  const questionnaires = { value: counts.eventsReceived, of: counts.eventsAsked };
  return {
    questionnaires: { ...questionnaires, inProgress: counts.eventsInProgress, percent: percent(questionnaires) },
    organisations: {
      value: counts.organisationsReceived,
      of: counts.organisationsAsked,
      inProgress: counts.organisationsInProgress,
    },
    participants: { ...participants(counts), eventsTold: counts.attendanceTold },
    officials: { value: counts.officialsYes, of: counts.officialsAnswered },
    pressContacted: { value: counts.pressContactedYes, of: counts.pressContactedAnswered },
    coverage: { value: counts.coverageYes, of: counts.coverageAnswered },
    logo: { value: counts.logoYes, of: counts.logoAnswered },
    siteLink: { value: counts.siteLinkYes, of: counts.siteLinkAnswered },
  };
}

/**
 * Adds up the participants. An event without an answer makes the sum a lower bound, to which a range adds its lower
 * end.
 */
function participants(counts: TallyCounts): Sum {
  const { attendanceTold: told, attendanceEstimated: estimated, attendanceAtLeast, attendanceRanges } = counts;
  if (told === 0) return { ...UNKNOWN, parts: { told, estimated: 0 } };
  if (told < counts.eventsCounted || attendanceAtLeast > 0) {
    const parts = { told, estimated: estimated - attendanceRanges };
    return { value: counts.participantsAtLeast, precision: 'at_least', parts };
  }
  return { value: counts.participants, precision: estimated > 0 ? 'estimated' : 'exact', parts: { told, estimated } };
}

/** Rounds down, so that 100 % means all of them. */
export function percent({ value, of }: TallyShare): number {
  return of === 0 ? 0 : Math.floor((100 * value) / of);
}

/** Compares two tallies, so that a message is edited only when it says something new. */
export function sameTally(a: TallyFigures, b: TallyFigures): boolean {
  // Key order is ignored, since one of the two may come from the database.
  return isDeepStrictEqual(a, b);
}

/** Returns the next 18:00 by the region's clock. */
export function nextEvening(now: Date, timeZone: string): Date {
  const today = dayAfterAt(now, 0, EVENING, timeZone);
  return today > now ? today : dayAfterAt(now, 1, EVENING, timeZone);
}

/** Returns whether the planned evening isn't over: a bot that was down until the next morning has missed it. */
export function isEvening(now: Date, timeZone: string): boolean {
  return now >= dayAfterAt(now, 0, EVENING, timeZone);
}
