/** What everybody wrote that goes with them, for what is purged. */
export { ownTexts } from './own-texts-store.ts';
