import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Figure, FigureId } from '../../figures/figure.ts';
import { measureText } from '../../figures/words.ts';
import { MEDIUMS, type Medium } from '../../surveys/questions/options.ts';
import type { AggregatedRanking } from '../borda.ts';
import type { ChapterId } from '../chapters.ts';
import type { ReportContent } from '../content.ts';
import { optionWording } from './option-wording.ts';

/**
 * Says what the figures of each chapter say, in whole sentences. None is wider than its base: a share names those who
 * answered that very question, a sum the numbers it adds up. What isn't known, or isn't told, isn't spoken of.
 */
export function sentencesOf(content: ReportContent, t: Translator, chapter: ChapterId): readonly string[] {
  const say = SENTENCES[chapter];
  return say === undefined ? [] : say(content, t).filter((sentence) => sentence !== null);
}

type Sentences = (content: ReportContent, t: Translator) => readonly (string | null)[];

const SENTENCES: Readonly<Partial<Record<ChapterId, Sentences>>> = {
  essential: (content, t) => [events(content, t), participants(content, t), returns(content, t)],
  events: (content, t) => [events(content, t), coOrganised(content, t), ...withdrawn(content, t)],
  audience: (content, t) => [
    participants(content, t),
    share(content, t, 'eventsWithOfficials', 'reports.say.officials'),
  ],
  communication: (content, t) => [
    printed(content, t),
    share(content, t, 'organisationsUsingLogo', 'reports.say.logo'),
    relayed(content, t),
    share(content, t, 'organisationsMakingContacts', 'reports.say.contacts'),
  ],
  media: (content, t) => [
    media(content, t),
    share(content, t, 'organisationsMobilisingPress', 'reports.say.press'),
    share(content, t, 'organisationsWithCoverage', 'reports.say.coverage'),
  ],
  launch: (content, t) => [measured(content, t, 'launchAttendance', 'reports.say.launch')],
  opinions: (content, t) =>
    content.surveyOpen
      ? []
      : [
          first(content.report.reasons, t, 'reports.say.reason'),
          first(content.report.defects, t, 'reports.say.defect'),
          comingBack(content, t),
        ],
  budget: (content, t) => [measured(content, t, 'budget', 'reports.say.budget')],
};

function events({ report, facts }: ReportContent, t: Translator): string | null {
  const { value, previous } = report.figures.events;
  if (value === null || value === 0) return null;
  const departments = report.byDepartment.filter(({ key }) => key !== null).length;
  const before = previous.value !== null && previous.precision === 'exact' ? previous.value : null;
  return t.text('reports.say.events', {
    count: value,
    quantity: t.number(value),
    departments,
    year: before === null || facts.previous === null ? 'none' : String(facts.previous.year),
    before: before === null ? '' : t.number(before),
  });
}

function coOrganised({ report }: ReportContent, t: Translator): string | null {
  const { value } = report.figures.coOrganisedEvents;
  return value === null || value === 0 ? null : t.text('reports.say.coOrganised', { count: value });
}

function withdrawn({ report }: ReportContent, t: Translator): readonly (string | null)[] {
  const say = (id: FigureId, key: TextKey) => {
    const { value, withheld } = report.figures[id];
    return withheld !== null || value === null || value === 0 ? null : t.text(key, { count: value });
  };
  return [say('cancelledEvents', 'reports.say.cancelled'), say('postponedEvents', 'reports.say.postponed')];
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

function first({ options, answered, withheld }: AggregatedRanking, t: Translator, key: TextKey): string | null {
  const best = options.filter(({ rank }) => rank === 1);
  if (withheld !== null || best.length === 0) return null;
  return t.text(key, {
    count: best.length,
    answered,
    what: t.list(best.map(({ option }) => t.text('reports.say.quoted', { words: optionWording(t, option) }))),
  });
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

function share({ report }: ReportContent, t: Translator, id: FigureId, key: TextKey): string | null {
  const figure = report.figures[id];
  if (!isTold(figure) || figure.of === null || figure.of === 0) return null;
  return t.text(key, { count: figure.value ?? 0, of: figure.of });
}

function measured({ report }: ReportContent, t: Translator, id: FigureId, key: TextKey): string | null {
  const figure = report.figures[id];
  if (!isTold(figure)) return null;
  return t.text(key, { what: capitalised(measureText(t, figure, figure.unit)), count: figure.value ?? 0 });
}

function isTold({ value, withheld, precision }: Figure): boolean {
  return value !== null && withheld === null && precision !== 'unknown' && precision !== 'not_applicable';
}

function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
