import type { Scope } from '../../access/operation/scope.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { TextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';

/** Words something in its reader's language. */
export type Worded = (t: Translator) => string;

/** A button that leads to what can be done about it. */
export interface Way {
  readonly action: string;
  /** Text key. */
  readonly label: TextKey;
}

/** Something that waits for somebody, and that they can do now. */
export interface WaitingTask {
  /** Position among what waits for the same people; lower comes first. */
  readonly position: number;
  /** For coordinators a few words within a list ("6 propositions"), for organisers a sentence. */
  readonly words: Worded;
  /** The first one is what most people will want. */
  readonly ways: readonly Way[];
}

/** Something that somebody has, and the button that brings it again. */
export interface Had {
  readonly words: Worded;
  readonly way: Way;
}

/** Something that takes place at a moment, and that concerns somebody. */
export interface Dated {
  readonly at: Date;
  readonly words: Worded;
}

/** The present of an organiser, as far as one feature knows it. */
export interface OrganiserPart {
  readonly tasks?: readonly WaitingTask[];
  /** Lines about what is theirs and isn't over, the next one first. */
  readonly theirs?: readonly Worded[];
  readonly dates?: readonly Dated[];
  /** A few words for each of their things that are over, the latest first, and sentences about what is left to do for them. */
  readonly past?: readonly Worded[];
  readonly left?: readonly Worded[];
  /** The things they have received already, each with the button that brings it again. */
  readonly had?: readonly Had[];
  /** The one thing they may begin now, whatever waits. */
  readonly begin?: Way;
}

/**
 * Tells what waits in a feature now: for the coordinators of a region, whoever they are, and for one person, as a member
 * of their organisations or themselves. Each is answered in a few statements, whatever there is.
 */
export interface Waits {
  readonly coordinators?: (scope: RegionScope) => Promise<readonly WaitingTask[]>;
  readonly organiser?: (scope: Scope) => Promise<OrganiserPart>;
  /** Returns the tasks that wait for one person themselves, whether they belong to an organisation or not. */
  readonly anyone?: (scope: Scope) => Promise<readonly WaitingTask[]>;
}

/** All that waits for somebody now. */
export interface Today {
  /** The tasks that wait for the coordinators; null for somebody who doesn't coordinate. */
  readonly coordinating: readonly WaitingTask[] | null;
  readonly organising: Required<Omit<OrganiserPart, 'begin'>> & { readonly begin: readonly Way[] };
}

/** Returns what waits for the coordinators, in order. */
export async function coordinatorsToday(scope: RegionScope, all: readonly Waits[]): Promise<readonly WaitingTask[]> {
  const tasks: WaitingTask[] = [];
  // One after the other: they share a transaction.
  for (const { coordinators } of all) tasks.push(...((await coordinators?.(scope)) ?? []));
  return inOrder(tasks);
}

/** Returns what waits for whoever acts, in order. */
export async function today(scope: Scope, all: readonly Waits[]): Promise<Today> {
  const { coordinator, organisations } = scope.actor;
  const parts: OrganiserPart[] = [];
  if (organisations.length > 0) {
    for (const { organiser } of all) if (organiser) parts.push(await organiser(scope));
  }
  const own: WaitingTask[] = [];
  for (const { anyone } of all) own.push(...((await anyone?.(scope)) ?? []));
  return {
    coordinating: coordinator ? await coordinatorsToday(scope, all) : null,
    organising: {
      tasks: inOrder([...own, ...parts.flatMap(({ tasks = [] }) => tasks)]),
      theirs: parts.flatMap(({ theirs = [] }) => theirs),
      dates: parts.flatMap(({ dates = [] }) => dates).toSorted((a, b) => a.at.getTime() - b.at.getTime()),
      past: parts.flatMap(({ past = [] }) => past),
      left: parts.flatMap(({ left = [] }) => left),
      had: parts.flatMap(({ had = [] }) => had),
      begin: parts.flatMap(({ begin }) => begin ?? []),
    },
  };
}

function inOrder(tasks: readonly WaitingTask[]): readonly WaitingTask[] {
  return tasks.toSorted((a, b) => a.position - b.position);
}
