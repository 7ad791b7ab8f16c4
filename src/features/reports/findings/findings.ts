import { createHash } from 'node:crypto';
import { atOnce, mapInSteps, type Stepwise } from '../../../concurrency/turns.ts';
import { fold } from '../../../reading/index.ts';
import type { EventFact } from '../../events/facts.ts';
import { FIGURE_IDS, type Figure, type FigureId } from '../../figures/figure.ts';
import type { MentionFact } from '../../surveys/facts.ts';
import { mentionKey } from '../../surveys/questions/coverage.ts';
import { MEDIUMS } from '../../surveys/questions/options.ts';
import { accountOf, columnSum } from '../aggregates/account.ts';
import { isCountedBeforeEnd, type ReportFigures } from '../aggregates/aggregate.ts';
import { LAUNCH_COVERAGE } from '../aggregates/compute-figures.ts';
import { countedEvents } from '../aggregates/events.ts';
import type { EditionFacts } from '../aggregates/facts.ts';
import { mediaTotal, type OrganisationCoverage } from '../aggregates/media.ts';
import { launchCoverage } from '../aggregates/regional.ts';
import { SOUND_BASE } from '../aggregates/thresholds.ts';
import { chapterOf } from '../content/chapters.ts';
import { sentenceOf } from '../content/sentence-basis.ts';
import { thresholdOf } from '../disclosure/disclose.ts';
import { sentencesOfAll, speaksOfAll } from './totality.ts';

export type FindingKind =
  | 'sum-mismatch'
  | 'coverage-counted-twice'
  | 'mention-counted-twice'
  | 'event-counted-twice'
  | 'date-before-event'
  | 'date-outside-edition'
  | 'lower-bound-as-base'
  | 'share-without-base'
  | 'claim-beyond-respondents'
  | 'claim-withheld'
  | 'base-not-published'
  | 'previous-not-applicable';

/**
 * Something that a reader of the bilan must be told. The bilan is published only with a coordinator's note on each
 * finding. `id` stays the same as long as its subject does, since the note refers to it.
 */
export interface Finding {
  readonly id: string;
  readonly kind: FindingKind;
  readonly figures: readonly FigureId[];
  /** Values for the finding's text. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Finds everything that doesn't add up, is counted twice, has no sound base or claims too much. */
export function checkReport(
  facts: EditionFacts,
  report: ReportFigures,
  texts: ReadonlyMap<string, string> = new Map(),
): readonly Finding[] {
  return atOnce(checking(facts, report, texts));
}

/** Finds the same in steps. */
export function* checking(
  facts: EditionFacts,
  report: ReportFigures,
  texts: ReadonlyMap<string, string>,
): Stepwise<readonly Finding[]> {
  const counted = [...sums(facts, report), ...coverageTwice(report), ...mentionsTwice(report)];
  yield;
  const twice = yield* eventsTwice(facts.events);
  const before = datesBeforeEvent(facts, report);
  yield;
  const outside = datesOutside(facts);
  yield;
  return [
    ...counted,
    ...twice,
    ...before,
    ...outside,
    ...bases(facts, report),
    ...claims(report),
    ...withheldClaims(facts, report),
    ...chapterClaims(texts, report),
    ...previous(facts),
  ];
}

/**
 * Compares a published total with its published parts; null when they add up. Works for any table, national ones too.
 */
export function sumFinding(
  subject: string,
  total: number,
  parts: readonly number[],
  figures: readonly FigureId[] = [],
): Finding | null {
  const sum = parts.reduce((all, part) => all + part, 0);
  // Sums are compared in cents, because in floating point 0.1 + 0.2 isn't 0.3.
  if (Math.round(sum * 100) === Math.round(total * 100)) return null;
  return finding('sum-mismatch', subject, figures, { sum: Math.round(sum * 100) / 100, total });
}

function finding(
  kind: FindingKind,
  subject: string,
  figures: readonly FigureId[],
  values: Finding['values'] = {},
): Finding {
  return { id: subject === '' ? kind : `${kind}:${subject}`, kind, figures, values };
}

function sums(facts: EditionFacts, { figures }: ReportFigures): readonly Finding[] {
  const { budget, launchAttendance } = figures;
  const amounts = facts.budgetLines.map(({ amount }) => amount);
  const people = facts.launchAttendanceLines.map(({ people }) => people);
  const counted = people.reduce((sum, part) => sum + part, 0);
  const enough = launchAttendance.precision === 'at_least' && counted >= (launchAttendance.value ?? 0);
  return [
    budget.value === null || amounts.length === 0 ? null : sumFinding('budget', budget.value, amounts, ['budget']),
    ...accountSums(facts, budget.value),
    launchAttendance.value === null || people.length === 0 || enough
      ? null
      : sumFinding('launchAttendance', launchAttendance.value, people, ['launchAttendance']),
  ].filter((each) => each !== null);
}

/** Finds expenses that don't add up to the budget, and a plan whose expenses differ from its funding. */
function accountSums(facts: EditionFacts, budget: number | null): readonly (Finding | null)[] {
  const { expenses, funding } = accountOf(facts);
  const compare = (subject: string, total: number | null, spent: number | null) =>
    total === null || spent === null ? null : sumFinding(subject, total, [spent], ['budget']);
  return [
    compare('expenses', budget ?? columnSum(funding, 'actual'), columnSum(expenses, 'actual')),
    compare('planned', columnSum(funding, 'planned'), columnSum(expenses, 'planned')),
  ];
}

/**
 * Returns the organisations that seem to have declared the launch's items as their own: they declare at least as many of
 * every medium.
 */
export function declaringLaunch({ figures, media }: ReportFigures): readonly OrganisationCoverage[] {
  const launch = launchCoverage(figures);
  if (mediaTotal(launch) === 0) return [];
  return media.byOrganisation.filter(({ count }) => MEDIUMS.every((medium) => count[medium] >= launch[medium]));
}

/**
 * There is one finding for all of them: of a launch that one web page told of, whoever declares a web page is one. A note on some
 * isn't one on others, so the id tells them apart.
 */
function coverageTwice(report: ReportFigures): readonly Finding[] {
  const launch = launchCoverage(report.figures);
  const declaring = declaringLaunch(report);
  const [first] = declaring;
  if (first === undefined) return [];
  const ids = declaring.map(({ organisation }) => organisation).sort();
  // Ids of a hundred are longer than a key of the database may be.
  const about = declaring.length === 1 ? first.organisation : createHash('sha256').update(ids.join()).digest('hex');
  const told = MEDIUMS.filter((medium) => launch[medium] > 0).map((medium) => LAUNCH_COVERAGE[medium]);
  const values = { organisations: declaring.map(({ name }) => name).join(', '), ...launch };
  return [finding('coverage-counted-twice', about, ['organisationsWithCoverage', ...told], values)];
}

/** Returns the ids that a finding was noted under when there was one for each organisation; none where there never was. */
export function formerIds({ kind }: Finding, report: ReportFigures): readonly string[] {
  if (kind !== 'coverage-counted-twice') return [];
  return declaringLaunch(report).map(({ organisation }) => `${kind}:${organisation}`);
}

function mentionsTwice(report: ReportFigures): readonly Finding[] {
  const { media } = report;
  const names = new Map(media.byOrganisation.map(({ organisation, name }) => [organisation, name]));
  return sharedMentions(report).map(({ subject, item, organisations }) =>
    finding('mention-counted-twice', subject, ['mediaMentions'], {
      outlet: item.outlet,
      organisations: organisations.map((id) => names.get(id) ?? id).join(', '),
    }),
  );
}

/** A media item that several organisations declare, with the subject of the finding that says so. */
interface SharedMention {
  readonly subject: string;
  readonly item: MentionFact;
  readonly organisations: readonly string[];
}

/**
 * Returns the media items that several organisations declare. Each is a finding of its own, whatever else one outlet published on that
 * day: a note on one item isn't one on another, and stays when another one comes or goes.
 */
export function sharedMentions({ media }: ReportFigures): readonly SharedMention[] {
  return media.shared.map(({ item, organisations }) => {
    // A link may be longer than a key of the database may be.
    const which = createHash('sha256').update(mentionKey(item)).digest('hex').slice(0, 16);
    return { subject: `${item.outlet}:${item.publishedOn ?? ''}:${which}`, item, organisations };
  });
}

/** Finds events that two organisations each proposed although they organise them together. */
function* eventsTwice(events: readonly EventFact[]): Stepwise<readonly Finding[]> {
  // They are found by title and day, since thousands may have one title.
  const first = new Map<string, number>();
  const found = yield* mapInSteps(events, ({ id, status, title, days }, at) => {
    if (status !== 'accepted') return [];
    const called = fold(title);
    const keys = days.map((day) => `${day} ${called}`);
    const twin = events[Math.min(...keys.map((key) => first.get(key) ?? Number.POSITIVE_INFINITY))];
    for (const key of keys) if (!first.has(key)) first.set(key, at);
    return twin === undefined ? [] : [finding('event-counted-twice', `${twin.id}:${id}`, ['events'], { title })];
  });
  return found.flat();
}

function datesBeforeEvent(facts: EditionFacts, report: ReportFigures): readonly Finding[] {
  const { answersCountedOn, answersProbablyCountedOn } = report;
  const found: Finding[] = [];
  if (answersCountedOn !== null && isCountedBeforeEnd(facts)) {
    const values = {
      day: answersCountedOn,
      ...(answersProbablyCountedOn !== null && { probably: answersProbablyCountedOn }),
      firstDay: facts.edition.firstDay,
      lastDay: facts.edition.lastDay,
    };
    found.push(finding('date-before-event', '', ['questionnairesAnswered'], values));
  }
  const events = new Map(facts.events.map((event) => [event.id, event]));
  for (const { event: id, countedOn: answeredOn } of facts.eventQuestionnaires) {
    const event = events.get(id);
    // Before its last day not everybody who comes can be counted. What else was answered by then may be so.
    const day = event?.days.at(-1);
    if (event === undefined || day === undefined || answeredOn === null || answeredOn >= day) continue;
    found.push(finding('date-before-event', id, ['questionnairesAnswered'], { title: event.title, answeredOn, day }));
  }
  return found;
}

/**
 * Finds events with a day before or after the edition. They count all the same; the coordinators decide whether they
 * should.
 */
function datesOutside(facts: EditionFacts): readonly Finding[] {
  const { firstDay, lastDay } = facts.edition;
  return countedEvents(facts).flatMap(({ event: { id, title, days } }) => {
    const [day] = days.filter((each) => each < firstDay || each > lastDay);
    if (day === undefined) return [];
    return [finding('date-outside-edition', id, ['events'], { title, day, firstDay, lastDay })];
  });
}

/**
 * Finds figures that rest on some of the answers only. What isn't published needs no note, and as long as no event has
 * been asked about nothing is missing.
 */
function bases({ eventQuestionnaires, entered }: EditionFacts, { figures }: ReportFigures): readonly Finding[] {
  const found: Finding[] = [];
  const { launchAttendance, launchQuestionnairesAnswered: launchAnswers, participants, eventsWithOfficials } = figures;
  const isOfAttendance = entered.launchQuestionnairesAnswered?.of === undefined;
  if (
    isOfAttendance &&
    launchAnswers.value !== null &&
    launchAnswers.of !== null &&
    launchAttendance.precision !== 'exact'
  ) {
    const values = { answered: launchAnswers.value, of: launchAnswers.of, precision: launchAttendance.precision };
    found.push(finding('lower-bound-as-base', '', ['launchQuestionnairesAnswered', 'launchAttendance'], values));
  }
  const asked = eventQuestionnaires.length > 0;
  const ofSome = [participants, eventsWithOfficials].filter((each) => asked && restsOnSome(each));
  // There is one finding for all of them: a survey that nobody answers has one fault, not ten.
  const handfuls = FIGURE_IDS.filter((id) => restsOnAHandful(figures[id]) && (asked || !EVENT_SHARES.has(id)));
  const most = Math.max(...handfuls.map((id) => figures[id].of ?? 0));
  // That nobody has answered is said once: with the others where nothing of them is answered either.
  const untold = ofSome.every(({ base }) => base?.answered === 0) ? ofSome.map(({ id }) => id) : [];
  const together = handfuls.length > 0 && most === 0;
  const partial = together && untold.length > 0 ? [] : ofSome;
  const weak = FIGURE_IDS.filter((id) => (untold.includes(id) ? together : handfuls.includes(id)));
  if (partial.length > 0) {
    const answered = Math.min(...partial.map(({ base }) => base?.answered ?? 0));
    const values = { answered, events: figures.events.value ?? 0, received: figures.questionnairesAnswered.value ?? 0 };
    found.push(
      finding(
        'base-not-published',
        '',
        partial.map(({ id }) => id),
        values,
      ),
    );
  }
  if (weak.length > 0) {
    found.push(finding('share-without-base', '', weak, { minimum: SOUND_BASE, most }));
  }
  return found;
}

/** Figures that are a share of the events. */
const EVENT_SHARES: ReadonlySet<FigureId> = new Set<FigureId>(['participants', 'eventsWithOfficials']);

function restsOnSome({ base, withheld }: Figure): boolean {
  return withheld === null && base !== null && base.answered < base.asked;
}

function restsOnAHandful({ of, base, withheld }: Figure): boolean {
  return withheld === null && of !== null && base !== null && of < SOUND_BASE && of < base.asked;
}

/** Finds sentences such as "L'ensemble des acteurs…" about figures that not everybody answered. */
function claims({ figures, claims }: ReportFigures): readonly Finding[] {
  return claims.flatMap(({ figure, wording }) => {
    const { base } = figures[figure];
    if (base === null || base.answered >= base.asked || !speaksOfAll(wording)) return [];
    const values = { wording, answered: base.answered, asked: base.asked };
    return [finding('claim-beyond-respondents', figure, [figure], values)];
  });
}

/**
 * Finds sentences in chapters, edited ones included, about all the organisations when not all answered. The finding's id
 * holds the very words.
 */
export function chapterClaims(texts: ReadonlyMap<string, string>, { figures }: ReportFigures): readonly Finding[] {
  const { value: answered, of: asked } = figures.respondingOrganisations;
  if (answered === null || asked === null || answered >= asked) return [];
  return [...texts].flatMap(([key, text]) =>
    chapterOf(key) === null && sentenceOf(key) === null
      ? []
      : [...new Set(sentencesOfAll(text))].map((wording) =>
          finding('claim-beyond-respondents', `${key}:${wording}`, ['respondingOrganisations'], {
            wording,
            answered,
            asked,
          }),
        ),
  );
}

/** Finds sentences about withheld figures, which would reveal them. */
function withheldClaims(facts: EditionFacts, { figures }: ReportFigures): readonly Finding[] {
  return facts.claims.flatMap(({ figure: id }) => {
    const figure = figures[id];
    // Until the survey is closed, the figure may still be told one day.
    if (figure.withheld !== 'few') return [];
    return [finding('claim-withheld', id, [id], { minimum: thresholdOf(figure) ?? 0 })];
  });
}

function previous(facts: EditionFacts): readonly Finding[] {
  return facts.previous === null ? [finding('previous-not-applicable', '', [], { year: facts.edition.year })] : [];
}
