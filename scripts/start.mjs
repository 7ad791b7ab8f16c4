// node scripts/start.mjs <program> [words …]
//
// Starts a program as it was built from the sources that are here, in this process, and builds it first where that is needed.
import { pathToFileURL } from 'node:url';
import { built } from './build/built.mjs';

const [node, , program] = process.argv;
const file = `${await built({ say: console.error })}/${program}.js`;
process.argv.splice(0, 3, node, file);
await import(pathToFileURL(file).href);
