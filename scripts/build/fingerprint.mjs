// What a build is made from, as one short word: another word, another build. It is plain JavaScript that uses only Node's own
// modules: it runs before every start.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const FOLDERS = ['src', 'commands', 'prisma', 'scripts/build'];
const FILES = [
  'package.json',
  'scripts/generate.mjs',
  'scripts/generate-client.mjs',
  'scripts/generate-personal.mjs',
  'scripts/generate-texts.mjs',
  'scripts/personal-columns.mjs',
  'scripts/slack-manifest.ts',
];
/** It is generated from the others, on the way to a build. */
const GENERATED = 'src/generated/';

/** Returns the fingerprint of all that goes into a build: 16 hexadecimal digits. */
export function fingerprint() {
  const hash = createHash('sha256');
  const note = (name, content) => hash.update(name).update('\0').update(content).update('\0');
  for (const file of [...FOLDERS.flatMap(filesIn), ...FILES]) note(file, readFileSync(`${root}${file}`));
  for (const [name, integrity] of installedPackages()) note(name, integrity);
  return hash.digest('hex').slice(0, 16);
}

function filesIn(folder) {
  return readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
    .filter((file) => !file.startsWith(GENERATED))
    .sort();
}

/**
 * Returns name and checksum of each package that the bot runs with, as they are installed: those for development may be
 * missing where it runs, and package.json names their versions.
 */
function installedPackages() {
  const installed = `${root}node_modules/.package-lock.json`;
  const lock = existsSync(installed) ? installed : `${root}package-lock.json`;
  const { packages } = JSON.parse(readFileSync(lock, 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path, { version, integrity = '' }]) => [path, `${version} ${integrity}`])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
