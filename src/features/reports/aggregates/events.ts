import { alphabetical } from '../../../reading/index.ts';
import type { EventFact } from '../../events/facts.ts';
import { type Sum, sumOf } from '../../figures/measures.ts';
import type { EventQuestionnaireFact } from '../../surveys/facts.ts';
import { isCancelled, isPostponed } from '../../surveys/questionnaires/rules.ts';
import type { Answers } from '../../surveys/questions/answers.ts';
import type { EditionFacts } from './facts.ts';
import { quantityIn } from './shares.ts';

/** An event that counts, with the answers about it. */
export interface CountedEvent {
  readonly event: EventFact;
  /** Null when nobody answered, or the event is still to come. */
  readonly answers: Answers | null;
}

/** The number of events in one department, with one theme, or open on one day. */
export interface EventCount {
  /** Department code, theme name or day; null for events without one. */
  readonly key: string | null;
  readonly events: number;
}

/** A group of events, with the people who came. */
export interface EventGroup extends EventCount {
  /** Null when it isn't told, because it would reveal what a single questionnaire says. */
  readonly participants: Sum | null;
}

/**
 * Returns the events of the edition that count. It leaves out those that were cancelled, by their status or in their
 * questionnaire, and those that are postponed without a new date, because they took place on no day.
 */
export function countedEvents(facts: Pick<EditionFacts, 'events' | 'eventQuestionnaires'>): readonly CountedEvent[] {
  const questionnaires = questionnairesByEvent(facts);
  return facts.events
    .filter((event) => event.status === 'accepted' && !isCancelled(answersOf(questionnaires, event)))
    .filter((event) => !waitsForDate(event, questionnaires.get(event.id)))
    .map((event) => {
      const answers = answersOf(questionnaires, event);
      return { event, answers: Object.keys(answers).length === 0 || isPostponed(answers) ? null : answers };
    });
}

/** Returns the events that are postponed and have no new date yet. */
export function postponedEvents(facts: EditionFacts): readonly EventFact[] {
  const questionnaires = questionnairesByEvent(facts);
  return facts.events.filter(
    (event) =>
      event.status !== 'cancelled' &&
      !isCancelled(answersOf(questionnaires, event)) &&
      waitsForDate(event, questionnaires.get(event.id)),
  );
}

/** Returns how each event of the edition is counted, by its status and its questionnaire. */
export function countedStates(facts: EditionFacts): ReadonlyMap<string, EventFact['status']> {
  const counted = new Set(countedEvents(facts).map(({ event }) => event.id));
  const postponed = new Set(postponedEvents(facts).map(({ id }) => id));
  return new Map(
    facts.events.map(({ id }) => [id, counted.has(id) ? 'accepted' : postponed.has(id) ? 'postponed' : 'cancelled']),
  );
}

/**
 * Returns whether an event is postponed, by its status or in its questionnaire, and hasn't been given a date since
 * that answer.
 */
function waitsForDate({ status, days }: EventFact, questionnaire: EventQuestionnaireFact | undefined): boolean {
  if (status === 'postponed') return true;
  if (!questionnaire || !isPostponed(questionnaire.answers)) return false;
  const { answeredOn } = questionnaire;
  return answeredOn === null || days.every((day) => day <= answeredOn);
}

function questionnairesByEvent({
  eventQuestionnaires,
}: Pick<EditionFacts, 'eventQuestionnaires'>): ReadonlyMap<string, EventQuestionnaireFact> {
  return new Map(eventQuestionnaires.map((questionnaire) => [questionnaire.event, questionnaire]));
}

function answersOf(questionnaires: ReadonlyMap<string, EventQuestionnaireFact>, { id }: EventFact): Answers {
  return questionnaires.get(id)?.answers ?? {};
}

/** Adds up the people who came. An event without a number makes the sum a lower bound. */
export function participantsOf(events: readonly CountedEvent[]): Sum {
  return sumOf(events.map(({ answers }) => (answers === null ? null : quantityIn(answers, 'attendance'))));
}

/**
 * Counts events by key, in the order of the keys; events without one come last. An event with several keys counts
 * under each.
 */
export function countEvents(
  events: readonly CountedEvent[],
  keysOf: (event: EventFact) => readonly string[],
): readonly EventCount[] {
  return grouped(events, keysOf).map(({ key, group }) => ({ key, events: group.length }));
}

/** Counts events by theme, in the order of a dictionary; events without one come last. */
export function eventsByTheme(events: readonly CountedEvent[]): readonly EventCount[] {
  const counts = countEvents(events, ({ theme }) => (theme === null ? [] : [theme]));
  const named = counts.filter(({ key }) => key !== null);
  return [...alphabetical('fr', named, ({ key }) => key ?? ''), ...counts.filter(({ key }) => key === null)];
}

/** Groups events by department, with the people who came there. */
export function eventsByDepartment(events: readonly CountedEvent[]): readonly EventGroup[] {
  return grouped(events, ({ department }) => (department === null ? [] : [department])).map(({ key, group }) => ({
    key,
    events: group.length,
    participants: participantsOf(group),
  }));
}

interface Group {
  readonly key: string | null;
  readonly group: readonly CountedEvent[];
}

function grouped(events: readonly CountedEvent[], keysOf: (event: EventFact) => readonly string[]): readonly Group[] {
  const groups = new Map<string | null, CountedEvent[]>();
  for (const counted of events) {
    const keys: readonly (string | null)[] = [...new Set(keysOf(counted.event))];
    for (const key of keys.length === 0 ? [null] : keys) {
      const group = groups.get(key) ?? [];
      group.push(counted);
      groups.set(key, group);
    }
  }
  return [...groups]
    .map(([key, group]) => ({ key, group }))
    .sort((a, b) => (a.key === null ? 1 : b.key === null ? -1 : a.key < b.key ? -1 : 1));
}

/** The numbers of events whose announcements tell who can come. They are public, however small. */
export interface EventAccess {
  readonly events: number;
  /** Events that tell how accessible they are. */
  readonly accessibility: number;
  /** Events that tell a price, or that they are free. */
  readonly price: number;
  /** Events that tell that they are free for everybody. */
  readonly free: number;
}

/** Counts the events whose announcements tell their accessibility and their price. */
export function countAccess(events: readonly Pick<CountedEvent, 'event'>[]): EventAccess {
  const count = (which: (event: EventFact) => boolean) => events.filter(({ event }) => which(event)).length;
  return {
    events: events.length,
    accessibility: count(({ accessibility }) => accessibility),
    price: count(({ price }) => price !== null),
    free: count(({ price }) => price === 'free'),
  };
}

/** The events of one department that are open in one week. */
export interface WeekCount {
  /** The week's Monday. */
  readonly week: string;
  readonly department: string | null;
  readonly events: number;
}

const DAY = 24 * 60 * 60_000;

/** Returns the Monday of a day's week, both as "2008-11-03". */
export function mondayOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10);
}

/** Returns the Mondays from one to another, both included. */
export function mondaysBetween(first: string, last: string): readonly string[] {
  const weeks = Math.round((Date.parse(last) - Date.parse(first)) / (7 * DAY)) + 1;
  return Array.from({ length: Math.max(0, weeks) }, (_, at) =>
    new Date(Date.parse(first) + at * 7 * DAY).toISOString().slice(0, 10),
  );
}

/** Counts the events by week and department. An event open in two weeks counts in each, one without a day in none. */
export function eventsByWeek(events: readonly Pick<CountedEvent, 'event'>[]): readonly WeekCount[] {
  const counts = new Map<string, WeekCount>();
  for (const { event } of events) {
    for (const week of new Set(event.days.map(mondayOf))) {
      const { department } = event;
      const key = `${week} ${department ?? ''}`;
      counts.set(key, { week, department, events: (counts.get(key)?.events ?? 0) + 1 });
    }
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}
