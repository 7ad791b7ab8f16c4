// The packages that a build is made of: those whose code was bundled, and those it takes along as they are.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { APART } from '../build/bundle.mjs';
import { root } from '../build/fingerprint.mjs';

/** The beginning of a path that leads to a package, also to one inside another. */
const PACKAGE = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * Returns name, version, licence as it says itself ('' when it says none) and folder of each package, by name.
 * @param {readonly string[]} inputs the paths of all that went into a build
 */
export function packagesOf(inputs) {
  const bundled = inputs.flatMap((path) => PACKAGE.exec(path)?.[1] ?? []);
  const folders = [...new Set([...bundled, ...APART.map((name) => `node_modules/${name}`)])];
  return folders
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'));
      return { name, version, licence: typeof license === 'string' ? license : '', folder };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Returns the text of a package's licence; '' when it brings none. */
export function licenceText(folder) {
  const file = readdirSync(`${root}${folder}`).find((name) => /^(licen[cs]e|copying)/i.test(name));
  const path = `${root}${folder}/${file}`;
  return file !== undefined && existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}
