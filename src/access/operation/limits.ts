import { UserError } from '../../chat/user-error.ts';
import { limitStore } from './limit-store.ts';
import type { Scope } from './scope.ts';

/** The actions that are limited. */
export type LimitedAction =
  | 'announcement'
  | 'change'
  | 'document'
  | 'edition'
  | 'enquiry'
  | 'export'
  | 'file'
  | 'form'
  | 'installCode'
  | 'invitation'
  | 'kit'
  | 'meeting'
  | 'organisation'
  | 'proposal'
  | 'request';

interface Limit {
  /** The limit for one person; null when only coordinators may do it. */
  readonly person: number | null;
  /** The limit for one organisation, whoever of it acts; null when its actions aren't counted. */
  readonly organisation: number | null;
  /** The limit for a coordinator, who also acts in others' names. Their actions count for no organisation. */
  readonly coordinator: number;
}

/**
 * The most that may be done within 24 hours: far more than a busy day brings, and few enough that one person can't
 * flood everybody. 'change' is a change of an event that others count on, 'document' asking for the published bilan, a
 * draft of it or a recap, 'enquiry' asking the coordinators about a question of a questionnaire, 'meeting' announcing
 * or moving one, 'request' asking to join an organisation.
 */
export const dailyLimits = {
  announcement: { person: 10, organisation: null, coordinator: 30 },
  change: { person: 30, organisation: 60, coordinator: 1_000 },
  document: { person: 20, organisation: null, coordinator: 200 },
  edition: { person: null, organisation: null, coordinator: 50 },
  enquiry: { person: 20, organisation: 40, coordinator: 500 },
  export: { person: 5, organisation: null, coordinator: 10 },
  file: { person: 60, organisation: null, coordinator: 600 },
  form: { person: 300, organisation: null, coordinator: 3_000 },
  installCode: { person: null, organisation: null, coordinator: 50 },
  invitation: { person: 10, organisation: 20, coordinator: 200 },
  kit: { person: null, organisation: null, coordinator: 20 },
  meeting: { person: null, organisation: null, coordinator: 50 },
  organisation: { person: 5, organisation: null, coordinator: 500 },
  proposal: { person: 20, organisation: 40, coordinator: 1_000 },
  request: { person: 10, organisation: null, coordinator: 500 },
} as const satisfies Readonly<Record<LimitedAction, Limit>>;

const WITHIN_MS = 24 * 3_600_000;

/**
 * Counts one more of these for the actor, and for an organisation when one is given, in the caller's transaction.
 * Concurrent callers count one after the other.
 * @throws UserError, with the time from which it is possible again, when the limit is reached
 */
export async function enforceLimit(
  scope: Pick<Scope, 'tx' | 'region' | 'now' | 'actor'>,
  what: LimitedAction,
  organisationId: string | null = null,
): Promise<void> {
  const { actor, now } = scope;
  const { person, organisation, coordinator } = dailyLimits[what];
  const most = actor.coordinator ? coordinator : person;
  if (most === null) throw new Error(`only coordinators make this: ${what}`);
  const forOrganisation = actor.coordinator || organisation === null ? null : organisationId;
  const store = limitStore(scope);
  await store.lock(actor.personId);
  const since = new Date(now.getTime() - WITHIN_MS);
  const own = await store.madeBy({ personId: actor.personId }, what, since, most);
  if (own) throw enough(what, actor.coordinator ? 'coordinator' : 'person', most, own);
  if (forOrganisation !== null && organisation !== null) {
    await store.lock(forOrganisation);
    const theirs = await store.madeBy({ organisationId: forOrganisation }, what, since, organisation);
    if (theirs) throw enough(what, 'organisation', organisation, theirs);
  }
  await store.note(what, actor.personId, forOrganisation);
}

/** Makes the refusal. `since` is when the oldest action counted against the limit was made. */
function enough(
  what: LimitedAction,
  whose: 'person' | 'organisation' | 'coordinator',
  most: number,
  since: Date,
): UserError {
  return new UserError('common.errors.enough', { what, whose, most, again: new Date(since.getTime() + WITHIN_MS) });
}
