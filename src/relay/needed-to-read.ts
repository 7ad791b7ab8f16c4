/** The platforms' names of what they must grant so that messages written there can be read at all. */
export const NEEDED_TO_READ: ReadonlySet<string> = new Set(['MessageContent']);
