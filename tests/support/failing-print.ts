import { readdirSync, readFileSync } from 'node:fs';
import type { World } from './world.ts';

/** Returns the processes of this one that lay a document out. */
function printing(): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const parent = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1];
      const isOurs = Number(parent) === process.pid;
      return isOurs &&
        /print-documents\.js|documents\/print\/main\.ts/.test(readFileSync(`/proc/${name}/cmdline`, 'utf8'))
        ? [Number(name)]
        : [];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** Does all that is due while each process that lays a document out is killed. Returns how many were. */
export async function whilePrintingDies(world: World, due: () => Promise<unknown>): Promise<number> {
  const killed = new Set<number>();
  let isDone = false;
  const done = due().finally(() => {
    isDone = true;
  });
  while (!isDone) {
    for (const id of printing()) {
      killed.add(id);
      process.kill(id, 'SIGKILL');
    }
    await world.settle();
  }
  await done;
  return killed.size;
}
