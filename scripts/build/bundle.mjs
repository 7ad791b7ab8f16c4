// Bundles the programs into one folder, which lies two levels below the project's root: what the code looks for beside itself it
// finds there, and prisma/migrations where it finds it from src/database.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';
import { root } from './fingerprint.mjs';
import { compilerBeside, edgesAsMaps, noExpress, oneDiscord } from './lean.mjs';

/** The programs, by the name they are started by. */
const PROGRAMS = {
  main: 'src/main.ts',
  backup: 'src/maintenance/backup.ts',
  restore: 'src/maintenance/restore.ts',
  doctor: 'src/maintenance/doctor.ts',
  demo: 'src/demo/main.ts',
  nation: 'src/nation/main.ts',
  'slack-manifest': 'scripts/slack-manifest.ts',
  'print-documents': 'src/documents/print/main.ts',
  'read-photo': 'src/pictures/main.ts',
};

/** Those of them that the bot itself starts, each for one answer. */
const ASKED = ['print-documents', 'read-photo'];

/** The files that the code reads beside itself. */
const BESIDE = {
  'src/reading/places/coordinates.csv': 'coordinates.csv',
  'src/reading/places/department-outlines.csv': 'department-outlines.csv',
  'src/demo/picardie-2008.json': 'picardie-2008.json',
  'src/playground/page/public': 'public',
  'src/documents/print/pdf.typ': 'pdf.typ',
  'node_modules/@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm': 'mozjpeg_dec.wasm',
  'node_modules/@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm': 'mozjpeg_enc.wasm',
  'node_modules/@jsquash/png/codec/pkg/squoosh_png_bg.wasm': 'squoosh_png_bg.wasm',
};

/** Packages that are compiled for one machine: npm installs a part of each for the machine it runs on, beside it. */
const NATIVE = ['@myriaddreamin/typst-ts-node-compiler', '@resvg/resvg-js'];

/** Packages that are data more than code: they bring files that they or we read. A release takes just these along. */
export const APART = [
  '@electric-sql/pglite',
  '@etalab/decoupage-administratif',
  '@expo-google-fonts/noto-emoji',
  '@expo-google-fonts/source-sans-3',
  ...NATIVE,
];

/** Returns the names of the parts that are installed of packages compiled for one machine. */
export function nativeParts() {
  return NATIVE.flatMap((name) => {
    const scope = dirname(name);
    const names = readdirSync(`${root}node_modules/${scope}`).map((each) => `${scope}/${each}`);
    return names.filter((each) => each.startsWith(`${name}-`));
  });
}

/** Parts that packages use where they are installed, and that nothing here runs with. */
const ABSENT = ['zlib-sync', 'bufferutil', 'utf-8-validate', 'pg-native', 'supports-color'];

/** Packages in CommonJS ask for Node's own modules by `require`, which a module hasn't by itself. */
const REQUIRE =
  "import { createRequire as requireOfBundle } from 'node:module'; const require = requireOfBundle(import.meta.url);";

const OPTIONS = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Names stay, since the log tells errors by theirs, and short lines, since it tells where.
  keepNames: true,
  minifySyntax: true,
  minifyWhitespace: true,
  lineLimit: 160,
  banner: { js: REQUIRE },
  legalComments: 'none',
  external: [...APART, ...ABSENT],
  logLevel: 'warning',
};

/**
 * Bundles the programs into a folder. What is imported late stays a file of its own. Returns the paths, from the project's root,
 * of all that went into it.
 * @param {string} folder an absolute path
 */
export async function bundle(folder) {
  const programs = await build({
    ...OPTIONS,
    entryPoints: PROGRAMS,
    outdir: folder,
    splitting: true,
    metafile: true,
    plugins: [oneDiscord, edgesAsMaps, compilerBeside(folder), noExpress],
  });
  // A thread of its own, which shares nothing with the programs.
  const thread = await build({
    ...OPTIONS,
    entryPoints: { 'type-worker': 'src/files/type-worker.mjs' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    metafile: true,
  });
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) latinOnly(`${folder}/${file}`);
  copyBeside(folder);
  return [...Object.keys(programs.metafile.inputs), ...Object.keys(thread.metafile.inputs)];
}

/**
 * Bundles only the programs that the bot itself starts into a folder, for tests of a bot that runs from its sources.
 * @param {string} folder an absolute path
 */
export async function bundleAsked(folder) {
  const entryPoints = Object.fromEntries(ASKED.map((name) => [name, PROGRAMS[name]]));
  await build({ ...OPTIONS, entryPoints, outdir: folder, splitting: true });
  copyBeside(folder);
}

function copyBeside(folder) {
  for (const [from, to] of Object.entries(BESIDE)) cpSync(`${root}${from}`, `${folder}/${to}`, { recursive: true });
}

/**
 * Spells what isn't Latin as JavaScript does, by number: a single such character makes V8 keep a whole file in twice the memory.
 * esbuild has done so in strings, and has left out comments; what remains stands in regular expressions.
 */
function latinOnly(file) {
  const code = readFileSync(file, 'utf8');
  const spelt = code.replace(/[^\0-\xff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (spelt !== code) writeFileSync(file, spelt);
}
