/**
 * A sign without width, which keeps apart what Discord would read together. People see nothing of it, and who reads the text
 * again leaves it out (`legible`).
 */
export const NOTHING = '\u200b';

/** Returns code in which nothing looks like a mention to a server, which doesn't know that it is code. */
export const withoutMentions = (code: string): string => code.replace(/<(?=[@#])|@(?=everyone|here)/g, `$&${NOTHING}`);
