/** The most characters (UTF-16 units) of a text that are read: as many as the longest field of any form holds. */
export const MAX_TYPED_LENGTH = 3_000;

/**
 * The most characters of a button's or a form's id. The bot makes these ids and keeps them short; no platform allows
 * longer ones.
 */
export const MAX_ID_LENGTH = 255;

/** The most characters that any platform's client lets somebody type into one form field. */
export const MAX_FIELD_LENGTH = 4_000;
