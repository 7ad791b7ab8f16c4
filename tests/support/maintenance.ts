import { join } from 'node:path';
import { built } from '../../scripts/build/built.mjs';
import { BotProcess, type Ended, type Variables } from './bot-process.ts';

const BUILT = await built();

/** Runs `npm run backup`, `restore` or `doctor` as a process of its own, with these variables and no others. */
export function startMaintenance(
  command: 'backup' | 'restore' | 'doctor',
  variables: Variables,
  ...words: readonly string[]
): BotProcess {
  return new BotProcess(variables, [process.execPath, join(BUILT, `${command}.js`), ...words]);
}

export function maintain(...given: Parameters<typeof startMaintenance>): Promise<Ended> {
  return startMaintenance(...given).ended;
}
