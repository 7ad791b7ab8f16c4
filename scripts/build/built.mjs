// The build that fits the sources. Each has a folder of its own, named after what it was made from, and gets its name when it is
// complete: it is never stale, never half of one, and a bot that still runs from the one before keeps its files.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fingerprint, root } from './fingerprint.mjs';

export const dist = `${root}dist`;
/** The list of what went into a build, in its folder. */
export const INPUTS = 'inputs.json';
/** The sizes of all that is in a build, in its folder. */
export const CONTENTS = 'contents.json';
const BUILD = /^bot-[0-9a-f]{16}$/;
/** The age above which a build is neither being made nor about to be started. */
const PASSING_MS = 3_600_000;

/**
 * Returns the folder of the build that fits the sources, an absolute path, and makes it where it is missing.
 * @param {{ say?: (line: string) => void }} [options] `say` is told when something is made
 */
export async function built({ say = () => {} } = {}) {
  const name = `bot-${fingerprint()}`;
  const folder = `${dist}/${name}`;
  if (isWhole(folder)) return folder;
  // Somebody has removed some of it, or the disk was full: what is left can't be started.
  rmSync(folder, { recursive: true, force: true });
  say('Préparation, une seule fois par version…');
  await make(name);
  removeOld(name);
  return folder;
}

/** Returns whether all that was built is still there, in its size. */
export function isWhole(folder) {
  try {
    const contents = JSON.parse(readFileSync(`${folder}/${CONTENTS}`, 'utf8'));
    return contents.every(([path, size]) => statSync(`${folder}/${path}`, { throwIfNoEntry: false })?.size === size);
  } catch {
    return false;
  }
}

function contentsOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    return [relative(folder, path), statSync(path).size];
  });
}

async function make(name) {
  const folder = `${dist}/${name}`;
  const { bundle } = await developmentParts();
  await import('../generate.mjs');
  mkdirSync(dist, { recursive: true });
  const making = mkdtempSync(`${dist}/making-`);
  try {
    writeFileSync(`${making}/${INPUTS}`, JSON.stringify(await bundle(making)));
    writeFileSync(`${making}/${CONTENTS}`, JSON.stringify(contentsOf(making)));
    prepareCluster();
    // A change that was made meanwhile may be in it or not.
    if (`bot-${fingerprint()}` !== name) throw new Error('the sources were changed while they were built: start again');
    chmodSync(making, 0o755);
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true });
    // Another process may have been faster, and made the same.
    if (!isWhole(folder)) throw error;
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
