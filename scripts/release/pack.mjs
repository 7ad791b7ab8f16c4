// npm run pack
//
// Packs a release: what is built, all that it needs to run, and the papers of whoever runs it. It is unpacked and started by
// `node`; nothing is installed. Prints the archive's path.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { create } from 'tar';
import { built, CONTENTS, dist, INPUTS } from '../build/built.mjs';
import { APART, nativeParts } from '../build/bundle.mjs';
import { root } from '../build/fingerprint.mjs';
import { copyDocuments } from './documents.mjs';
import { licenceText, packagesOf } from './packages.mjs';
import { packedVersion } from './version.mjs';

/** Matches the files that are ever read of the packages that come along as they are. */
const NEEDED =
  /^(package\.json|LICENSE(_FONT)?|[\w.-]+\.(js|node)|dist(\/[\w-]+\.(js|wasm|data))?|dist\/fs(\/[\w-]+\.js)?|data(\/(communes|departements|regions)\.json)?|(400Regular|400Regular_Italic|700Bold)(\/[\w-]+\.ttf)?)$/;

/** The data of others that comes along; each file says whose it is, and under which licence. */
const DATA = ['src/reading/places/coordinates.csv', 'src/reading/places/department-outlines.csv'];

const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const version = packedVersion(manifest.version, readFileSync(`${root}CHANGELOG.md`, 'utf8'));
const name = `${manifest.name}-${version}`;
const folder = await built({ say: console.error });
const making = mkdtempSync(`${dist}/making-`);
try {
  fill(`${making}/${name}`);
  const file = `${dist}/${name}.tar.gz`;
  await create({ cwd: making, file, gzip: { level: 9 }, portable: true, noMtime: true }, [name]);
  console.log(file);
} finally {
  rmSync(making, { recursive: true });
}

function fill(target) {
  mkdirSync(target, { recursive: true });
  const filter = (path) => !path.endsWith(INPUTS) && !path.endsWith(CONTENTS);
  cpSync(folder, `${target}/dist/bot`, { recursive: true, filter });
  for (const file of readdirSync(dist).filter((one) => /^cluster-[0-9a-f]{16}\.tar\.gz$/.test(one))) {
    cpSync(`${dist}/${file}`, `${target}/dist/${file}`);
  }
  cpSync(`${root}prisma/migrations`, `${target}/prisma/migrations`, { recursive: true });
  for (const one of [...APART, ...nativeParts()]) copyPackage(`node_modules/${one}`, target);
  for (const file of ['fil-conducteur.service', 'journald@fil-conducteur.conf', 'LISEZMOI.md']) {
    cpSync(`${root}scripts/release/${file}`, `${target}/${file}`);
  }
  copyDocuments(target);
  writeFileSync(`${target}/LICENCES.txt`, licences());
  writeFileSync(`${target}/package.json`, `${JSON.stringify(ofRelease(), null, 2)}\n`);
}

function copyPackage(path, target) {
  const from = `${root}${path}`;
  const filter = (file) => file === from || NEEDED.test(file.slice(from.length + 1));
  cpSync(from, `${target}/${path}`, { recursive: true, filter });
}

/** Returns package.json without what it takes to build: the same commands, of what is built. */
function ofRelease() {
  const { description, license, type, engines, scripts } = manifest;
  const words = Object.entries(scripts).flatMap(([command, script]) => {
    const [, options = '', program] = /^node (--\S+ )?scripts\/start\.mjs (\S+)$/.exec(script) ?? [];
    return program === undefined ? [] : [[command, `node ${options}dist/bot/${program}.js`]];
  });
  return {
    name: manifest.name,
    version,
    private: true,
    description,
    license,
    type,
    engines,
    scripts: Object.fromEntries(words),
  };
}

/** Returns what the licences of the packages ask for: that their text comes along. */
function licences() {
  const packages = packagesOf(JSON.parse(readFileSync(`${folder}/${INPUTS}`, 'utf8')));
  const texts = packages.map(
    (one) =>
      `${one.name} ${one.version} (${one.licence})${one.source && `\nSource: ${one.source}`}\n\n${licenceText(one.folder) || 'It brings no text of its own.'}`,
  );
  return `${[...texts, ...DATA.map(noticeOf)].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Returns what a file of data says of where it comes from, at its beginning. */
function noticeOf(path) {
  const lines = readFileSync(`${root}${path}`, 'utf8').split('\n');
  const notice = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('#')),
  );
  return [path.split('/').at(-1), '', ...notice.map((line) => line.slice(2))].join('\n');
}
