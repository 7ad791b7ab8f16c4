/**
 * Matches an id. Ids come with buttons and forms: nothing else may become part of an address that is requested with the
 * bot's token.
 */
export const SNOWFLAKE = /^\d{1,20}$/;

/** The first millisecond that Discord's ids can express. */
const EPOCH = 1_420_070_400_000;

/** Returns the first id of a moment: ids grow with time. */
export const snowflakeAt = (date: Date): string => (BigInt(Math.max(0, date.getTime() - EPOCH)) << 22n).toString();

/** Returns the moment an id was made. */
export const timeOfSnowflake = (id: string): Date => new Date(Number(BigInt(id) >> 22n) + EPOCH);
