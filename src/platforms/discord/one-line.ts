/** Returns a text on one line, with single spaces; those at which a line must not break, inside « », stay as they are. */
export const oneLine = (text: string): string => text.replace(/[^\S\u00a0\u202f]+/g, ' ').trim();
