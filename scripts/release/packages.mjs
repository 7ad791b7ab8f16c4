// The packages that a build is made of: those whose code was bundled, and those it takes along as they are.
import { readdirSync, readFileSync } from 'node:fs';
import { APART } from '../build/bundle.mjs';
import { root } from '../build/fingerprint.mjs';

/** The beginning of a path that leads to a package, also to one inside another. */
const PACKAGE = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * Returns name, version, licence and the address of its source as it says itself ('' when it says none), and folder of each package,
 * by name.
 * @param {readonly string[]} inputs the paths of all that went into a build
 */
export function packagesOf(inputs) {
  const bundled = inputs.flatMap((path) => PACKAGE.exec(path)?.[1] ?? []);
  const folders = [...new Set([...bundled, ...APART.map((name) => `node_modules/${name}`)])];
  return folders
    .map((folder) => {
      const { name, version, license, repository } = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'));
      return {
        name,
        version,
        licence: typeof license === 'string' ? license : '',
        source: sourceOf(repository),
        folder,
      };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function sourceOf(repository) {
  if (typeof repository === 'string') return repository;
  return typeof repository?.url === 'string' ? repository.url : '';
}

/** Returns the texts of a package's licences, of its code and of its fonts; '' when it brings none. */
export function licenceText(folder) {
  const files = readdirSync(`${root}${folder}`).filter((name) => /^(licen[cs]e|copying)/i.test(name));
  return files.map((file) => readFileSync(`${root}${folder}/${file}`, 'utf8').trim()).join('\n\n');
}
