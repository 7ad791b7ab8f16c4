/**
 * Kind of the due items that remind organisations of incomplete sheets. Their subject is `<edition>:<organisation>`.
 */
export const INCOMPLETE_SHEETS = 'events-incomplete';

/**
 * Kind of the due items that refresh a proposal's card when an event it overlaps with has changed, or its edition was closed. Due
 * at once; their subject is `<proposal>:<event>:<version>`, or `<proposal>:closed`.
 */
export const OVERLAPS_CHANGED = 'event-overlaps-changed';

/**
 * Kind of the due items of events that were accepted, of which the announcement channels are told. Their subject is
 * `<event>:<version>`.
 */
export const EVENTS_ACCEPTED = 'events-accepted';

/**
 * Kind of the due items that tell somebody that a proposal they wrote isn't confirmed. Their subject is its form's id.
 */
export const UNSENT_PROPOSAL = 'event-unsent';

/**
 * Kind of the due items of events that got other dates or were called off. Due at once; their subject is
 * `<event>:<version>`.
 */
export const EVENT_MOVED = 'event-moved';
