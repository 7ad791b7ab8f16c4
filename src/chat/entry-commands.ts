/**
 * The two commands that the bot leads to by itself, wherever somebody stands: the menu of what they can do, and setting up
 * where no region is yet. All others are known by name to what offers them alone.
 */
export const MENU = { fr: ['mois'], en: ['month'] } as const;
export const INSTALL = { fr: ['installer'], en: ['setup'] } as const;
