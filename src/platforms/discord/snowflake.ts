/** Ids come with buttons and forms: what is none must not become part of an address that is asked for with our token. */
export const SNOWFLAKE = /^\d{1,20}$/;
