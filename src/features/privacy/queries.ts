/** Purges use the same list of people's own texts as erasures. */
export { ownTexts } from './own-texts-store.ts';
