// npm run nation -- FILE… --out FOLDER
//
// Adds up the bilans of the regions. It needs no bot, no database and no setting. docs/nation.md says how.
import { mkdirSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { sanitisedLine } from '../documents/plain.ts';
import { print } from '../documents/print/printer.ts';
import { readTable, UnreadableTable } from '../features/nation/from-files/csv-reader.ts';
import {
  type MadeNation,
  makeNation,
  nationDocuments,
  nationToPrint,
} from '../features/nation/from-files/make-nation.ts';
import { LARGEST, type RegionFile } from '../features/nation/from-files/open-file.ts';
import { type Refusal, refusalOf, refusalText } from '../features/nation/from-files/refusal.ts';
import { MOST_REGIONS } from '../features/nation/from-files/tables.ts';
import { nationFindingText, receivedText } from '../features/nation/from-files/words.ts';
import { translator } from '../texts/translator.ts';

const english = process.argv.some(
  (word, at) => word === '--lang=en' || (word === '--lang' && process.argv[at + 1] === 'en'),
);
const t = translator(english ? 'en' : 'fr', 'Europe/Paris');

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof Error && 'code' in error)) throw error;
  const isArguments = String(error.code).startsWith('ERR_PARSE_ARGS');
  console.error(isArguments ? t.text('nation.cli.usage') : error.message);
  process.exitCode = 2;
}

/** Returns 0 when all that was given counts, 1 when something was refused, 2 when nothing is written. */
async function run(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      regions: { type: 'string' },
      same: { type: 'string' },
      published: { type: 'string' },
      year: { type: 'string' },
      lang: { type: 'string' },
    },
  });
  if (positionals.length === 0 || values.out === undefined) {
    console.error(t.text('nation.cli.usage'));
    return 2;
  }
  const year = values.year === undefined ? null : Number(values.year);
  if (year !== null && !Number.isSafeInteger(year)) {
    console.error(t.text('nation.cli.year'));
    return 2;
  }
  const unreadable = [
    unreadableTable(values.regions, MOST_REGIONS),
    unreadableTable(values.same),
    unreadableTable(values.published),
  ].filter((one) => one !== null);
  if (unreadable.length > 0) {
    for (const one of unreadable) console.error(sanitisedLine(refusalText(t, one)));
    return 2;
  }
  const textOf = (path: string | undefined) => (path === undefined ? null : readFileSync(path, 'utf8'));
  const made = await makeNation(positionals.map(given), {
    regions: textOf(values.regions),
    same: textOf(values.same),
    published: textOf(values.published),
    year,
  });
  for (const one of made.refusals) console.error(sanitisedLine(refusalText(t, one)));
  if (made.nation.regions.length === 0) {
    console.error(t.text('nation.cli.nothing'));
    return 2;
  }
  const documents = nationDocuments(made, t);
  mkdirSync(values.out, { recursive: true });
  for (const { name, text } of documents) writeFileSync(join(values.out, name), text);
  for (const one of made.findings) console.log(`- ${sanitisedLine(nationFindingText(t, one))}`);
  const printed = await printInto(values.out, made);
  const files = t.list([...documents.map(({ name }) => name), ...printed]);
  console.log(t.text('nation.cli.done', { received: receivedText(t, made.nation), folder: values.out, files }));
  return made.refusals.length > 0 ? 1 : 0;
}

/**
 * Lays the bilan out for print and writes that, too. Returns the names of the files: none where it can't be laid out, which is
 * told, and takes nothing from the other files.
 */
async function printInto(folder: string, made: MadeNation): Promise<readonly string[]> {
  try {
    const { pdf, docx } = await print(nationToPrint(made, t));
    writeFileSync(join(folder, 'bilan-national.pdf'), pdf);
    writeFileSync(join(folder, 'bilan-national.docx'), docx);
    return ['bilan-national.pdf', 'bilan-national.docx'];
  } catch (error) {
    console.error(t.text('nation.cli.notPrinted', { why: sanitisedLine(String(error)).slice(0, 300) }));
    return [];
  }
}

/** Returns what is wrong with a table that says how to count; null where nothing is, or none is given. */
function unreadableTable(path: string | undefined, most?: number): Refusal | null {
  if (path === undefined) return null;
  try {
    readTable(readFileSync(path, 'utf8'), most);
    return null;
  } catch (error) {
    if (error instanceof UnreadableTable)
      return refusalOf(basename(path), error.problem.reason, null, error.problem.values);
    throw error;
  }
}

/** Reads a file, but of one that is too large only as much as says so. */
function given(path: string): RegionFile {
  if (statSync(path).size <= LARGEST) return { name: basename(path), bytes: readFileSync(path) };
  const bytes = new Uint8Array(LARGEST + 1);
  readSync(openSync(path, 'r'), bytes);
  return { name: basename(path), bytes };
}
