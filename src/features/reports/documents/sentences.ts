import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Figure, FigureId } from '../../figures/figure.ts';
import { measureText } from '../../figures/words.ts';
import { MEDIUMS, type Medium } from '../../surveys/questions/options.ts';
import { type AggregatedRanking, hasNothingToReport } from '../aggregates/borda.ts';
import { CHAPTERS, type ChapterId } from '../content/chapters.ts';
import type { ReportContent } from '../content/content.ts';
import { sentenceKey, sentenceOf, whereEventsWere } from '../content/sentence-basis.ts';
import { sayAccessibility, sayAnnouncements, sayKit, sayMeetings, sayPrice } from './coordination-sentences.ts';
import { optionWording } from './option-wording.ts';

/** A sentence that a chapter opens with. */
export interface OpeningSentence {
  /** Its name within the chapter. */
  readonly id: string;
  /** The sentence that the rules make of the figures. */
  readonly rule: string;
  /** A coordinator's sentence instead of it; null where nobody has edited it. */
  readonly edited: string | null;
}

/**
 * Words the figures of each chapter in whole sentences. None claims more than its base: a share names those who
 * answered that very question, a sum the numbers it adds up. A figure that isn't known, or isn't told, isn't mentioned,
 * whoever edited that sentence.
 */
export function openingOf(content: ReportContent, t: Translator, chapter: ChapterId): readonly OpeningSentence[] {
  return Object.entries(SENTENCES[chapter] ?? {}).flatMap(([id, say]) => {
    const rule = say(content, t);
    return rule === null ? [] : [{ id, rule, edited: content.texts.get(sentenceKey(chapter, id)) ?? null }];
  });
}

/** Returns the sentences that a chapter opens with, as they are published. */
export function sentencesOf(content: ReportContent, t: Translator, chapter: ChapterId): readonly string[] {
  return openingOf(content, t, chapter).map(({ rule, edited }) => edited ?? rule);
}

/** Returns all the sentences that the chapters open with, as they are published, by their keys. */
export function openingSentences(content: ReportContent, t: Translator): Readonly<Record<string, string>> {
  return Object.fromEntries(
    CHAPTERS.flatMap((chapter) =>
      openingOf(content, t, chapter).map(({ id, rule, edited }) => [sentenceKey(chapter, id), edited ?? rule]),
    ),
  );
}

/** Returns the sentence that the rules make now under this key; null where the figures say nothing. */
export function ruleOf(content: ReportContent, t: Translator, key: string): string | null {
  const about = sentenceOf(key);
  return about === null ? null : (SENTENCES[about.chapter]?.[about.sentence]?.(content, t) ?? null);
}

type Say = (content: ReportContent, t: Translator) => string | null;

/** The rules of each chapter, by the sentences' names, in their order. */
const SENTENCES: Readonly<Partial<Record<ChapterId, Readonly<Record<string, Say>>>>> = {
  essential: { events, participants, returns },
  meetings: { meetings: sayMeetings },
  events: {
    events,
    coOrganised,
    cancelled: withdrawn('cancelledEvents', 'reports.say.cancelled'),
    postponed: withdrawn('postponedEvents', 'reports.say.postponed'),
    accessibility: sayAccessibility,
    price: sayPrice,
  },
  audience: { participants, officials: share('eventsWithOfficials', 'reports.say.officials') },
  communication: {
    printed,
    logo: share('organisationsUsingLogo', 'reports.say.logo'),
    relayed,
    contacts: share('organisationsMakingContacts', 'reports.say.contacts'),
    kit: sayKit,
    announcements: sayAnnouncements,
  },
  media: {
    media,
    press: share('organisationsMobilisingPress', 'reports.say.press'),
    coverage: share('organisationsWithCoverage', 'reports.say.coverage'),
  },
  launch: { launch: measured('launchAttendance', 'reports.say.launch', 'opens') },
  opinions: {
    reason: closed((content, t) => first(content.report.reasons, t, 'reports.say.reason')),
    defect: closed(defect),
    comingBack: closed(comingBack),
  },
  budget: { budget: measured('budget', 'reports.say.budget', 'follows') },
};

/** Nothing is said of opinions as long as the survey is open. */
function closed(say: Say): Say {
  return (content, t) => (content.surveyOpen ? null : say(content, t));
}

function events({ report, facts }: ReportContent, t: Translator): string | null {
  const { value, previous } = report.figures.events;
  if (value === null || value === 0) return null;
  const { departments, placed, all } = whereEventsWere(report.byDepartment);
  const before = previous.value !== null && previous.precision === 'exact' ? previous.value : null;
  return t.text('reports.say.events', {
    count: value,
    quantity: t.number(value),
    departments,
    placed,
    all: all ? 'yes' : 'no',
    year: before === null || facts.previous === null ? 'none' : String(facts.previous.year),
    before: before === null ? '' : t.number(before),
  });
}

function coOrganised({ report }: ReportContent, t: Translator): string | null {
  const { value } = report.figures.coOrganisedEvents;
  return value === null || value === 0 ? null : t.text('reports.say.coOrganised', { count: value });
}

/**
 * Events that didn't take place aren't among the programme's. They are known from their hosts: as long as one of these
 * hasn't answered, there may be more.
 */
function withdrawn(id: FigureId, key: TextKey): Say {
  return ({ report, facts }, t) => {
    const { value, withheld } = report.figures[id];
    if (withheld !== null || value === null || value === 0) return null;
    // The answers that are told, of which a late one may be held back: the sentence doesn't give it away.
    const { value: received, of } = report.figures.questionnairesAnswered;
    return t.text(key, {
      count: value,
      known: received === of && allAsked(facts) ? 'all' : 'some',
      programme: report.figures.events.value === 0 ? 'none' : 'some',
    });
  };
}

/** Returns whether the hosts of each event that stands on the programme were asked. */
function allAsked({ events, eventQuestionnaires }: ReportContent['facts']): boolean {
  const asked = new Set(eventQuestionnaires.map(({ event }) => event));
  return events.every(({ id, status }) => status !== 'accepted' || asked.has(id));
}

/** The events whose number is known are named, never those that merely answered. */
function participants({ report }: ReportContent, t: Translator): string | null {
  const figure = report.figures.participants;
  const { value, parts, base, unit } = figure;
  if (!isTold(figure) || value === null || parts === null || base === null || parts.told === 0) return null;
  return t.text('reports.say.participants', {
    people: capitalised(measureText(t, figure, unit)),
    count: value,
    told: parts.told,
    of: base.asked,
    all: parts.told === base.asked ? 'yes' : 'no',
  });
}

function returns({ report }: ReportContent, t: Translator): string | null {
  const { questionnairesAnswered: events, respondingOrganisations: organisations } = report.figures;
  if (!isTold(events) || !isTold(organisations) || !events.of || !organisations.of) return null;
  return t.text('reports.say.returns', {
    events: events.value ?? 0,
    ofEvents: events.of,
    organisations: organisations.value ?? 0,
    ofOrganisations: organisations.of,
  });
}

function printed({ report }: ReportContent, t: Translator): string | null {
  const told = (['programmesPrinted', 'posters'] as const).flatMap((id) => {
    const { value, precision } = report.figures[id];
    if (value === null || value === 0 || precision === 'unknown' || precision === 'not_applicable') return [];
    return [t.text(`reports.say.copies.${id}`, { count: value, quantity: t.quantity(value, precision) })];
  });
  return told.length === 0 ? null : t.text('reports.say.printed', { what: t.list(told) });
}

function relayed({ report }: ReportContent, t: Translator): string | null {
  const figure = report.figures.organisationsRelaying;
  if (!isTold(figure) || figure.of === null || figure.of === 0) return null;
  const reach = report.figures.peopleReachedByRelay;
  return t.text('reports.say.relayed', {
    count: figure.value ?? 0,
    of: figure.of,
    reached: isTold(reach) ? 'yes' : 'no',
    people: isTold(reach) ? measureText(t, reach, reach.unit) : '',
    told: reach.parts?.told ?? 0,
  });
}

function media({ report }: ReportContent, t: Translator): string | null {
  const { total, count } = report.media;
  if (total === 0) return null;
  const kinds = MEDIUMS.filter((medium) => count[medium] > 0).map((medium) => mediumCount(t, medium, count[medium]));
  return t.text('reports.say.media', { count: total, kinds: t.list(kinds) });
}

function mediumCount(t: Translator, medium: Medium, count: number): string {
  return t.text(`reports.say.medium.${medium}`, { count });
}

/** Names those who cited the first option, never all who answered: these count those with nothing to report, too. */
function first({ options, answered, withheld }: AggregatedRanking, t: Translator, key: TextKey): string | null {
  const best = options.filter(({ rank }) => rank === 1);
  if (withheld !== null || best.length === 0) return null;
  const mentions = best[0]?.mentions ?? 0;
  const named = best.map(({ option, mentions }) => {
    const words = optionWording(t, option);
    return best.length === 1
      ? t.text('reports.say.quoted', { words })
      : t.text('reports.say.firstOfSeveral', { words, mentions });
  });
  return t.text(key, {
    count: best.length,
    answered,
    mentions,
    all: mentions === answered ? 'yes' : 'no',
    what: t.list(named),
  });
}

function defect({ report: { defects } }: ReportContent, t: Translator): string | null {
  const { answered } = defects;
  return hasNothingToReport(defects)
    ? t.text('reports.say.noDefect', { answered })
    : first(defects, t, 'reports.say.defect');
}

function comingBack({ report }: ReportContent, t: Translator): string | null {
  const figure = report.figures.organisationsComingBack;
  if (!isTold(figure) || figure.of === null || figure.of === 0) return null;
  return t.text('reports.say.comingBack', {
    count: figure.value ?? 0,
    of: figure.of,
    toConfirm: figure.toConfirm ?? 0,
  });
}

function share(id: FigureId, key: TextKey): Say {
  return ({ report }, t) => {
    const figure = report.figures[id];
    if (!isTold(figure) || figure.of === null || figure.of === 0) return null;
    return t.text(key, { count: figure.value ?? 0, of: figure.of });
  };
}

/** `place` tells whether the measure opens the sentence or follows its first words. */
function measured(id: FigureId, key: TextKey, place: 'opens' | 'follows'): Say {
  return ({ report }, t) => {
    const figure = report.figures[id];
    if (!isTold(figure)) return null;
    const words = measureText(t, figure, figure.unit);
    return t.text(key, { what: place === 'opens' ? capitalised(words) : words, count: figure.value ?? 0 });
  };
}

function isTold({ value, withheld, precision }: Figure): boolean {
  return value !== null && withheld === null && precision !== 'unknown' && precision !== 'not_applicable';
}

function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
