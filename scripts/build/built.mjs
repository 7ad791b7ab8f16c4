// The build that fits the sources. Each has a folder of its own, named after what it was made from, and gets its name when it is
// complete: it is never stale, never half of one, and a bot that still runs from the one before keeps its files.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fingerprint, root } from './fingerprint.mjs';

export const dist = `${root}dist`;
/** The list of what went into a build, in its folder. */
export const INPUTS = 'inputs.json';
const BUILD = /^bot-[0-9a-f]{16}$/;
/** What is older than that is neither being made nor about to be started. */
const PASSING_MS = 3_600_000;

/**
 * Returns the folder of the build that fits the sources, an absolute path, and makes it where it is missing.
 * @param {{ say?: (line: string) => void }} [options] `say` is told when something is made
 */
export async function built({ say = () => {} } = {}) {
  const name = `bot-${fingerprint()}`;
  const folder = `${dist}/${name}`;
  if (existsSync(folder)) return folder;
  say('Préparation, une seule fois par version…');
  await make(name);
  removeOld(name);
  return folder;
}

async function make(name) {
  const folder = `${dist}/${name}`;
  const { bundle } = await developmentParts();
  await import('../generate.mjs');
  mkdirSync(dist, { recursive: true });
  const making = mkdtempSync(`${dist}/making-`);
  try {
    writeFileSync(`${making}/${INPUTS}`, JSON.stringify(await bundle(making)));
    prepareCluster();
    // What was changed meanwhile may be in it or not.
    if (`bot-${fingerprint()}` !== name) throw new Error('the sources were changed while they were built: start again');
    chmodSync(making, 0o755);
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true });
    // Another process may have been faster, and made the same.
    if (!existsSync(folder)) throw error;
  }
}

async function developmentParts() {
  try {
    return await import('./bundle.mjs');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error(
      'nothing is built yet, and the parts to build with are missing: run npm ci, or take a release archive',
    );
  }
}

/** Prepares the embedded database's first start, in a process of its own: it takes memory that the bot shan't have to hold. */
function prepareCluster() {
  const program = ['--import', 'tsx', 'scripts/build/prepare-cluster.ts'];
  const run = spawnSync(process.execPath, program, { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`the first start could not be prepared\n${run.stdout}${run.stderr}`);
}

/** Keeps the newest of the others, from which a bot may still run, and what others may just be making or about to start. */
function removeOld(current) {
  const age = (name) => Date.now() - (statSync(`${dist}/${name}`, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  const names = readdirSync(dist);
  const others = names
    .filter((name) => BUILD.test(name) && name !== current)
    .sort((one, other) => age(one) - age(other));
  const halves = names.filter((name) => name.startsWith('making-'));
  for (const name of [...others.slice(1), ...halves]) {
    if (age(name) > PASSING_MS) rmSync(`${dist}/${name}`, { recursive: true, force: true });
  }
}
