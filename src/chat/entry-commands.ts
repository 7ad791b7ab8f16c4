/**
 * The two commands that the bot leads to from anywhere: the menu of what people can do, and the set-up where there is
 * no region yet. Every other command is known only to the feature that offers it.
 */
export const MENU = { fr: ['mois'], en: ['month'] } as const;
export const INSTALL = { fr: ['installer'], en: ['setup'] } as const;
