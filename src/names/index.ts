export { withinEdits } from './edit-distance.ts';
export { fold } from './fold.ts';
export { looksLike, nameKey } from './name-key.ts';
