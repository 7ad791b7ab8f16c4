/**
 * The three commands that the bot leads to from anywhere: the menu of what people can do, the set-up where there is no
 * region yet, and what is kept of whoever asks. Every other command is known only to the feature that offers it.
 */
export const MENU = { fr: ['mois'], en: ['month'] } as const;
export const INSTALL = { fr: ['installer'], en: ['setup'] } as const;
export const MY_DATA = { fr: ['profil', 'donnees'], en: ['profile', 'data'] } as const;
