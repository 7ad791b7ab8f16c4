/** Kind of the reminder of incomplete sheets; its subject is `<edition>:<organisation>`. */
export const INCOMPLETE_SHEETS = 'events-incomplete';

/** Due at once when what a proposal overlaps with has changed; its subject is `<proposal>:<event>:<version>`. */
export const OVERLAPS_CHANGED = 'event-overlaps-changed';

/** Due at once when an event got other dates or was called off; its subject is `<event>:<version>`. */
export const EVENT_MOVED = 'event-moved';
