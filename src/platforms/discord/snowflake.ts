/**
 * Matches an id. Ids come with buttons and forms: nothing else may become part of an address that is requested with the
 * bot's token.
 */
export const SNOWFLAKE = /^\d{1,20}$/;
