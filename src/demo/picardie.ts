import { fileURLToPath } from 'node:url';

/** The path of the edition of 2008 in Picardie, which the demonstration plays. */
export const PICARDIE = fileURLToPath(new URL('./picardie-2008.json', import.meta.url));
