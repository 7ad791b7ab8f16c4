import { join } from 'node:path';
import { built } from '../build/built.mjs';
import type { ChildOptions } from './child.ts';

/** The bot's program, as `npm start` starts it: built from the sources that are here. */
export const MAIN = join(await built(), 'main.js');

/** Node's options with which `npm start` starts it. */
export const AS_STARTED = { options: ['--max-semi-space-size=4'] } as const satisfies ChildOptions;
