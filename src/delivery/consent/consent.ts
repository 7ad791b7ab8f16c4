/** What people are sent unasked, by what it is about; each of these they may switch off. */
export const switchableKinds = ['announcement', 'survey', 'event', 'kit'] as const;
export type SwitchableKind = (typeof switchableKinds)[number];

/**
 * The others they can't switch off:
 * 'question': one of a survey that needs their answer, asked once;
 * 'invitation': their organisation is asked to co-organise an event;
 * 'request': somebody asks to join their organisation;
 * 'concern': somebody else has changed, moved or cancelled what they take part in, or done something in their name, or
 *   somebody isn't their colleague any more;
 * 'duty': somebody of the team is told what waits for the coordinators, or that they belong to it or not any more.
 */
export type UnsolicitedKind = SwitchableKind | 'question' | 'invitation' | 'request' | 'concern' | 'duty';

/**
 * Why somebody is written to at once, whatever the hour and however often they were written to:
 * 'own-request': they have just asked for it, by a command, a button or a form;
 * 'said': it answers what they have just said to the bot;
 * 'conversation': it goes on with a conversation in which they have just answered;
 * 'decision': it is the answer to what their organisation, or they, had asked the coordinators or another organisation;
 * 'account': it tells what was done with their own account, or with a code for the region they coordinate, so that they
 *   can stop it.
 */
export type AskedFor = 'own-request' | 'said' | 'conversation' | 'decision' | 'account';

/** Somebody who is written to though they asked for nothing. */
export interface Unsolicited {
  readonly unasked: UnsolicitedKind;
  readonly personId: string;
}

/** Why somebody may be written to privately. */
export type Consent = { readonly asked: AskedFor } | Unsolicited;

interface Allowance {
  /** Messages within seven days after which no more of this kind is sent; null: it isn't counted. */
  readonly weekly: number | null;
  /** What becomes of more: it waits until there may be, or isn't sent, so that whoever sends it tries again. */
  readonly more: 'waits' | 'dropped';
}

/** Messages a person may be sent unasked within seven days, all kinds together. */
const WEEKLY = 2;
/** With those that concern what they take part in. */
export const MAX_WEEKLY = 4;

/** How often people are written to, by kind. */
export const allowances: Readonly<Record<UnsolicitedKind, Allowance>> = {
  announcement: { weekly: WEEKLY, more: 'dropped' },
  survey: { weekly: WEEKLY, more: 'dropped' },
  event: { weekly: WEEKLY, more: 'dropped' },
  kit: { weekly: WEEKLY, more: 'dropped' },
  question: { weekly: WEEKLY, more: 'dropped' },
  invitation: { weekly: WEEKLY, more: 'waits' },
  request: { weekly: WEEKLY, more: 'waits' },
  concern: { weekly: MAX_WEEKLY, more: 'waits' },
  duty: { weekly: null, more: 'waits' },
};
