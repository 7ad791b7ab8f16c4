import { atOnce, type Stepwise } from '../../../concurrency/turns.ts';
import { htmlInSteps } from '../../../documents/html.ts';
import { markdownInSteps } from '../../../documents/markdown.ts';
import type { PrintRequest } from '../../../documents/print/main.ts';
import { boundForPrint } from '../../../documents/print/shorten.ts';
import type { Translator } from '../../../texts/translator.ts';
import { choose } from './choose.ts';
import { checkNation, type NationFinding } from './findings.ts';
import { nationCsv } from './nation-csv.ts';
import { nationJson } from './nation-json.ts';
import { type OpenedFile, openFile, type RegionFile } from './open-file.ts';
import type { Refusal } from './refusal.ts';
import type { RegionReport } from './region.ts';
import { type Nation, rollUp } from './roll-up.ts';
import { readDecisions, readExpected, readPublished, readRegionTable, textOfTable } from './tables.ts';
import { writeNationOutline } from './write-outline.ts';

/** The files given besides the regions' own: the text of each, null where it isn't given. */
export interface Beside {
  /** The file that names the expected regions. */
  readonly regions: string | null;
  /** Decisions about events and media that two regions may share. */
  readonly same: string | null;
  /** The numbers and sentences that are to be published about the nation, to be checked. */
  readonly published: string | null;
  readonly year: number | null;
}

export interface MadeNation {
  readonly nation: Nation;
  readonly findings: readonly NationFinding[];
  readonly refusals: readonly Refusal[];
}

/** The content of files, before it is chosen which of them count. */
export interface OpenedFiles {
  readonly opened: readonly OpenedFile[];
  /** The lines of tables. */
  readonly rows: readonly RegionReport[];
}

/** Reads the regions' files, and tables (.csv) of regions without a bot, each by itself. */
export async function openFiles(files: readonly RegionFile[]): Promise<OpenedFiles> {
  const opened: OpenedFile[] = [];
  const rows: RegionReport[] = [];
  for (const file of files) {
    if (!file.name.toLowerCase().endsWith('.csv')) {
      opened.push(await openFile(file));
      continue;
    }
    const text = textOfTable(file);
    if (typeof text !== 'string') {
      opened.push({ is: 'refused', refusal: text });
      continue;
    }
    const read = readRegionTable(file.name, text);
    rows.push(...read.regions);
    opened.push(...read.refusals.map((one) => ({ is: 'refused', refusal: one }) as const));
  }
  return { opened, rows };
}

/** Reads files in the same way, and adds up those that hold. */
export async function makeNation(files: readonly RegionFile[], beside: Beside): Promise<MadeNation> {
  return addUpNation(await openFiles(files), beside);
}

/** Adds up what holds of files that were read. */
export function addUpNation(files: OpenedFiles, beside: Beside): MadeNation {
  return atOnce(addingUp(files, beside));
}

export function* addingUp({ opened, rows }: OpenedFiles, beside: Beside): Stepwise<MadeNation> {
  const expected = beside.regions === null ? null : readExpected(beside.regions);
  const chosen = yield* choose(opened, rows, { year: beside.year, expected });
  const nation = yield* rollUp(chosen, readDecisions(beside.same ?? ''));
  const findings = yield* checkNation(nation, readPublished(beside.published ?? ''));
  return { nation, findings, refusals: chosen.refusals };
}

export interface NationDocument {
  readonly name: 'bilan-national.json' | 'bilan-national.csv' | 'bilan-national.md' | 'bilan-national.html';
  readonly text: string;
}

/** Writes what was made, in the reader's language. */
export function nationDocuments(made: MadeNation, t: Translator): readonly NationDocument[] {
  return atOnce(writing(made, t));
}

export function* writing(
  { nation, findings, refusals }: MadeNation,
  t: Translator,
): Stepwise<readonly NationDocument[]> {
  const outline = yield* writeNationOutline(nation, findings, t);
  const json = nationJson(nation, findings, refusals);
  yield;
  return [
    { name: 'bilan-national.json', text: json },
    { name: 'bilan-national.csv', text: yield* nationCsv(nation, t.forFiles()) },
    { name: 'bilan-national.md', text: yield* markdownInSteps(outline) },
    { name: 'bilan-national.html', text: yield* htmlInSteps(outline, t.locale) },
  ];
}

/** Returns what is to be laid out for print: the same document, dated by the newest of its files, its longest tables cut. */
export function nationToPrint(made: MadeNation, t: Translator): PrintRequest {
  return atOnce(layingOut(made, t));
}

export function* layingOut({ nation, findings }: MadeNation, t: Translator): Stepwise<PrintRequest> {
  const outline = yield* writeNationOutline(nation, findings, t);
  const days = nation.regions.map(({ madeAt, edition }) => new Date(madeAt ?? `${edition.year}-12-01`).getTime());
  return {
    outline: boundForPrint(outline, (count) => t.text('reports.document.rowsLeftOut', { count })),
    locale: t.locale,
    contents: t.text('reports.contents'),
    madeAt: new Date(Math.max(...days)),
  };
}
