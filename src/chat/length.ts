/** Characters (UTF-16 units) of a text that is read: as many as the longest field of any form holds. */
export const MOST_TYPED = 3_000;

/** Characters of a button's or a form's id, which are ours and short; no platform lets one be longer. */
export const MOST_OF_AN_ID = 255;

/** Characters that a client of any platform lets somebody type into one field of a form, at most. */
export const MOST_IN_A_FIELD = 4_000;
