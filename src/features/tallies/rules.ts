import { isDeepStrictEqual } from 'node:util';
import { dayAfterAt } from '../../dates/index.ts';
import { computeFigures } from '../reports/compute-figures.ts';
import { countedEvents } from '../reports/events.ts';
import type { EditionFacts } from '../reports/facts.ts';
import type { FigureId, Measure } from '../reports/figures.ts';
import { summariseMedia } from '../reports/media.ts';
import type { Answers } from '../surveys/answers.ts';
import type { SheetKind } from '../surveys/questions.ts';
import { isInProgress } from '../surveys/rules.ts';

const EVENING = '18:00';

/** "3 sur 7". */
export interface TallyShare {
  readonly value: number;
  readonly of: number;
}

/** The lines of the live tally, as numbers. It names nobody: any channel may show it. */
export interface TallyFigures {
  /** "Questionnaires événement : 13 reçus sur 22, dont 1 en cours ▓▓▓▓▓▓░░░░ 59 %". */
  readonly questionnaires: TallyShare & { readonly inProgress: number; readonly percent: number };
  /** "Structures : 7 ont répondu sur 12, dont 2 en cours". */
  readonly organisations: TallyShare & { readonly inProgress: number };
  /** "Participants : au moins 500 (13 événements renseignés)". */
  readonly participants: Measure & { readonly eventsTold: number };
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
  /** "Reviennent l'an prochain : 7 sur 7". */
  readonly comingBack: TallyShare;
}

/** The same figures as the bilan's, at any moment of the survey. */
export function tallyFigures(facts: EditionFacts): TallyFigures {
  const figures = computeFigures(facts, countedEvents(facts), summariseMedia(facts));
  const share = (id: FigureId): TallyShare => ({ value: figures[id].value ?? 0, of: figures[id].of ?? 0 });
  const questionnaires = share('questionnairesAnswered');
  const { value, precision, base } = figures.participants;
  const inProgress = (kind: SheetKind, sheets: readonly { readonly answers: Answers }[]) =>
    sheets.filter(({ answers }) => isInProgress(kind, answers)).length;
  return {
    questionnaires: {
      ...questionnaires,
      inProgress: inProgress('event', facts.eventSheets),
      percent: percent(questionnaires),
    },
    organisations: {
      ...share('respondingOrganisations'),
      inProgress: inProgress('organisation', facts.organisationSheets),
    },
    participants: { value, precision, eventsTold: base?.answered ?? 0 },
    officials: share('eventsWithOfficials'),
    pressContacted: share('organisationsMobilisingPress'),
    coverage: share('organisationsWithCoverage'),
    logo: share('organisationsUsingLogo'),
    siteLink: share('organisationsLinkingToSite'),
    comingBack: share('organisationsComingBack'),
  };
}

/** Rounded down, so that 100 % means all of them. */
export function percent({ value, of }: TallyShare): number {
  return of === 0 ? 0 : Math.floor((100 * value) / of);
}

/** What a tally is compared by, to edit its message only when it says something new. */
export function sameTally(a: TallyFigures, b: TallyFigures): boolean {
  // Whatever the order of their keys: one of them may come from the database.
  return isDeepStrictEqual(a, b);
}

/** The next 18:00 by the region's clock. */
export function nextEvening(now: Date, timeZone: string): Date {
  const today = dayAfterAt(now, 0, EVENING, timeZone);
  return today > now ? today : dayAfterAt(now, 1, EVENING, timeZone);
}

/** Whether it is still the evening that was meant: a bot that was down until the next morning has missed it. */
export function isEvening(now: Date, timeZone: string): boolean {
  return now >= dayAfterAt(now, 0, EVENING, timeZone);
}
