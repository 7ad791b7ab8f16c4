/**
 * Returns the schema's annotations of each table, and of each column that tells something of somebody. Throws Error,
 * naming a column without a decision.
 */
export function personalColumns(schema: string): {
  readonly tables: Readonly<
    Record<
      string,
      {
        readonly purpose: string;
        readonly kept: string;
        readonly bounded: string | null;
        readonly plain: readonly string[];
      }
    >
  >;
  readonly columns: readonly Readonly<Record<string, string | null>>[];
};
