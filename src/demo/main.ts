import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { openDatabase } from '../database/open-database.ts';
import { createLog } from '../log.ts';
import { chapterText } from './chapters.ts';
import { comparison } from './compare-published.ts';
import { problemLines } from './edition-file.ts';
import { effortLines } from './efforts.ts';
import { PICARDIE } from './picardie.ts';
import { type Played, playEdition } from './play-edition.ts';
import { readEditionFile } from './read-edition-file.ts';

const USAGE = `npm run demo -- [--edition FICHIER] [--out DOSSIER]

  --edition FICHIER   joue cette édition (par défaut : Picardie 2008, dont les chiffres doivent être ceux qui ont été
                      publiés) ; docs/edition-file.md décrit le fichier
  --out DOSSIER       y écrit bilan.md, bilan.html, bilan.csv et bilan.json`;

interface Arguments {
  readonly edition: string;
  readonly out: string | null;
}

function readArguments(): Arguments | null {
  try {
    const { values } = parseArgs({
      options: { edition: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' } },
    });
    if (values.help) return null;
    return { edition: resolve(values.edition ?? PICARDIE), out: values.out === undefined ? null : resolve(values.out) };
  } catch {
    return null;
  }
}

async function main(): Promise<number> {
  const given = readArguments();
  if (!given) {
    console.error(USAGE);
    return 2;
  }
  const json = await readFile(given.edition, 'utf8')
    .then(JSON.parse)
    .catch((error: Error) => error);
  if (json instanceof Error) {
    console.error(`${given.edition} ne se lit pas : ${json.message}`);
    return 2;
  }
  const read = readEditionFile(json);
  if (!read.ok) {
    console.error(`${given.edition} ne convient pas :\n${problemLines(read.problems)}`);
    return 2;
  }

  const began = performance.now();
  const database = await openDatabase({ dataDir: 'memory', log: createLog({ level: 'error' }) });
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage} % · {chapter}',
    barCompleteChar: '▓',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
  let played: Played;
  try {
    bar.start(1, 0, { chapter: 'Slack et Discord locaux, base de données' });
    played = await playEdition(read.file, database, (done, total, chapter) => {
      bar.setTotal(total);
      bar.update(done, { chapter: chapterText('fr', chapter) });
    });
  } catch (error) {
    bar.stop();
    console.error(`\nL'édition n'a pas été jouée jusqu'au bout : ${error instanceof Error ? error.message : error}`);
    return 1;
  } finally {
    bar.stop();
    await database.close();
  }
  console.log(`\n${played.summary}`);
  console.log(`Joué en ${Math.round((performance.now() - began) / 100) / 10} s.`);
  if (given.out !== null) await writeDocuments(given.out, played);
  else console.log('Pour garder le bilan : npm run demo -- --out DOSSIER');
  const compared = comparison(read.file, played.documents);
  if (compared !== null) console.log(compared.text);
  console.log(effortLines(played.efforts));
  if (compared === null) return 0;
  // A file of one's own may give other figures: that is what it is for.
  return compared.same || given.edition !== PICARDIE ? 0 : 1;
}

async function writeDocuments(directory: string, { documents }: Played): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const { name, bytes } of documents) {
    await writeFile(join(directory, name), bytes);
    console.log(`Écrit : ${join(directory, name)}`);
  }
}

// Nothing is left to do. Node by itself would first wait for the threads that compile and collect, and that wait may never end
// (nodejs/node issue 54918).
process.exit(await main());
