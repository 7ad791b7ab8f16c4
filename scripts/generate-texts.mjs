// Lists the existing files of texts in src/generated/texts.ts, so that a new one needs no line anywhere; does nothing
// where that list is right already. It is plain JavaScript that uses only Node's own modules: it runs before every
// start and test.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = `${root}src/generated`;
const list = `${generated}/texts.ts`;
const languages = { french: 'fr', english: 'en' };

const namesIn = (language) =>
  readdirSync(`${root}src/texts/${language}`)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();

const names = [...new Set(Object.values(languages).flatMap(namesIn))].sort();
const missing = Object.values(languages).flatMap((language) => {
  const there = namesIn(language);
  return names.filter((name) => !there.includes(name)).map((name) => `src/texts/${language}/${name}.json`);
});
if (missing.length > 0) {
  throw new Error(`every file of texts stands in both languages, with the same keys: add ${missing.join(', ')}`);
}

const wanted = [
  '// Made by scripts/generate-texts.mjs of the files in src/texts.',
  ...Object.values(languages).flatMap((language) =>
    names.map((name) => `import ${language}_${name} from '../texts/${language}/${name}.json' with { type: 'json' };`),
  ),
  ...Object.entries(languages).flatMap(([name, language]) => [
    `export const ${name} = {`,
    ...names.map((file) => `  ${file}: ${language}_${file},`),
    '};',
  ]),
  '',
].join('\n');

if (!existsSync(list) || readFileSync(list, 'utf8') !== wanted) {
  mkdirSync(generated, { recursive: true });
  // A process that reads it meanwhile reads one of the two, whole.
  writeFileSync(`${list}.${process.pid}`, wanted);
  renameSync(`${list}.${process.pid}`, list);
}
