import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vitest/config';
import { dist } from '../../scripts/build/built.mjs';
import { bundleAsked } from '../../scripts/build/bundle.mjs';
import { fingerprint } from '../../scripts/build/fingerprint.mjs';

/** The files that start a program for one answer: it lays out documents, or reads a photo. */
const ASKING = ['/src/documents/print/printer.ts', '/src/pictures/photo.ts'];
const BESIDE = 'programBeside(import.meta.url)';
/** Others than this run's that are younger may be in use by another run. */
const IN_USE_MS = 3_600_000;

/**
 * Vitest's global set-up: bundles these programs as they are shipped, where they aren't yet. From their sources each would be
 * compiled anew whenever one is started, hundreds of times in a run, which takes longer than all that they do.
 */
export default async function prepare(): Promise<void> {
  const name = `asked-${fingerprint()}`;
  const folder = join(dist, name);
  if (!existsSync(folder)) {
    mkdirSync(dist, { recursive: true });
    const making = mkdtempSync(join(dist, 'making-'));
    await bundleAsked(making);
    // When another run was faster, its programs will do.
    if (existsSync(folder)) rmSync(making, { recursive: true });
    else renameSync(making, folder);
    for (const other of readdirSync(dist).filter((one) => one.startsWith('asked-') && one !== name)) {
      const { mtimeMs } = statSync(join(dist, other));
      if (Date.now() - mtimeMs > IN_USE_MS) rmSync(join(dist, other), { recursive: true, force: true });
    }
  }
  process.env.ASKED_PROGRAMS = pathToFileURL(join(folder, 'beside.js')).href;
}

/** Has the bot under test start the bundled programs rather than their sources. */
export function askedPrograms(): Plugin {
  return {
    name: 'asked-programs',
    enforce: 'pre',
    transform(code, id) {
      if (!ASKING.some((path) => id.endsWith(path))) return null;
      if (!code.includes(BESIDE)) throw new Error(`${id} asks no program by ${BESIDE} any more`);
      return { code: code.replace(BESIDE, BESIDE.replace('(', '(process.env.ASKED_PROGRAMS ?? ')), map: null };
    },
  };
}
