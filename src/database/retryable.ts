/** Serialization failure and deadlock, by Prisma's code for both and by PostgreSQL's own. */
const CODES = new Set(['P2034', '40001', '40P01']);

/**
 * Returns whether a transaction is worth running again. The code may be in the error, in its cause or, after a raw
 * query, in what the driver adapter reported.
 */
export function isWorthRetrying(error: unknown): boolean {
  return codesIn(error, 0).some((code) => CODES.has(code));
}

const NESTED = ['cause', 'meta', 'driverAdapterError'] as const;

function codesIn(value: unknown, depth: number): string[] {
  if (typeof value !== 'object' || value === null || depth > 5) return [];
  const record = value as Record<string, unknown>;
  const own = [record.code, record.originalCode].filter((code) => typeof code === 'string');
  const conflict = record.kind === 'TransactionWriteConflict' ? ['P2034'] : [];
  return [...own, ...conflict, ...NESTED.flatMap((key) => codesIn(record[key], depth + 1))];
}
