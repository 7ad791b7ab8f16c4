/** The kinds of unasked messages that people may switch off, by what they are about. */
export const switchableKinds = ['announcement', 'survey', 'event', 'kit'] as const;
export type SwitchableKind = (typeof switchableKinds)[number];

/**
 * All kinds of unasked messages. These can't be switched off:
 * - 'question': a questionnaire that needs their answer, asked for the first time; several due on one day are one message;
 * - 'invitation': their organisation is asked to co-organise an event;
 * - 'request': somebody asks to join their organisation;
 * - 'urgent': an announcement that a coordinator marked as urgent, one a week; who switched announcements off gets none;
 * - 'concern': somebody else has moved or cancelled what they take part in;
 * - 'change': somebody else has changed something else about it, or done something in their name, or somebody isn't their
 *   colleague any more;
 * - 'review': a coordinator asks them to read the bilan before it is published;
 * - 'duty': somebody of the team is told what waits for the coordinators, or that they belong to it or not any more.
 */
export type UnsolicitedKind =
  | SwitchableKind
  | 'question'
  | 'urgent'
  | 'invitation'
  | 'request'
  | 'concern'
  | 'change'
  | 'review'
  | 'duty';

/**
 * Why somebody is written to at once, whatever the hour and however often they were written to:
 * - 'own-request': they have just asked for it, by a command, a button or a form;
 * - 'said': it answers what they have just said to the bot;
 * - 'conversation': it goes on with a conversation in which they have just answered;
 * - 'decision': it answers what their organisation, or they, had asked the coordinators or another organisation;
 * - 'account': it tells what was done with their own account, or with a code for the region they coordinate, so that
 *   they can stop it.
 */
export type AskedFor = 'own-request' | 'said' | 'conversation' | 'decision' | 'account';

/** A reason to write to somebody who asked for nothing. */
export interface Unsolicited {
  readonly unasked: UnsolicitedKind;
  readonly personId: string;
}

/** The reason for which somebody may be written to privately. */
export type Consent = { readonly asked: AskedFor } | Unsolicited;

interface Allowance {
  /** The number of messages within seven days from which no more of this kind is sent; null when it isn't counted. */
  readonly weekly: number | null;
  /** Whether further messages wait until they may be sent, or are dropped, so that the sender of them tries again. */
  readonly more: 'waits' | 'dropped';
}

/** The most unasked messages to one person within seven days, of all kinds together. */
const WEEKLY = 2;
/**
 * The highest number within seven days, counting also those outside the two: a questionnaire's first asking, what was
 * moved or cancelled, an urgent announcement.
 */
export const MAX_WEEKLY = 4;

/** The limits on unasked messages, by kind. */
export const allowances: Readonly<Record<UnsolicitedKind, Allowance>> = {
  announcement: { weekly: WEEKLY, more: 'dropped' },
  survey: { weekly: WEEKLY, more: 'dropped' },
  event: { weekly: WEEKLY, more: 'dropped' },
  kit: { weekly: WEEKLY, more: 'dropped' },
  question: { weekly: MAX_WEEKLY, more: 'dropped' },
  urgent: { weekly: MAX_WEEKLY, more: 'dropped' },
  invitation: { weekly: WEEKLY, more: 'waits' },
  request: { weekly: WEEKLY, more: 'waits' },
  concern: { weekly: MAX_WEEKLY, more: 'waits' },
  change: { weekly: WEEKLY, more: 'waits' },
  review: { weekly: WEEKLY, more: 'waits' },
  duty: { weekly: null, more: 'waits' },
};

/** The kinds that are switched off together with another one. */
const switchedOffWith: Readonly<Record<string, SwitchableKind | undefined>> = { urgent: 'announcement' };

/** Returns whether somebody who switched these kinds off gets none of this kind. */
export function isUnwanted(unwanted: ReadonlySet<string>, kind: string): boolean {
  return unwanted.has(switchedOffWith[kind] ?? kind);
}
