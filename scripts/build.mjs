// npm run build
//
// Builds what `npm start` runs, where it isn't built already, and prints its folder. `npm start` does so by itself.
import { built } from './build/built.mjs';

console.log(await built());
