import type { Database } from '../../src/database/database.ts';
import type { Statement } from '../support/statements.ts';

/** The tables that stay small: a few rows of each region, of each edition, or of the last minutes. */
const SMALL = [
  ...['Region', 'Installation', 'InstallCode', 'InstallAttempt', 'JoinRequest', 'TeamRole', 'ToRead'],
  ...['Edition', 'Theme', 'ExpectedResult', 'Survey', 'Figure', 'Tally', 'Report', 'ReportText', 'SigningKey'],
  ...['LinkCode', 'LinkAttempt', 'AccountLink', 'LinkedRow', 'Relay', 'RelayChannel', 'Mark'],
  ...[
    'DataSettings',
    'Erasure',
    'ReportPublication',
    'ReportLink',
    'ReportReview',
    'ReportReader',
    'ReportChoice',
    'SortedIdea',
    'ReportComment',
    'NationCall',
    'NationFile',
    'NationDecision',
    'NationPublication',
  ],
  // A counter, which is one row.
  'facts_deleted',
];
/**
 * The most rows that may be read of the thousands in a region. What was said in the last days is read through after an
 * interruption.
 */
const FEW = 500;

/** A step of a plan, as EXPLAIN shows it. */
interface Step {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Actual Loops'?: number;
  readonly Plans?: readonly Step[];
}
type Plan = readonly [{ readonly Plan: Step }];

/** Returns the tables of which a statement reads too much; see `readerOf`. */
type InVain = (statement: Statement) => Promise<readonly string[]>;

/**
 * Looks at the plans of statements for tables that grow and are read whole, by themselves or by an index without a
 * condition, or of which many rows are read for nothing. Statements that change rows are run too, and undone.
 */
export async function readerOf({ prisma }: Database): Promise<InVain> {
  const indexes = await prisma.$queryRaw<{ index: string; table: string; partial: boolean }[]>`
    SELECT i.relname::text AS "index", t.relname::text AS "table", indpred IS NOT NULL AS "partial" FROM pg_index
    JOIN pg_class i ON i.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
    WHERE t.relnamespace = 'public'::regnamespace`;
  const indexNamed = new Map(indexes.map((one) => [one.index, one]));

  const readOf = (step: Step): readonly string[] => {
    const index = indexNamed.get(step['Index Name'] ?? '');
    const table = step['Relation Name'] ?? index?.table ?? '';
    const removed = (step['Rows Removed by Filter'] ?? 0) + (step['Rows Removed by Index Recheck'] ?? 0);
    const inVain = removed * (step['Actual Loops'] ?? 1);
    if (table === '' || table.startsWith('pg_') || SMALL.includes(table)) return [];
    if (step['Node Type'] === 'Seq Scan') return [`${table} is read whole`];
    // A partial index is a condition by itself.
    if (index && !index.partial && !step['Index Cond']) return [`${table} is read whole, by ${index.index}`];
    return inVain > FEW ? [`${inVain} rows of ${table} are read in vain`] : [];
  };

  return async (statement) => stepsOf(await planOf(statement)).flatMap(readOf);

  async function planOf({ text, values }: Statement): Promise<Step> {
    // The inserted row exists already and would be refused.
    const analyze = /\bINSERT INTO\b/i.test(text) ? '' : 'ANALYZE, ';
    const explain = `EXPLAIN (${analyze}FORMAT JSON) ${text}`;
    const undone = new Error('undone');
    let found: { 'QUERY PLAN': Plan } | undefined;
    const done = prisma.$transaction(async (tx) => {
      [found] = await tx.$queryRawUnsafe<{ 'QUERY PLAN': Plan }[]>(explain, ...values);
      throw undone;
    });
    await done.catch((error: unknown) => {
      if (error !== undone) throw new Error(`no plan of ${text}`, { cause: error });
    });
    if (!found) throw new Error('no plan');
    return found['QUERY PLAN'][0].Plan;
  }
}

function stepsOf(step: Step): readonly Step[] {
  return [step, ...(step.Plans ?? []).flatMap(stepsOf)];
}
