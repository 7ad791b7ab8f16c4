export { alphabetical } from './alphabetical.ts';
export { withinEdits } from './edit-distance.ts';
export { fold } from './fold.ts';
export { mixedWord } from './look-alike.ts';
export { looksLike, nameKey, seenAlike } from './name-key.ts';
