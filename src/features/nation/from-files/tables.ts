import { fold, readQuantity } from '../../../reading/index.ts';
import { FIGURE_IDS, type FigureId, isShare, unitOf } from '../../figures/figure.ts';
import { NOT_APPLICABLE, UNKNOWN } from '../../figures/measures.ts';
import { MEDIUMS } from '../../surveys/questions/options.ts';
import type { ExpectedRegion } from './choose.ts';
import type { ToldMeasure } from './combine.ts';
import { type Row, readTable, UnreadableTable } from './csv-reader.ts';
import type { RegionFile } from './open-file.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { byMedium, type RegionFigure, type RegionReport, regionKey } from './region.ts';

/** The most regions of a table, and of a year: there are eighteen. */
export const MOST_REGIONS = 100;
/** The most bytes of a table: of a hundred regions, each with 3 000 characters, and read in a moment. */
const LARGEST_TABLE = 300_000;

/** Euros and page views of a nation go beyond what a person types of one event. */
const MOST = 1e9;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Returns the regions that are expected. Columns: region, and fingerprint (or empreinte) where it is known. Throws UnreadableTable. */
export function readExpected(text: string): readonly ExpectedRegion[] {
  const rows = readTable(text, MOST_REGIONS).rows.map(({ cells }) => ({
    name: cells.get('region') ?? '',
    thumbprint: cells.get('fingerprint') || cells.get('empreinte') || null,
  }));
  return [...new Map(rows.filter(({ name }) => name !== '').map((row) => [regionKey(row.name), row])).values()];
}

/** Returns the names of a table's columns, folded: none where it has no line below them. Throws UnreadableTable. */
export function columnsOf(text: string): ReadonlySet<string> {
  const { columns, rows } = readTable(text, MOST_REGIONS);
  return new Set(rows.length === 0 ? [] : columns);
}

/** Returns the text of a table; refused where it is too large, or no text that a spreadsheet writes. */
export function textOfTable({ name, bytes }: RegionFile): string | Refusal {
  const kilobytes = Math.ceil(bytes.byteLength / 1_000);
  if (bytes.byteLength > LARGEST_TABLE) {
    return refusalOf(name, 'heavyTable', null, { kilobytes, most: LARGEST_TABLE / 1_000 });
  }
  const text = utf8Text(bytes);
  if (text === null) return refusalOf(name, 'notUtf8');
  const at = text.indexOf('\0');
  if (at >= 0) return refusalOf(name, 'nul', null, { line: text.slice(0, at).split('\n').length });
  return text;
}

/** Returns the text of a file; null where it isn't UTF-8. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export interface ReadRows {
  readonly regions: readonly RegionReport[];
  readonly refusals: readonly Refusal[];
}

/** Reads regions that have no bot, one a line: docs/nation.md describes the columns. */
export function readRegionTable(file: string, text: string): ReadRows {
  const regions: RegionReport[] = [];
  const refusals: Refusal[] = [];
  try {
    for (const row of readTable(text, MOST_REGIONS).rows) {
      const read = regionOfRow(`${file}:${row.line}`, row);
      if ('reason' in read) refusals.push(read);
      else regions.push(read);
    }
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    refusals.push(refusalOf(file, error.problem.reason, null, error.problem.values));
  }
  return { regions, refusals };
}

/** Thrown within a line, with the column that can't be read, and why. */
class UnreadableCell extends Error {
  readonly column: string;
  readonly reason: 'row' | 'notWhole' | 'noShare';
  constructor(column: string, reason: UnreadableCell['reason'] = 'row') {
    super('unreadable cell');
    this.column = column;
    this.reason = reason;
  }
}

function regionOfRow(file: string, { cells }: Row): RegionReport | Refusal {
  const cell = (name: string) => cells.get(name.toLowerCase()) ?? '';
  const name = cell('region').slice(0, 200);
  try {
    const year = Number(cell('year'));
    // A name without a letter or a digit couldn't be told from another such name.
    if (regionKey(name) === '') throw new UnreadableCell('region');
    if (!Number.isInteger(year) || year < 1900 || year > 2200) throw new UnreadableCell('year');
    const countedOn = cell('answersCountedOn');
    if (countedOn !== '' && !DAY.test(countedOn)) throw new UnreadableCell('answersCountedOn');
    const measure = (column: string) => measureIn(column, cell(column));
    const money = (column: string) => (measure(column).value === null ? null : measure(column));
    const count = byMedium((medium) => measure(`media.${medium}`));
    return {
      file,
      key: regionKey(name),
      name,
      chamber: cell('chamber').slice(0, 200),
      departments: cell('departments')
        .split(/[\s,/]+/)
        .filter((code) => code !== ''),
      edition: { year, firstDay: `${year}-11-01`, lastDay: `${year}-11-30` },
      version: null,
      madeAt: null,
      thumbprint: null,
      figures: new Map(FIGURE_IDS.map((id) => [id, figureIn(id, cell)])),
      media: {
        items: null,
        count: MEDIUMS.some((medium) => count[medium].precision !== 'unknown') ? count : null,
      },
      events: null,
      budget: { own: money('budget.own'), external: money('budget.external') },
      ...{ reasons: null, defects: null, audience: null, comingBack: null, scales: [] },
      answersCountedOn: countedOn === '' ? null : countedOn,
      claims: FIGURE_IDS.flatMap((figure) => {
        const wording = cell(`${figure}.published`);
        return wording === '' ? [] : [{ figure, wording }];
      }),
      findings: [],
      ideas: cell('ideas') || null,
      bilan: null,
    };
  } catch (error) {
    if (error instanceof UnreadableCell) return refusalOf(file, error.reason, name || null, { column: error.column });
    throw error;
  }
}

function figureIn(id: FigureId, cell: (name: string) => string): RegionFigure {
  const measure = measureIn(id, cell(id));
  const whole = (column: string) => measureIn(column, cell(column)).value;
  const [answered, asked] = [whole(`${id}.answered`), whole(`${id}.asked`)];
  const of = whole(`${id}.of`);
  if (of !== null && !isShare(id)) throw new UnreadableCell(`${id}.of`, 'noShare');
  if (of !== null && measure.value !== null && of < measure.value) throw new UnreadableCell(`${id}.of`);
  return {
    id,
    unit: unitOf(id),
    measure,
    of,
    base: answered === null || asked === null ? null : { answered, asked },
    parts: null,
    toConfirm: whole(`${id}.toConfirm`),
    withheld: null,
    previous: measureIn(`${id}.previous`, cell(`${id}.previous`)),
  };
}

/** Columns of money, and those of what is published, which may be a mean. All others count people and things. */
const HAS_CENTS: ReadonlySet<string> = new Set([
  ...FIGURE_IDS.filter((id) => unitOf(id) === 'euros').flatMap((id) => [id, `${id}.previous`]),
  ...['budget.own', 'budget.external', 'value', 'previous'],
]);

/** Reads "500", "+ de 500", "environ 60", "12 500,50 €" of money, "sans objet", or nothing: unknown. */
function measureIn(column: string, typed: string): ToldMeasure {
  const plain = fold(typed);
  if (plain === '' || /^(inconnu|non connu|unknown|\?|-|–)$/.test(plain)) return UNKNOWN;
  if (/^(sans objet|not applicable|n\/a)$/.test(plain)) return NOT_APPLICABLE;
  const amount = withoutUnit(typed);
  const cents = /^([\d\s\u202f\u00a0]+)[.,](\d{1,2})$/.exec(amount);
  if (cents && HAS_CENTS.has(column)) {
    return { value: Number(`${cents[1]?.replace(/\D/g, '')}.${cents[2]}`), precision: 'exact' };
  }
  const read = readQuantity(amount, 'fr', { max: MOST });
  if (!read.ok) throw new UnreadableCell(column, read.problem === 'decimal' ? 'notWhole' : 'row');
  const { value, precision: known, range } = read;
  return { value, precision: known, ...(range && { range }) };
}

const EUROS = ['€', 'euros', 'euro', 'eur'];

function withoutUnit(typed: string): string {
  const trimmed = typed.trim();
  const unit = EUROS.find((one) => trimmed.toLowerCase().endsWith(one));
  return unit === undefined ? trimmed : trimmed.slice(0, -unit.length).trimEnd();
}

/** Somebody's decisions about two that may be one: true where they are. */
export type PairDecisions = ReadonlyMap<string, boolean>;

/** Returns decisions by key. Columns: key (or cle), same (or meme): oui, non, yes, no. Others decide nothing. Throws UnreadableTable. */
export function readDecisions(text: string): PairDecisions {
  const pairs = readTable(text).rows.flatMap(({ cells }) => {
    const key = cells.get('key') ?? cells.get('cle') ?? '';
    const said = fold(cells.get('same') ?? cells.get('meme') ?? '');
    const same = /^(oui|yes|o|y)$/.test(said) ? true : /^(non|no|n)$/.test(said) ? false : null;
    return key === '' || same === null ? [] : [[key, same] as const];
  });
  return new Map(pairs);
}

/** A number or a sentence that is to be published about the nation, or was. */
export interface Published {
  /** An id of a figure, or another name, of which nothing but its own parts is known here. */
  readonly figure: string;
  readonly value: ToldMeasure;
  /** The numbers whose sum it is said to be; empty where nothing is said. */
  readonly parts: readonly number[];
  readonly previous: ToldMeasure;
  readonly wording: string | null;
  readonly countedOn: string | null;
}

/** Returns what is published. Columns: figure, value, parts ("441 + 70"), previous, wording, countedOn. Throws UnreadableTable. */
export function readPublished(text: string): readonly Published[] {
  return readTable(text).rows.flatMap(({ cells }) => {
    const cell = (name: string) => cells.get(name) ?? '';
    const measure = (name: string): ToldMeasure => {
      try {
        return measureIn(name, cell(name));
      } catch (error) {
        if (error instanceof UnreadableCell) return UNKNOWN;
        throw error;
      }
    };
    const parts = cell('parts')
      .split('+')
      .map((part) => Number(part.replace(/[^\d.,]/g, '').replace(',', '.')));
    const day = cell('countedon');
    if (cell('figure') === '') return [];
    return [
      {
        figure: cell('figure').slice(0, 200),
        value: measure('value'),
        parts: cell('parts') === '' ? [] : parts.filter(Number.isFinite),
        previous: measure('previous'),
        wording: cell('wording') || null,
        countedOn: DAY.test(day) ? day : null,
      },
    ];
  });
}
