import * as generated from '../../generated/personal.ts';

/** The purpose of a table's rows. */
type Purpose = (typeof generated.tables)[keyof typeof generated.tables]['purpose'];

/** The term for which rows of a table are kept. */
export type Term = (typeof generated.tables)[keyof typeof generated.tables]['kept'];

/** A table, as its annotations in prisma/schema.prisma describe it. */
export interface DescribedTable {
  readonly purpose: Purpose;
  readonly kept: Term;
  /** Why there are never many, where no term ends them; otherwise null. */
  readonly bounded: (typeof generated.tables)[keyof typeof generated.tables]['bounded'];
  /** Its columns that tell nothing of anybody by themselves. */
  readonly plain: readonly string[];
}

/** A column that tells something of somebody, as its annotation in prisma/schema.prisma describes it. */
export interface PersonalColumn {
  readonly table: string;
  readonly column: string;
  /** As the schema writes it: 'String', 'String?', 'String[]', 'Json', 'Bytes'… */
  readonly type: string;
  /** 'person' is an id of ours, 'account' one of a platform's, 'trace' something that may name either. */
  readonly holds: (typeof generated.columns)[number]['holds'];
  /** The column of the same table that says of whom; 'anybody' or 'chamber' where none does. */
  readonly of: string;
  /** The effect that erasing that person has on it; the words are explained in scripts/personal-columns.mjs. */
  readonly erase: (typeof generated.columns)[number]['erase'];
  /** Why it stays; null where it doesn't. */
  readonly because: (typeof generated.columns)[number]['because'];
  /** The effect that joining two accounts into one person has on it. */
  readonly merge: (typeof generated.columns)[number]['merge'];
}

/** Every table, by its name. */
export const describedTables: Readonly<Record<string, DescribedTable>> = generated.tables;

/** Every column that tells something of somebody: the one list from which export, erasure and merging go. */
export const personalColumns: readonly PersonalColumn[] = generated.columns;
