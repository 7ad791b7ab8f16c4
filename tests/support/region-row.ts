import type { Database } from '../../src/database/database.ts';
import { clientOf, type Tx } from '../../src/database/transaction.ts';

/** Stores a region, any row of which will do for these tests. */
export function createRegion(source: Database | Tx, createdAt = new Date('2026-11-02T09:00:00Z')) {
  return clientOf(source).region.create({ data: { name: 'Hauts-de-France', departments: ['59', '62'], createdAt } });
}
